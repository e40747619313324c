(** Wrong statements about what δ stands for, and about densities by their covariance:
    the determinant of Σ for that of Λ, a corner left out, a sign or a hypothesis lost.
    Densities that differ in δ alone differ. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Mixture Steiner Normal Diagonal.
From Klem Require Import Plane Precision Mixture2D Witnesses.
From Klem.refused Require Import WrongBins.
Open Scope R_scope.

Lemma δ_is_seen D δ δ' Λ μ x : 0 < δ -> 0 < δ' ->
  gaussian D δ Λ μ x = gaussian D δ' Λ μ x -> δ = δ'.
Proof.
  intros pos pos' same. pose proof PI_RGT_0.
  assert (0 < (2 * PI) ^ D) as some by (apply pow_lt; lra).
  apply Rmult_eq_reg_r in same; [|apply Rgt_not_eq, exp_pos].
  apply sqrt_inj in same; [|apply Rlt_le; now apply Rdiv_lt_0_compat ..].
  apply (Rmult_eq_reg_r (/ (2 * PI) ^ D)); [exact same|].
  apply Rinv_neq_0_compat; lra.
Qed.

Definition four (a b : nat) := 4.

Theorem gaussian_on_the_line__variance_for_precision :
  ~ (forall (Λ : nat -> nat -> R) μ x, 0 < Λ 0%nat 0%nat ->
  gaussian 1 (Λ 0%nat 0%nat) Λ μ x = normal (μ 0%nat) (Λ 0%nat 0%nat) (x 0%nat)).
Proof.
  intros wrong. assert (pos : 0 < four 0%nat 0%nat) by (unfold four; lra).
  specialize (wrong four level level pos).
  rewrite (gaussian_on_the_line four level level pos) in wrong. unfold four in wrong.
  apply (f_equal ln) in wrong. rewrite !ln_normal, ln_Rinv in wrong by lra.
  assert (1 < 4) as more by lra. apply ln_increasing in more; [|lra].
  rewrite ln_1 in more. lra.
Qed.

Theorem gaussian_on_the_line__any_factor :
  ~ (forall δ (Λ : nat -> nat -> R) μ x, 0 < δ -> 0 < Λ 0%nat 0%nat ->
  gaussian 1 δ Λ μ x = normal (μ 0%nat) (/ Λ 0%nat 0%nat) (x 0%nat)).
Proof.
  intros wrong. assert (pos : 0 < four 0%nat 0%nat) by (unfold four; lra).
  enough (1 = 2) by lra. apply (δ_is_seen 1 1 2 four level level); try lra.
  rewrite (wrong 1) by (auto; lra). symmetry. apply wrong; auto; lra.
Qed.

(** Covariances: stretched along one axis, and leaning. *)
Definition stretched := Plane 0 0 2 0 1.
Lemma stretched_proper : plane_proper stretched.
Proof. split; unfold det; cbn; lra. Qed.
Definition leaning := Plane 0 0 1 (/ 2) 1.
Lemma leaning_proper : plane_proper leaning.
Proof. split; unfold det; cbn; lra. Qed.

Theorem precision_inverts__covariance_itself : ~ (forall φ a b,
  plane_proper φ -> (a < 2)%nat -> (b < 2)%nat ->
  Σ (c < 2) covariance φ a c * covariance φ c b = if Nat.eqb a b then 1 else 0).
Proof.
  intros wrong. specialize (wrong stretched 0%nat 0%nat stretched_proper two two).
  cbn in wrong. lra.
Qed.

Theorem precision_inverts__not_definite : ~ (forall φ a b,
  (a < 2)%nat -> (b < 2)%nat ->
  Σ (c < 2) precision φ a c * covariance φ c b = if Nat.eqb a b then 1 else 0).
Proof.
  intros wrong. specialize (wrong (Plane 0 0 0 0 0) 0%nat 0%nat two two).
  cbn in wrong. lra.
Qed.

Theorem gaussian_in_the_plane__determinant_of_covariance : ~ (forall φ x n,
  plane_proper φ ->
  let Λ := precision φ in
  let δ := det φ in
  gaussian 2 δ Λ (center φ) (x n) = plane_density x φ n).
Proof.
  intros wrong. specialize (wrong stretched corners 0%nat stretched_proper).
  rewrite <- gaussian_in_the_plane in wrong by exact stretched_proper.
  cbn zeta in wrong. apply δ_is_seen in wrong; unfold det in *; cbn in *;
    unfold det in *; cbn in *; lra.
Qed.

Theorem gaussian_in_the_plane__corner_dropped : ~ (forall φ x n,
  plane_proper φ ->
  let Λ := precision φ in
  let δ := Λ 0%nat 0%nat * Λ 1%nat 1%nat in
  gaussian 2 δ Λ (center φ) (x n) = plane_density x φ n).
Proof.
  intros wrong. specialize (wrong leaning corners 0%nat leaning_proper).
  rewrite <- gaussian_in_the_plane in wrong by exact leaning_proper.
  cbn zeta in wrong. apply δ_is_seen in wrong; unfold precision, det in *; cbn in *;
    lra.
Qed.

Theorem plane_maximum__strict : ~ (forall N g x φ,
  0 < sum N g -> plane_proper (plane_fit N x g) -> plane_proper φ ->
  let best := plane_fit N x g in
  Σ (n < N) g n * ln (plane_density x φ n)
    < Σ (n < N) g n * ln (plane_density x best n)
  /\ (Σ (n < N) g n * ln (plane_density x φ n)
        = Σ (n < N) g n * ln (plane_density x best n) <-> φ = best)).
Proof.
  intros wrong. destruct (wrong 3%nat level corners (plane_fit 3 corners level)
    three_in_all corners_fit corners_fit) as [claim _]. lra.
Qed.

Theorem diagonal_density__growing : ~ (forall D μ v x, positive D v ->
  Π (a < D) normal (μ a) (v a) (x a)
  = / sqrt (Π (a < D) 2 * PI * v a)
    * exp ((Σ (a < D) (x a - μ a) ^ 2 / v a) / 2)).
Proof.
  intros wrong. pose proof PI_RGT_0.
  specialize (wrong 1%nat (fun _ => 0) level level level_is_positive).
  rewrite diagonal_density in wrong by exact level_is_positive.
  apply Rmult_eq_reg_l in wrong.
  - apply exp_inv in wrong. unfold level in wrong; cbn in wrong. lra.
  - apply Rinv_neq_0_compat, Rgt_not_eq, sqrt_lt_R0. unfold level; cbn. lra.
Qed.
