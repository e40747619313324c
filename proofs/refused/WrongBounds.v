(** Wrong statements about relative entropy and the bound, each refuted by numbers.
    They lose a hypothesis, turn a sign, or claim more than is true.
    Rocq gives ln 0 and 1/0 the value 0; a hypothesis that excludes them is needed. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Gibbs Elbo Witnesses.
From Klem.refused Require Import WrongBins.
Open Scope R_scope.

Definition sure (i : nat) := match i with O => 1 | _ => 0 end.
Lemma sure_sums : distribution 2 sure.
Proof. split; [intros [|i] _; cbn; lra | cbv; lra]. Qed.

Lemma no_divergence n p : distribution n p -> KL n p p = 0.
Proof. intros dist. apply gibbs_equality; auto. intros i _ pos; exact pos. Qed.

Theorem gibbs__strict : ~ (forall n p q,
  distribution n p -> distribution n q -> covered n p q -> 0 < KL n p q).
Proof.
  intros wrong. specialize (wrong 2%nat fair fair fair_sums fair_sums
    (fun i Hi _ => fair_positive i Hi)).
  rewrite no_divergence in wrong; [lra|exact fair_sums].
Qed.

Theorem gibbs__reversed : ~ (forall n p q,
  distribution n p -> distribution n q -> covered n p q -> KL n p q <= 0).
Proof.
  intros wrong. specialize (wrong 2%nat fair bent fair_sums bent_sums bent_covers).
  pose proof gibbs_witness. pose proof fair_is_not_bent. lra.
Qed.

Theorem gibbs__not_covered : ~ (forall n p q,
  distribution n p -> distribution n q -> 0 <= KL n p q).
Proof.
  intros wrong. specialize (wrong 2%nat fair sure fair_sums sure_sums).
  unfold KL, fair, sure in wrong; cbn in wrong. pose proof ln_2_pos.
  replace (/ 2 / 1) with (/ 2) in wrong by field. unfold Rdiv in wrong.
  rewrite Rinv_0, Rmult_0_r, (ln_none 0), ln_half in wrong by lra. lra.
Qed.

Theorem gibbs__q_not_normalized : ~ (forall n p q,
  distribution n p -> covered n p q -> 0 <= KL n p q).
Proof.
  intros wrong. specialize (wrong 1%nat level (fun _ => 2)).
  unfold KL, level in wrong; cbn in wrong. pose proof ln_2_pos.
  replace (1 / 2) with (/ 2) in wrong by field. rewrite ln_half in wrong.
  enough (0 <= 0 + 1 * - ln 2) by lra. apply wrong.
  - split; [intros; lra | cbn; lra].
  - intros i _ _; lra.
Qed.

Definition lead (i : nat) := match i with O => / 2 | 1%nat => / 8 | _ => 3 / 8 end.
Definition tail (i : nat) := match i with O => / 2 | _ => / 4 end.

Theorem gibbs_equality__somewhere : ~ (forall n p q,
  distribution n p -> distribution n q -> covered n p q ->
  (KL n p q = 0 <-> exists i, (i < n)%nat /\ p i = q i)).
Proof.
  intros wrong.
  assert (dist : distribution 3 tail)
    by (split; [intros [|i] _; cbn; lra | cbv; lra]).
  assert (dist' : distribution 3 lead)
    by (split; [intros [|[|i]] _; cbn; lra | cbv; lra]).
  assert (cover : covered 3 tail lead) by (intros [|[|i]] _ _; cbn; lra).
  assert (zero : KL 3 tail lead = 0)
    by (apply wrong; auto; exists 0%nat; split; [lia|reflexivity]).
  pose proof (proj1 (gibbs_equality 3 tail lead dist dist' cover) zero 1%nat
    ltac:(lia)) as same. cbn in same; lra.
Qed.

Theorem uniform_has_most_entropy__reversed : ~ (forall n p,
  distribution n p ->
  ln (INR n) <= H n p
  /\ (H n p = ln (INR n) <-> forall i, (i < n)%nat -> p i = / INR n)).
Proof.
  intros wrong. destruct (wrong 2%nat sure sure_sums) as [claim _].
  unfold H, sure in claim; cbn in claim. rewrite ln_1 in claim.
  replace (1 + 1) with 2 in claim by ring. pose proof ln_2_pos. lra.
Qed.

Lemma posterior_of_level z : posterior 2 level z = / 2.
Proof. unfold posterior, evidence, level; cbn. field. Qed.

Theorem energy_and_entropy__minus : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint = (Σ (z < K) q z * ln (joint z)) - H K q).
Proof.
  intros wrong. specialize (wrong 2%nat fair level fair_sums level_positive).
  rewrite energy_and_entropy in wrong by (exact fair_sums || exact level_positive).
  unfold H, fair in wrong; cbn in wrong. rewrite ln_half in wrong.
  pose proof ln_2_pos. lra.
Qed.

Theorem elbo_decomposition__minus : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ln (evidence K joint) = ELBO K q joint - KL K q (posterior K joint)).
Proof.
  intros wrong. pose proof (wrong 2%nat bent level bent_sums level_positive).
  pose proof elbo_decomposition_witness as right.
  assert (reached : ELBO 2 bent level = ln (evidence 2 level)) by lra.
  pose proof (proj1 e_step_witness reached 0%nat two) as same.
  rewrite posterior_of_level in same. cbn in same; lra.
Qed.

Lemma ln_3 : 5 * ln 3 < 8 * ln 2.
Proof.
  replace (5 * ln 3) with (ln (3 * 3 * 3 * 3 * 3)) by (rewrite !ln_mult by lra; ring).
  replace (8 * ln 2) with (ln (2 * 2 * 2 * 2 * 2 * 2 * 2 * 2))
    by (rewrite !ln_mult by lra; ring).
  apply ln_increasing; lra.
Qed.

Theorem elbo_decomposition__swapped : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ln (evidence K joint) = ELBO K q joint + KL K (posterior K joint) q).
Proof.
  intros wrong. pose proof (wrong 2%nat bent level bent_sums level_positive) as claim.
  rewrite elbo_decomposition_witness in claim. apply Rplus_eq_reg_l in claim.
  unfold KL, bent in claim; cbn [sum] in claim.
  rewrite !posterior_of_level in claim. pose proof ln_3.
  replace (/ 4 / / 2) with (/ 2) in claim by field.
  replace (3 / 4 / / 2) with (3 / 2) in claim by field.
  replace (/ 2 / / 4) with 2 in claim by field.
  replace (/ 2 / (3 / 4)) with (2 / 3) in claim by field.
  rewrite !ln_quotient, ln_half in claim by lra. lra.
