(** What δ stands for in N(x | μ, Λ⁻¹): the determinant of Λ, on the line and in the
    plane. With it the density is the one that is written with the variance, or with
    the covariance Σ that Λ inverts. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Steiner Normal Mixture Plane.
Open Scope R_scope.

Theorem gaussian_on_the_line : forall (Λ : nat -> nat -> R) μ x,
  0 < Λ 0%nat 0%nat ->
  gaussian 1 (Λ 0%nat 0%nat) Λ μ x
  = normal (μ 0%nat) (/ Λ 0%nat 0%nat) (x 0%nat).
Proof.
  intros Λ μ x pos. pose proof PI_RGT_0. set (l := Λ 0%nat 0%nat) in *.
  assert (0 < 2 * PI * / l) as whole.
  { apply Rmult_lt_0_compat; [lra|now apply Rinv_0_lt_compat]. }
  unfold gaussian, normal, form. cbn [sum]. fold l. rewrite pow_1. f_equal.
  - rewrite <- sqrt_inv. f_equal. field; lra.
  - f_equal. field; lra.
Qed.

(** Σ of φ by its entries, and the precision matrix of φ. *)
Definition covariance φ (a b : nat) : R :=
  match a, b with O, O => s11 φ | S _, S _ => s22 φ | _, _ => s12 φ end.
Definition precision φ (a b : nat) : R :=
  match a, b with
  | O, O => s22 φ / det φ
  | S _, S _ => s11 φ / det φ
  | _, _ => - s12 φ / det φ
  end.
Definition center φ (a : nat) : R := match a with O => m1 φ | _ => m2 φ end.

Theorem precision_inverts : forall φ a b,
  plane_proper φ -> (a < 2)%nat -> (b < 2)%nat ->
  Σ (c < 2) precision φ a c * covariance φ c b = if Nat.eqb a b then 1 else 0.
Proof.
  intros φ a b [_ pos] Ha Hb.
  destruct a as [|[|]], b as [|[|]]; try lia; cbn; unfold det in *; field; lra.
Qed.

Theorem gaussian_in_the_plane : forall φ x n,
  plane_proper φ ->
  let Λ := precision φ in
  let δ := Λ 0%nat 0%nat * Λ 1%nat 1%nat - Λ 0%nat 1%nat * Λ 1%nat 0%nat in
  gaussian 2 δ Λ (center φ) (x n) = plane_density x φ n.
Proof.
  intros φ x n [first pos] Λ δ. pose proof PI_RGT_0.
  assert (turned : δ = / det φ) by (unfold δ, Λ, precision, det in *; field; lra).
  unfold gaussian, plane_density, form. rewrite turned. f_equal.
  - rewrite <- (sqrt_pow2 (2 * PI)) at 2 by lra.
    rewrite <- sqrt_mult_alt by (apply pow2_ge_0). rewrite <- sqrt_inv. f_equal.
    field. split; lra.
  - f_equal. cbn [sum]. unfold Λ, precision, center, distance. field. lra.
Qed.
