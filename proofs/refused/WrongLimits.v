(** Wrong limits, each refuted by constant densities on [0, 1], whose bins are known.
    A sequence has one limit, so a wrong one would have to equal the right one. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Klem Require Import Sums Information BinWidth Limit Witnesses.
From Klem.refused Require Import WrongBins.
Open Scope R_scope.

Definition twice (x : R) := 2.
Lemma twice_continuous : continuous_on twice 0 1.
Proof. intros x _. apply continuous_const. Qed.
Lemma twice_positive : positive_on twice 0 1.
Proof. intros x _. unfold twice; lra. Qed.

Lemma integral_of_constant (c : R) :
  RInt (V := R_CompleteNormedModule) (fun _ : R => c) 0 1 = c.
Proof. rewrite RInt_const. unfold scal; cbn; unfold mult; cbn. ring. Qed.

Theorem kl_limit__swapped : ~ (forall p q a b,
  a < b -> continuous_on p a b -> continuous_on q a b ->
  positive_on p a b -> positive_on q a b ->
  is_lim_seq (fun n => KL (S n) (bin p a b n) (bin q a b n))
             (RInt (fun x => p x * ln (q x / p x)) a b)).
Proof.
  intros wrong. specialize (wrong twice even 0 1 Rlt_0_1 twice_continuous
    even_continuous twice_positive even_positive).
  pose proof (kl_limit twice even 0 1 Rlt_0_1 twice_continuous
    even_continuous twice_positive even_positive) as right.
  apply is_lim_seq_unique in wrong, right. rewrite wrong in right.
  unfold twice, even in right. rewrite !integral_of_constant in right.
  injection right as same. replace (1 / 2) with (/ 2) in same by field.
  replace (2 / 1) with 2 in same by field. rewrite ln_half in same.
  pose proof ln_2_pos. lra.
Qed.

Theorem entropy_limit__ln_width_lost : ~ (forall p a b,
  a < b -> continuous_on p a b -> positive_on p a b ->
  is_lim_seq (fun n => H (S n) (bin p a b n)) (- RInt (fun x => p x * ln (p x)) a b)).
Proof.
  intros wrong. specialize (wrong even 0 1 Rlt_0_1 even_continuous even_positive).
  pose proof (entropy_limit even 0 1 Rlt_0_1 even_continuous even_positive) as right.
  pose proof (is_lim_seq_minus' _ _ _ _ right wrong) as rest.
  rewrite Rminus_eq_0 in rest. apply (is_lim_seq_incr_1 _) in rest.
  enough (below : Rbar_le 0 (- ln 2)) by (cbn in below; pose proof ln_2_pos; lra).
  refine (is_lim_seq_le _ (fun _ => - ln 2) _ _ _ rest (is_lim_seq_const (- ln 2))).
  intros n. unfold bin, even.
  rewrite sum_const, Rmult_1_l.
  replace (INR (S (S n)) * width 0 1 (S n)) with 1
    by (unfold width; rewrite !S_INR; pose proof (pos_INR n); field; lra).
  rewrite <- ln_half. enough (ln (width 0 1 (S n)) <= ln (/ 2)) by lra.
  pose proof (width_pos 0 1 (S n) Rlt_0_1). apply ln_le; [assumption|].
  unfold width. rewrite S_INR. pose proof (pos_INR n).
  replace ((1 - 0) / (INR n + 1 + 1)) with (/ (INR n + 2)) by (field; lra).
  apply Rinv_le_contravar; lra.
Qed.

Theorem kl_limit__mean_under_q : ~ (forall p q a b,
  a < b -> continuous_on p a b -> continuous_on q a b ->
  positive_on p a b -> positive_on q a b ->
  is_lim_seq (fun n => KL (S n) (bin p a b n) (bin q a b n))
             (RInt (fun x => q x * ln (p x / q x)) a b)).
Proof.
  intros wrong. specialize (wrong twice even 0 1 Rlt_0_1 twice_continuous
    even_continuous twice_positive even_positive).
  pose proof (kl_limit twice even 0 1 Rlt_0_1 twice_continuous
    even_continuous twice_positive even_positive) as right.
  apply is_lim_seq_unique in wrong, right. rewrite wrong in right.
  unfold twice, even in right. rewrite !integral_of_constant in right.
  injection right as same. replace (2 / 1) with 2 in same by field.
  pose proof ln_2_pos. lra.
Qed.

Theorem entropy_limit__sign_lost : ~ (forall p a b,
  a < b -> continuous_on p a b -> positive_on p a b ->
  is_lim_seq
    (fun n => H (S n) (bin p a b n) + ln (width a b n) * Σ (i < S n) bin p a b n i)
    (RInt (fun x => p x * ln (p x)) a b)).
Proof.
  intros wrong. specialize (wrong twice 0 1 Rlt_0_1 twice_continuous twice_positive).
  pose proof (entropy_limit twice 0 1 Rlt_0_1 twice_continuous twice_positive) as right.
  apply is_lim_seq_unique in wrong, right. rewrite wrong in right.
  unfold twice in right. rewrite !integral_of_constant in right.
  injection right as same. pose proof ln_2_pos. lra.
Qed.

Theorem riemann_limit__negative : ~ (forall f a b,
  a < b -> continuous_on f a b -> is_lim_seq (riemann f a b) (- RInt f a b)).
Proof.
  intros wrong. specialize (wrong even 0 1 Rlt_0_1 even_continuous).
  pose proof (riemann_limit even 0 1 Rlt_0_1 even_continuous) as right.
  apply is_lim_seq_unique in wrong, right. rewrite wrong in right.
  unfold even in right. rewrite integral_of_constant in right.
  injection right as same. lra.
Qed.

(** On [0, 2] the integral of 1 is 2, and its mean height is 1. *)
Theorem riemann_limit__mean_height : ~ (forall f a b,
  a < b -> continuous_on f a b ->
  is_lim_seq (riemann f a b) (RInt f a b / (b - a))).
Proof.
  intros wrong.
  assert (smooth : continuous_on even 0 2) by (intros x _; apply continuous_const).
  specialize (wrong even 0 2 Rlt_0_2 smooth).
  pose proof (riemann_limit even 0 2 Rlt_0_2 smooth) as right.
  apply is_lim_seq_unique in wrong, right. rewrite wrong in right.
  unfold even in right. rewrite RInt_const in right.
  unfold scal in right; cbn in right; unfold mult in right; cbn in right.
  injection right as same. lra.
Qed.