Qed.

Theorem elbo_is_a_lower_bound__strict : ~ (forall K q joint,
  distribution K q -> positive K joint -> ELBO K q joint < ln (evidence K joint)).
Proof.
  intros wrong. specialize (wrong 2%nat fair level fair_sums level_positive).
  enough (ELBO 2 fair level = ln (evidence 2 level)) by lra.
  apply e_step; auto using fair_sums, level_positive.
  intros z _. now rewrite posterior_of_level.
Qed.

Theorem elbo_is_a_lower_bound__q_not_normalized : ~ (forall K q joint,
  (0 < K)%nat -> positive K joint -> ELBO K q joint <= ln (evidence K joint)).
Proof.
  intros wrong. specialize (wrong 2%nat level (fun _ => 4) two).
  unfold ELBO, evidence, level in wrong; cbn in wrong.
  replace (4 / 1) with (2 * 2) in wrong by field.
  replace (0 + 4 + 4) with (2 * 2 * 2) in wrong by ring.
  rewrite !ln_mult in wrong by lra. pose proof ln_2_pos.
  enough (0 + 1 * (ln 2 + ln 2) + 1 * (ln 2 + ln 2) <= ln 2 + ln 2 + ln 2) by lra.
  apply wrong. intros z _; lra.
Qed.

Theorem e_step__joint_for_posterior : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  (ELBO K q joint = ln (evidence K joint)
   <-> forall z, (z < K)%nat -> q z = joint z)).
Proof.
  intros wrong.
  assert (reached : ELBO 2 fair level = ln (evidence 2 level)).
  { apply e_step; auto using fair_sums, level_positive.
    intros z _. now rewrite posterior_of_level. }
  pose proof (proj1 (wrong 2%nat fair level fair_sums level_positive) reached 0%nat two)
    as same. unfold fair, level in same; lra.
