(** Wrong statements about entropies and bins, each refuted by numbers.
    What stands in ~ (…) is a theorem of ours with one thing changed, which the name
    says. `ln 2` is positive, and that is nearly all that is needed. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information BinWidth OneInequality Gibbs Witnesses.
Open Scope R_scope.

Lemma ln_2_pos : 0 < ln 2.
Proof. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Lemma ln_half : ln (/ 2) = - ln 2.
Proof. apply ln_Rinv; lra. Qed.

Lemma ln_none x : x <= 0 -> ln x = 0.
Proof. intros none. unfold ln. destruct (Rlt_dec 0 x); [exfalso; lra|reflexivity]. Qed.

Lemma fair_is_not_bent : KL 2 fair bent <> 0.
Proof.
  intros zero. pose proof (proj1 gibbs_equality_witness zero 0%nat two) as same.
  unfold fair, bent in same; lra.
Qed.

Theorem excess_code_length__swapped : ~ (forall n p q,
  distribution n p -> covered n p q -> H n p - cross_entropy n p q = KL n p q).
Proof.
  intros wrong. apply fair_is_not_bent.
  pose proof (wrong 2%nat fair bent fair_sums bent_covers).
  pose proof excess_code_length_witness. lra.
Qed.

Theorem excess_code_length__of_q : ~ (forall n p q,
  distribution n p -> covered n p q -> cross_entropy n p q - H n q = KL n p q).
Proof.
  intros wrong. pose proof (wrong 2%nat fair bent fair_sums bent_covers) as claim.
  rewrite <- excess_code_length in claim by auto using fair_sums, bent_covers.
  assert (same : H 2 bent = ln (INR 2)).
  { replace (H 2 bent) with (H 2 fair) by lra. unfold H, fair; cbn.
    rewrite ln_half. replace (1 + 1) with 2 by ring. field. }
  pose proof (proj1 (proj2 uniform_has_most_entropy_witness) same 0%nat two) as even.
  cbn in even; lra.
Qed.

Theorem entropy_of_bins__plus : ~ (forall n p Δ,
  0 < Δ -> positive n p ->
  H n (fun i => p i * Δ)
    = - (Σ (i < n) p i * Δ * ln (p i)) + ln Δ * Σ (i < n) p i * Δ).
Proof.
  intros wrong. specialize (wrong 1%nat level 2 Rlt_0_2).
  unfold H, level in wrong; cbn in wrong.
  specialize (wrong (fun i _ => Rlt_0_1)).
  rewrite Rmult_1_l, ln_1 in wrong. pose proof ln_2_pos. lra.
Qed.

Theorem entropy_of_bins_summing_to_one__not_summing : ~ (forall n p Δ,
  0 < Δ -> positive n p ->
  H n (fun i => p i * Δ) = - (Σ (i < n) p i * Δ * ln (p i)) - ln Δ).
Proof.
  intros wrong. specialize (wrong 1%nat level 2 Rlt_0_2).
  unfold H, level in wrong; cbn in wrong.
  specialize (wrong (fun i _ => Rlt_0_1)).
  rewrite Rmult_1_l, ln_1 in wrong. pose proof ln_2_pos. lra.
Qed.

(** One bin of width 2, p = 2 and q = 1: the divergence is 4 ln 2. *)
Lemma level_is_positive : positive 1 level. Proof. intros i _; unfold level; lra. Qed.

Theorem delta_cancels__factor_lost : ~ (forall n p q Δ,
  0 < Δ -> positive n q ->
  KL n (fun i => p i * Δ) (fun i => q i * Δ) = Σ (i < n) p i * ln (p i / q i)).
Proof.
  intros wrong. specialize (wrong 1%nat (fun _ => 2) level 2 Rlt_0_2 level_is_positive).
  unfold KL, level in wrong; cbn in wrong. pose proof ln_2_pos.
  replace (2 * 2 / (1 * 2)) with 2 in wrong by field.
  replace (2 / 1) with 2 in wrong by field. lra.
Qed.

Theorem delta_cancels__swapped : ~ (forall n p q Δ,
  0 < Δ -> positive n q ->
  KL n (fun i => p i * Δ) (fun i => q i * Δ) = Σ (i < n) p i * Δ * ln (q i / p i)).
Proof.
  intros wrong. specialize (wrong 1%nat (fun _ => 2) level 2 Rlt_0_2 level_is_positive).
  unfold KL, level in wrong; cbn in wrong. pose proof ln_2_pos. pose proof ln_half.
  replace (2 * 2 / (1 * 2)) with 2 in wrong by field.
  replace (1 / 2) with (/ 2) in wrong by field. lra.
Qed.

Theorem two_widths_leave_their_ratio__upside_down : ~ (forall n p q Δp Δq,
  0 < Δp -> 0 < Δq -> positive n p -> positive n q -> Σ (i < n) p i * Δp = 1 ->
  KL n (fun i => p i * Δp) (fun i => q i * Δq)
    = (Σ (i < n) p i * Δp * ln (p i / q i)) + ln (Δq / Δp)).
Proof.
  intros wrong. specialize (wrong 1%nat level level 1 2 Rlt_0_1 Rlt_0_2
    level_is_positive level_is_positive ltac:(cbv; lra)).
  unfold KL, level in wrong; cbn in wrong. pose proof ln_2_pos. pose proof ln_half.
  replace (1 * 1 / (1 * 2)) with (/ 2) in wrong by field.
  replace (1 / 1) with 1 in wrong by field. rewrite ln_1 in wrong.
  replace (2 / 1) with 2 in wrong by field. lra.
Qed.

Theorem one_inequality__strict : ~ (forall t, 0 < t -> ln t < t - 1).
Proof. intros wrong. specialize (wrong 1 Rlt_0_1). rewrite ln_1 in wrong; lra. Qed.

Theorem one_inequality__every_t : ~ (forall t, ln t <= t - 1).
Proof. intros wrong. specialize (wrong (-1)). rewrite ln_none in wrong; lra. Qed.

Theorem one_inequality__reversed : ~ (forall t, 0 < t -> t - 1 <= ln t).
Proof.
  intros wrong. pose proof (wrong 2 Rlt_0_2). pose proof (one_inequality 2 Rlt_0_2).
  assert (2 = 1) by (apply one_inequality_equality; lra). lra.
Qed.

Theorem one_inequality_equality__at_two : ~ (forall t,
  0 < t -> (ln t = t - 1 <-> t = 2)).
Proof.
  intros wrong. assert (1 = 2) by (apply wrong; [|rewrite ln_1]; lra). lra.
Qed.

Theorem two_widths_leave_their_ratio__forgotten : ~ (forall n p q Δp Δq,
  0 < Δp -> 0 < Δq -> positive n p -> positive n q -> Σ (i < n) p i * Δp = 1 ->
  KL n (fun i => p i * Δp) (fun i => q i * Δq) = Σ (i < n) p i * Δp * ln (p i / q i)).
Proof.
  intros wrong. specialize (wrong 1%nat level level 1 2 Rlt_0_1 Rlt_0_2
    level_is_positive level_is_positive ltac:(cbv; lra)).
  unfold KL, level in wrong; cbn in wrong. pose proof ln_2_pos. pose proof ln_half.
  replace (1 * 1 / (1 * 2)) with (/ 2) in wrong by field.
  replace (1 / 1) with 1 in wrong by field. rewrite ln_1 in wrong. lra.
Qed.

Theorem entropy_of_bins__ln_width_lost : ~ (forall n p Δ,
  0 < Δ -> positive n p ->
  H n (fun i => p i * Δ) = - (Σ (i < n) p i * Δ * ln (p i))).
Proof.
  intros wrong. specialize (wrong 1%nat level 2 Rlt_0_2 level_is_positive).
  unfold H, level in wrong; cbn in wrong.
  rewrite Rmult_1_l, ln_1 in wrong. pose proof ln_2_pos. lra.
Qed.

(** One bin of width 2 that holds everything, so its height is 1/2. *)
Definition low (i : nat) := / 2.
Lemma low_is_positive : positive 1 low. Proof. intros i _; unfold low; lra. Qed.
Lemma low_sums : Σ (i < 1) low i * 2 = 1. Proof. unfold low; cbn; lra. Qed.

Theorem entropy_of_bins_summing_to_one__plus : ~ (forall n p Δ,
  0 < Δ -> positive n p -> Σ (i < n) p i * Δ = 1 ->
  H n (fun i => p i * Δ) = - (Σ (i < n) p i * Δ * ln (p i)) + ln Δ).
Proof.
  intros wrong. specialize (wrong 1%nat low 2 Rlt_0_2 low_is_positive low_sums).
  unfold H, low in wrong; cbn in wrong. pose proof ln_2_pos.
  replace (/ 2 * 2) with 1 in wrong by field. rewrite ln_1, ln_half in wrong. lra.
Qed.

Theorem code_length_of_bins__plus : ~ (forall n p q Δ,
  0 < Δ -> positive n q -> Σ (i < n) p i * Δ = 1 ->
  cross_entropy n (fun i => p i * Δ) (fun i => q i * Δ)
    = - (Σ (i < n) p i * Δ * ln (q i)) + ln Δ).
Proof.
  intros wrong. specialize (wrong 1%nat low level 2 Rlt_0_2 level_is_positive low_sums).
  unfold cross_entropy, low, level in wrong; cbn in wrong. pose proof ln_2_pos.
  rewrite Rmult_1_l, ln_1 in wrong. lra.
Qed.

Theorem code_length_of_bins__not_summing : ~ (forall n p q Δ,
  0 < Δ -> positive n q ->
  cross_entropy n (fun i => p i * Δ) (fun i => q i * Δ)
    = - (Σ (i < n) p i * Δ * ln (q i)) - ln Δ).
Proof.
  intros wrong. specialize (wrong 1%nat level level 2 Rlt_0_2 level_is_positive).
  unfold cross_entropy, level in wrong; cbn in wrong. pose proof ln_2_pos.
  rewrite Rmult_1_l, ln_1 in wrong. lra.
Qed.

Theorem one_inequality_equality__from_one_on : ~ (forall t,
  0 < t -> (ln t = t - 1 <-> 1 <= t)).
Proof.
  intros wrong. assert (2 = 1) by (apply one_inequality_equality, wrong; lra). lra.
Qed.
