(** Mixtures in the plane, D = 2, with full covariances.
    For positive definite Σ and S, tr(Σ⁻¹S) is at least twice the root of det S / det Σ:
    the mean of two eigenvalues exceeds the root of their product.
    Here stand the algebra and the fit; the file for D = 2 puts them together. *)
From Coq Require Import Reals Lra Lia Psatz.
From Klem Require Import Sums OneInequality Information Elbo Monotone Mixture.
From Klem Require Import Steiner Normal.
Open Scope R_scope.

(** A mean (m1, m2) and a symmetric covariance with the entries s11, s12, s22. *)
Record plane := Plane { m1 : R; m2 : R; s11 : R; s12 : R; s22 : R }.

Definition det φ := s11 φ * s22 φ - s12 φ ^ 2.

(** Sylvester: the leading minors decide that Σ is positive definite. *)
Definition plane_proper φ := 0 < s11 φ /\ 0 < det φ.

(** (u, v) Σ⁻¹ (u, v)ᵀ *)
Definition distance φ u v :=
  (s22 φ * u ^ 2 - 2 * s12 φ * (u * v) + s11 φ * v ^ 2) / det φ.

Definition plane_density (x : nat -> nat -> R) φ n :=
  / (2 * PI * sqrt (det φ))
  * exp (- distance φ (x n 0%nat - m1 φ) (x n 1%nat - m2 φ) / 2).

Definition weighted_covariance N g y z :=
  (Σ (n < N) g n * ((y n - weighted_mean N g y) * (z n - weighted_mean N g z)))
  / sum N g.

Definition plane_fit N (x : nat -> nat -> R) g :=
  let y n := x n 0%nat in let z n := x n 1%nat in
  {| m1 := weighted_mean N g y; m2 := weighted_mean N g z;
     s11 := weighted_covariance N g y y;
     s12 := weighted_covariance N g y z;
     s22 := weighted_covariance N g z z |}.

Definition plane_step N K x := em_step N K (plane_density x) (plane_fit N x).
Definition plane_model x := joint (plane_density x).

(** The points do not all lie on one line. *)
Definition not_on_a_line N (x : nat -> nat -> R) :=
  forall u v w, u <> 0 \/ v <> 0 ->
  exists n, (n < N)%nat /\ u * x n 0%nat + v * x n 1%nat <> w.

Lemma square_zero c u : 0 < c -> c * u ^ 2 = 0 -> u = 0.
Proof.
  intros pos zero. apply Rmult_integral in zero as [|zero]; [lra|].
  destruct (Rmult_integral u u); auto. rewrite <- zero; ring.
Qed.

(** `distance` is the form of Σ⁻¹: along Σw it is wᵀΣw. *)
Lemma distance_inverts φ u v : plane_proper φ ->
  distance φ (s11 φ * u + s12 φ * v) (s12 φ * u + s22 φ * v)
  = s11 φ * u ^ 2 + 2 * s12 φ * (u * v) + s22 φ * v ^ 2.
Proof. intros [_ pos]. unfold distance. unfold det in *. field. lra. Qed.

Lemma distance_signed φ u v : plane_proper φ ->
  0 <= distance φ u v /\ (distance φ u v = 0 -> u = 0 /\ v = 0).
Proof.
  intros [first pos].
  assert (squares : s11 φ * (det φ * distance φ u v)
    = (s11 φ * v - s12 φ * u) ^ 2 + det φ * u ^ 2).
  { unfold distance, Rdiv. rewrite (Rmult_comm _ (/ det φ)), <- (Rmult_assoc (det φ)).
    rewrite (Rinv_r (det φ)) by (apply Rgt_not_eq, pos). unfold det; ring. }
  pose proof (Rmult_lt_0_compat _ _ first pos) as factor.
  pose proof (pow2_ge_0 (s11 φ * v - s12 φ * u)). pose proof (pow2_ge_0 u).
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ pos) (pow2_ge_0 u)).
  split; [apply Rnot_lt_le; intros below; nra|].
  intros zero. rewrite zero, !Rmult_0_r in squares.
  assert (u = 0) as -> by (apply (square_zero (det φ)); auto; lra).
  split; [auto|]. apply (square_zero (s11 φ ^ 2)); [now apply pow_lt | nra].
