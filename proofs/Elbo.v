(** One observation with a hidden z of K values, and its joint p(x, z) > 0.
    Its log-evidence is the bound L(q) and the divergence of q from the posterior.
    So L(q) never exceeds it, and reaches it at the posterior alone: the E-step. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Gibbs.
Open Scope R_scope.

Definition evidence K (joint : nat -> R) := Σ (z < K) joint z.
Definition posterior K joint z := joint z / evidence K joint.
Definition ELBO K q joint := Σ (z < K) q z * ln (joint z / q z).

Lemma evidence_pos K joint : (0 < K)%nat -> positive K joint -> 0 < evidence K joint.
Proof. intros; now apply sum_pos. Qed.

Lemma posterior_pos K joint : positive K joint -> positive K (posterior K joint).
Proof.
  intros pos z Hz. apply Rdiv_lt_0_compat; [auto|apply evidence_pos; [lia|auto]].
Qed.

Lemma posterior_distribution K joint :
  (0 < K)%nat -> positive K joint -> distribution K (posterior K joint).
Proof.
  intros some pos. split.
  - intros; apply Rlt_le, posterior_pos; auto.
  - unfold posterior, Rdiv. rewrite sum_scal_r.
    apply (Rinv_r (evidence K joint)), Rgt_not_eq, evidence_pos; auto.
Qed.

Theorem energy_and_entropy : forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint = (Σ (z < K) q z * ln (joint z)) + H K q.
Proof.
  intros K q joint [nonneg _] pos. unfold H, Rminus.
  rewrite <- sum_opp, <- sum_plus. apply sum_ext; intros z Hz.
  destruct (nonneg z Hz) as [some|<-]; [|ring].
  rewrite ln_quotient by auto. ring.
Qed.

Theorem elbo_decomposition : forall K q joint,
  distribution K q -> positive K joint ->
  ln (evidence K joint) = ELBO K q joint + KL K q (posterior K joint).
Proof.
  intros K q joint dist pos. pose proof (distribution_has_values K q dist) as some.
  pose proof (evidence_pos K joint some pos) as above. destruct dist as [nonneg one].
  rewrite <- (Rmult_1_l (ln (evidence K joint))), <- one, <- sum_scal_r.
  unfold ELBO, KL. rewrite <- sum_plus. apply sum_ext; intros z Hz.
  destruct (nonneg z Hz) as [part|<-]; [|ring]. specialize (pos z Hz).
  unfold posterior. rewrite !ln_quotient by auto using Rdiv_lt_0_compat. ring.
Qed.

Theorem elbo_is_a_lower_bound : forall K q joint,
  distribution K q -> positive K joint -> ELBO K q joint <= ln (evidence K joint).
Proof.
  intros K q joint dist pos. rewrite (elbo_decomposition K q joint dist pos).
  pose proof (distribution_has_values K q dist) as some.
  enough (0 <= KL K q (posterior K joint)) by lra.
  apply gibbs; auto using posterior_distribution.
  intros z Hz _. now apply posterior_pos.
Qed.

Theorem e_step : forall K q joint,
  distribution K q -> positive K joint ->
  (ELBO K q joint = ln (evidence K joint)
   <-> forall z, (z < K)%nat -> q z = posterior K joint z).
Proof.
  intros K q joint dist pos. rewrite (elbo_decomposition K q joint dist pos).
  pose proof (distribution_has_values K q dist) as some.
  rewrite <- (gibbs_equality K q (posterior K joint)); [split; lra| | |];
    auto using posterior_distribution.
  intros z Hz _. now apply posterior_pos.
Qed.

(** The same as a maximum over q: the posterior, and nothing else. *)
Theorem e_step_maximum : forall K q joint,
  distribution K q -> positive K joint ->
  ELBO K q joint <= ELBO K (posterior K joint) joint
  /\ (ELBO K q joint = ELBO K (posterior K joint) joint
      <-> forall z, (z < K)%nat -> q z = posterior K joint z).
Proof.
  intros K q joint dist pos. pose proof (distribution_has_values K q dist) as some.
  assert (ELBO K (posterior K joint) joint = ln (evidence K joint)) as ->
    by (apply e_step; auto using posterior_distribution).
  split; [now apply elbo_is_a_lower_bound | now apply e_step].
Qed.
