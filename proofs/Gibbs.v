(** Relative entropy is never negative, and zero only between equals.
    One cell of it is at least p - q, which sums to zero: the one inequality, averaged.
    So no distribution over n values has more entropy than the uniform one; and none
    has less than zero. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information OneInequality.
Open Scope R_scope.

(** One cell: p ln(p/q) >= p - q, equal only where p = q. *)
Lemma cell p q : 0 <= p -> 0 <= q -> (0 < p -> 0 < q) ->
  p - q <= p * ln (p / q) /\ (p * ln (p / q) = p - q <-> p = q).
Proof.
  intros [pos|<-] nonneg cover; [|rewrite Rmult_0_l; split; [|split]; lra].
  specialize (cover pos).
  assert (ratio : 0 < q / p) by (apply Rdiv_lt_0_compat; lra).
  assert (linear : p * (q / p - 1) = q - p) by (field; lra).
  assert (turned : ln (p / q) = - ln (q / p)) by (rewrite !ln_quotient; lra).
  rewrite turned. split; [|split].
  - pose proof (Rmult_le_compat_l p _ _ (Rlt_le _ _ pos) (one_inequality _ ratio)). lra.
  - intros same. assert (q / p = 1) as one.
    { apply one_inequality_equality; [lra|]. apply (Rmult_eq_reg_l p); lra. }
    rewrite one in linear; lra.
  - intros ->. replace (q / q) with 1 by (field; lra). rewrite ln_1; lra.
Qed.

Theorem gibbs : forall n p q,
  distribution n p -> distribution n q -> covered n p q -> 0 <= KL n p q.
Proof.
  intros n p q [p_nonneg p_one] [q_nonneg q_one] cover.
  replace 0 with (Σ (i < n) (p i - q i)) by (rewrite sum_minus; lra).
  apply sum_le; intros i Hi. apply cell; auto.
Qed.

Theorem gibbs_equality : forall n p q,
  distribution n p -> distribution n q -> covered n p q ->
  (KL n p q = 0 <-> forall i, (i < n)%nat -> p i = q i).
Proof.
  intros n p q [p_nonneg p_one] [q_nonneg q_one] cover.
  assert (none : Σ (i < n) (p i - q i) = 0) by (rewrite sum_minus; lra).
  split.
  - intros zero i Hi. apply (cell (p i) (q i)); auto. symmetry. revert i Hi.
    apply sum_squeeze; [|rewrite none; auto].
    intros i Hi; apply cell; auto.
  - intros same. rewrite <- none. apply sum_ext; intros i Hi. apply cell; auto.
Qed.

(** No probability exceeds 1, so no logarithm of one is positive. *)
Theorem entropy_nonnegative : forall n p, distribution n p -> 0 <= H n p.
Proof.
  intros n p [nonneg one]. unfold H. rewrite <- sum_opp.
  apply sum_nonneg; intros i Hi. destruct (nonneg i Hi) as [pos|<-]; [|lra].
  pose proof (term_below_sum n p i nonneg Hi).
  pose proof (one_inequality (p i) pos). nra.
Qed.

Lemma uniform_distribution n : (0 < n)%nat -> distribution n (fun _ => / INR n).
Proof.
  intros some. apply lt_0_INR in some as pos. split.
  - intros; apply Rlt_le, Rinv_0_lt_compat, pos.
  - rewrite sum_const. field; lra.
Qed.

Lemma divergence_from_uniform n p :
  distribution n p -> KL n p (fun _ => / INR n) = ln (INR n) - H n p.
Proof.
  intros dist. pose proof (distribution_has_values n p dist) as some.
  apply lt_0_INR in some as pos.
  rewrite <- excess_code_length by
    (auto; intros i Hi _; apply Rinv_0_lt_compat, pos).
  unfold cross_entropy. destruct dist as [_ one].
  rewrite sum_scal_r, one, ln_Rinv by auto. ring.
Qed.

Theorem uniform_has_most_entropy : forall n p,
  distribution n p ->
  H n p <= ln (INR n)
  /\ (H n p = ln (INR n) <-> forall i, (i < n)%nat -> p i = / INR n).
Proof.
  intros n p dist. pose proof (distribution_has_values n p dist) as some.
  pose proof (uniform_distribution n some) as uniform.
  assert (cover : covered n p (fun _ => / INR n))
    by (intros i Hi _; apply Rinv_0_lt_compat, lt_0_INR, some).
  pose proof (divergence_from_uniform n p dist) as short.
  pose proof (gibbs n p _ dist uniform cover).
  rewrite <- (gibbs_equality n p _ dist uniform cover). split; [|split]; lra.
Qed.