Qed.

(** tr(Σ⁻¹S), with the Σ of φ and the S of ψ. *)
Definition trace φ ψ :=
  (s22 φ * s11 ψ - 2 * s12 φ * s12 ψ + s11 φ * s22 ψ) / det φ.

Definition covariance_same φ ψ :=
  s11 φ = s11 ψ /\ s12 φ = s12 ψ /\ s22 φ = s22 ψ.

Lemma trace_and_determinant φ ψ : plane_proper φ -> plane_proper ψ ->
  0 < trace φ ψ /\ 4 * (det ψ / det φ) <= trace φ ψ ^ 2
  /\ (4 * (det ψ / det φ) = trace φ ψ ^ 2 -> det φ = det ψ ->
      covariance_same φ ψ).
Proof.
  destruct φ as [? ? a b c], ψ as [? ? s t u].
  unfold trace, covariance_same, plane_proper, det; cbn [s11 s12 s22].
  intros [a_pos d_pos] [s_pos e_pos].
  set (d := a * c - b ^ 2) in *. set (e := s * u - t ^ 2) in *.
  set (T := c * s - 2 * b * t + a * u). set (q := a * t - b * s).
  set (P := a ^ 2 * u - 2 * a * b * t + b ^ 2 * s).
  assert (split_T : a * T = P + d * s) by (unfold T, P, d; ring).
  assert (P_s : P * s = q ^ 2 + a ^ 2 * e) by (unfold P, q, e; ring).
  assert (gap : a ^ 2 * (T ^ 2 - 4 * (d * e)) = (P - d * s) ^ 2 + 4 * (d * q ^ 2)).
  { replace (a ^ 2 * (T ^ 2 - 4 * (d * e)))
      with ((a * T) ^ 2 - 4 * d * (a ^ 2 * e)) by ring.
    rewrite split_T. replace (a ^ 2 * e) with (P * s - q ^ 2) by lra. ring. }
  assert (a2 : 0 < a ^ 2) by (apply pow_lt; auto).
  pose proof (Rmult_lt_0_compat _ _ a2 e_pos). pose proof (pow2_ge_0 q).
  assert (P_pos : 0 < P) by nra.
  assert (T_pos : 0 < T) by (pose proof (Rmult_lt_0_compat _ _ d_pos s_pos); nra).
  pose proof (pow2_ge_0 (P - d * s)).
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ d_pos) (pow2_ge_0 q)).
  assert (scaled : (T / d) ^ 2 - 4 * (e / d) = (T ^ 2 - 4 * (d * e)) / d ^ 2)
    by (field; lra).
  assert (d2 : 0 < / d ^ 2) by (apply Rinv_0_lt_compat, pow_lt; auto).
  assert (signed : 0 <= T ^ 2 - 4 * (d * e)) by nra.
  pose proof (Rmult_le_pos _ _ signed (Rlt_le _ _ d2)).
  split; [now apply Rdiv_lt_0_compat|]. split; [unfold Rdiv in *; lra|].
  intros equal same.
  assert (zero : T ^ 2 - 4 * (d * e) = 0).
  { apply (Rmult_eq_reg_r (/ d ^ 2)); [unfold Rdiv in *; lra | lra]. }
  rewrite zero, Rmult_0_r in gap.
  assert (q = 0) by (apply (square_zero d); auto; lra).
  assert (P - d * s = 0) by (apply (square_zero 1); lra).
  assert (a = s) as <-.
  { assert ((a - s) * (a + s) * d = 0) as product by nra.
    apply Rmult_integral in product as [product|]; [|lra].
    apply Rmult_integral in product; lra. }
  assert (b = t) as <- by (apply (Rmult_eq_reg_l a); unfold q in *; lra).
  repeat split; auto. apply (Rmult_eq_reg_l a); unfold d, e in same; lra.
Qed.