Qed.

Theorem uniform_has_most_entropy__strict : ~ (forall n p,
  distribution n p ->
  H n p < ln (INR n)
  /\ (H n p = ln (INR n) <-> forall i, (i < n)%nat -> p i = / INR n)).
Proof.
  intros wrong. destruct (wrong 2%nat fair fair_sums) as [claim _].
  unfold H, fair in claim; cbn in claim. rewrite ln_half in claim.
  replace (1 + 1) with 2 in claim by ring. lra.
Qed.

(** All on one of two values, and all on the other one. *)
Definition last (i : nat) := match i with O => 0 | _ => 1 end.
Lemma last_sums : distribution 2 last.
Proof. split; [intros [|i] _; cbn; lra | cbv; lra]. Qed.

Theorem gibbs_equality__not_covered : ~ (forall n p q,
  distribution n p -> distribution n q ->
  (KL n p q = 0 <-> forall i, (i < n)%nat -> p i = q i)).
Proof.
  intros wrong. assert (zero : KL 2 last sure = 0).
  { unfold KL, last, sure; cbn. unfold Rdiv. rewrite Rinv_0, (ln_none (1 * 0)) by lra.
    lra. }
  pose proof (proj1 (wrong 2%nat last sure last_sums sure_sums) zero 0%nat two) as same.
  cbn in same; lra.
Qed.

Theorem entropy_nonnegative__strict : ~ (forall n p, distribution n p -> 0 < H n p).
Proof.
  intros wrong. specialize (wrong 2%nat sure sure_sums).
  unfold H, sure in wrong; cbn in wrong. rewrite ln_1 in wrong. lra.
Qed.

Theorem entropy_nonnegative__not_normalized : ~ (forall n p,
  positive n p -> 0 <= H n p).
Proof.
  intros wrong. pose proof ln_2_pos as some.
  enough (0 <= H 1 (fun _ => 2)) as above by (unfold H in above; cbn in above; lra).
  apply wrong. intros i _; lra.
Qed.

Theorem energy_and_entropy__entropy_lost : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint = Σ (z < K) q z * ln (joint z)).
Proof.
  intros wrong. specialize (wrong 2%nat fair level fair_sums level_positive).
  rewrite energy_and_entropy in wrong by (exact fair_sums || exact level_positive).
  unfold H, fair in wrong; cbn in wrong. rewrite ln_half in wrong.
  pose proof ln_2_pos. lra.
Qed.

Theorem e_step__uniform : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  (ELBO K q joint = ln (evidence K joint)
   <-> forall z, (z < K)%nat -> q z = / INR K)).
Proof.
  intros wrong.
  assert (reached : ELBO 2 fair bent = ln (evidence 2 bent)).
  { apply wrong; [exact fair_sums | exact bent_positive|].
    intros z _. unfold fair; cbn. reflexivity. }
  pose proof (proj1 (e_step 2 fair bent fair_sums bent_positive) reached 0%nat two)
    as same. unfold fair, posterior, evidence, bent in same; cbn in same. lra.
Qed.

Theorem e_step_maximum__strict : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint < ELBO K (posterior K joint) joint
  /\ (ELBO K q joint = ELBO K (posterior K joint) joint
      <-> forall z, (z < K)%nat -> q z = posterior K joint z)).
Proof.
  intros wrong. pose proof (posterior_distribution 2 level two level_positive) as dist.
  destruct (wrong 2%nat _ level dist level_positive) as [claim _]. lra.
Qed.

Theorem e_step_maximum__joint_for_posterior : ~ (forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint <= ELBO K (posterior K joint) joint
  /\ (ELBO K q joint = ELBO K (posterior K joint) joint
      <-> forall z, (z < K)%nat -> q z = joint z)).
Proof.
  intros wrong. pose proof (posterior_distribution 2 level two level_positive) as dist.
  destruct (wrong 2%nat _ level dist level_positive) as [_ only].
  pose proof (proj1 only eq_refl 0%nat two) as same.
  rewrite posterior_of_level in same. unfold level in same. lra.
Qed.
