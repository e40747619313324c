(** Each code length holds the same - ln Δ, Δ the width of the bins.
    So it cancels in the relative entropy of two densities.
    Two different widths leave the logarithm of their ratio behind. *)
From Coq Require Import Reals Lra.
From Klem Require Import Sums Information.
Open Scope R_scope.

(** P in the code made for Q; with q for p it is the entropy of the bins of P. *)
Theorem code_length_of_bins : forall n p q Δ,
  0 < Δ -> positive n q -> Σ (i < n) p i * Δ = 1 ->
  cross_entropy n (fun i => p i * Δ) (fun i => q i * Δ)
    = - (Σ (i < n) p i * Δ * ln (q i)) - ln Δ.
Proof.
  intros n p q Δ width pos one. unfold cross_entropy.
  enough (Σ (i < n) p i * Δ * ln (q i * Δ)
          = Σ (i < n) (p i * Δ * ln (q i) + p i * Δ * ln Δ)) as ->
    by (rewrite sum_plus, sum_scal_r, one; ring).
  apply sum_ext; intros i Hi. rewrite ln_mult by auto. ring.
Qed.

Theorem delta_cancels : forall n p q Δ,
  0 < Δ -> positive n q ->
  KL n (fun i => p i * Δ) (fun i => q i * Δ) = Σ (i < n) p i * Δ * ln (p i / q i).
Proof.
  intros n p q Δ width pos. apply sum_ext; intros i Hi. specialize (pos i Hi).
  replace (p i * Δ / (q i * Δ)) with (p i / q i) by (field; lra). reflexivity.
Qed.

Theorem two_widths_leave_their_ratio : forall n p q Δp Δq,
  0 < Δp -> 0 < Δq -> positive n p -> positive n q -> Σ (i < n) p i * Δp = 1 ->
  KL n (fun i => p i * Δp) (fun i => q i * Δq)
    = (Σ (i < n) p i * Δp * ln (p i / q i)) + ln (Δp / Δq).
Proof.
  intros n p q Δp Δq width width' pos pos' one. unfold KL.
  rewrite <- (Rmult_1_l (ln (Δp / Δq))), <- one, <- sum_scal_r, <- sum_plus.
  apply sum_ext; intros i Hi. specialize (pos i Hi). specialize (pos' i Hi).
  rewrite !ln_quotient, !ln_mult by (auto using Rmult_lt_0_compat). ring.
Qed.
