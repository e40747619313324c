(** Mixtures in the plane, with full covariances: N_k/N, the weighted means and the
    weighted covariances are where Q is greatest, all at once and nowhere else.
    So no step of EM lowers the likelihood, unless all points lie on one line. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums OneInequality Information Elbo Monotone Mixture.
From Klem Require Import Steiner Normal Plane.
Open Scope R_scope.

Lemma density_pos x φ n : plane_proper φ -> 0 < plane_density x φ n.
Proof.
  intros [_ pos]. pose proof PI_RGT_0. pose proof (sqrt_lt_R0 _ pos).
  apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat; nra | apply exp_pos].
Qed.

Lemma ln_density x φ n : plane_proper φ ->
  ln (plane_density x φ n)
  = - ln (2 * PI) - ln (det φ) / 2
    - distance φ (x n 0%nat - m1 φ) (x n 1%nat - m2 φ) / 2.
Proof.
  intros [_ pos]. pose proof PI_RGT_0. pose proof (sqrt_lt_R0 _ pos).
  unfold plane_density. rewrite ln_mult, ln_exp, ln_Rinv, ln_mult, ln_sqrt;
    auto using exp_pos; try lra; try nra. apply Rinv_0_lt_compat; nra.
Qed.

Lemma distances N g x φ : 0 < sum N g -> plane_proper φ ->
  let best := plane_fit N x g in
  Σ (n < N) g n * distance φ (x n 0%nat - m1 φ) (x n 1%nat - m2 φ)
  = sum N g * (trace φ best + distance φ (m1 best - m1 φ) (m2 best - m2 φ)).
Proof.
  intros some [_ pos] best.
  set (y := fun n => x n 0%nat). set (z := fun n => x n 1%nat).
  rewrite (sum_ext N _ (fun n =>
    g n * ((y n - m1 φ) * (y n - m1 φ)) * (s22 φ / det φ)
    - g n * ((y n - m1 φ) * (z n - m2 φ)) * (2 * s12 φ / det φ)
    + g n * ((z n - m2 φ) * (z n - m2 φ)) * (s11 φ / det φ)))
    by (intros; unfold distance, y, z; field; lra).
  rewrite sum_plus, sum_minus, !sum_scal_r,
    (steiner_two N g y y), (steiner_two N g y z), (steiner_two N g z z) by lra.
  unfold best, trace, distance, plane_fit, weighted_covariance; cbn.
  unfold y, z. field. lra.
Qed.

Lemma plane_gathered N g x φ : 0 < sum N g -> plane_proper φ ->
  let best := plane_fit N x g in
  weighted_log_likelihood N (plane_density x) g φ
  = - sum N g * ln (2 * PI) - sum N g / 2 * (ln (det φ) + trace φ best
      + distance φ (m1 best - m1 φ) (m2 best - m2 φ)).
Proof.
  intros some proper best. unfold weighted_log_likelihood.
  rewrite (sum_ext N _ (fun n => g n * (- ln (2 * PI) - ln (det φ) / 2)
    + g n * distance φ (x n 0%nat - m1 φ) (x n 1%nat - m2 φ) * - / 2))
    by (intros; rewrite ln_density by auto; field).
  rewrite sum_plus, !sum_scal_r, distances by auto. fold best. field.
Qed.

(** ln det S - ln det Σ <= tr(Σ⁻¹S) - 2, equal only where the covariances are. *)
Lemma log_determinants φ ψ : plane_proper φ -> plane_proper ψ ->
  ln (det ψ) - ln (det φ) <= trace φ ψ - 2
  /\ (ln (det ψ) - ln (det φ) = trace φ ψ - 2 -> covariance_same φ ψ).
Proof.
  intros proper proper'. pose proof proper as [_ pos]. pose proof proper' as [_ pos'].
  destruct (trace_and_determinant φ ψ proper proper') as (trace_pos & above & only).
  assert (ratio : 0 < det ψ / det φ) by (apply Rdiv_lt_0_compat; auto).
  rewrite <- ln_quotient by auto. set (r := det ψ / det φ) in *.
  pose proof (sqrt_lt_R0 _ ratio) as root. pose proof (sqrt_sqrt r (Rlt_le _ _ ratio)).
  assert (twice : ln r = 2 * ln (sqrt r)) by (rewrite ln_sqrt by auto; field).
  pose proof (one_inequality _ root) as below.
  pose proof (one_inequality_equality _ root) as equal.
  assert (mean : 2 * sqrt r <= trace φ ψ) by (apply Rnot_lt_le; intros less; nra).
  split; [lra|]. intros same. assert (one : sqrt r = 1) by (apply equal; lra).
  assert (r = 1) as r_one by (rewrite one in *; lra).
  apply only; [nra|]. apply (Rmult_eq_reg_r (/ det φ)).
  - fold (det ψ / det φ). fold r. rewrite r_one. apply Rinv_r; lra.
  - apply Rinv_neq_0_compat; lra.
Qed.

Theorem plane_maximum : forall N g x φ,
  0 < sum N g -> plane_proper (plane_fit N x g) -> plane_proper φ ->
  let best := plane_fit N x g in
  Σ (n < N) g n * ln (plane_density x φ n)
    <= Σ (n < N) g n * ln (plane_density x best n)
  /\ (Σ (n < N) g n * ln (plane_density x φ n)
        = Σ (n < N) g n * ln (plane_density x best n) <-> φ = best).
Proof.
  intros N g x φ some proper' proper best. fold best in proper'.
  pose proof (plane_gathered N g x φ some proper) as here.
  pose proof (plane_gathered N g x best some proper') as there.
  unfold weighted_log_likelihood in here, there. fold best in here, there.
  rewrite here, there. clear here there.
  assert (trace best best = 2) as ->
    by (destruct proper'; unfold trace, det in *; field; lra).
  replace (distance best (m1 best - m1 best) (m2 best - m2 best)) with 0
    by (destruct proper'; unfold distance; field; lra).
  destruct (log_determinants φ best proper proper') as [below only].
  destruct (distance_signed φ (m1 best - m1 φ) (m2 best - m2 φ) proper)
    as [away none].
  assert (half : 0 < sum N g / 2) by lra.
  pose proof (Rmult_le_compat_l _ (ln (det best) + 2 + 0)
    (ln (det φ) + trace φ best + distance φ (m1 best - m1 φ) (m2 best - m2 φ))
    (Rlt_le _ _ half) ltac:(lra)) as scaled.
  split; [lra|split]; [|intros ->].
  - intros same. assert (level : ln (det best) + 2 + 0
      = ln (det φ) + trace φ best + distance φ (m1 best - m1 φ) (m2 best - m2 φ))
      by (apply (Rmult_eq_reg_l (sum N g / 2)); lra).
    destruct only as (e11 & e12 & e22); [lra|]. destruct none as [e1 e2]; [lra|].
    destruct φ as [a b c d e], best as [a' b' c' d' e']; cbn in *. f_equal; lra.
  - assert (trace best best = 2) as ->
      by (destruct proper'; unfold trace, det in *; field; lra).
    replace (distance best (m1 best - m1 best) (m2 best - m2 best)) with 0
      by (destruct proper'; unfold distance; field; lra). ring.
Qed.

(** A combination u x + v y of the coordinates has a positive weighted variance. *)
Lemma spread_along N g x u v :
  (forall n, (n < N)%nat -> 0 < g n) -> not_on_a_line N x -> u <> 0 \/ v <> 0 ->
  let S := plane_fit N x g in
  0 < s11 S * u ^ 2 + 2 * s12 S * (u * v) + s22 S * v ^ 2.
Proof.
  intros pos wide other S.
  destruct (wide u v (u * m1 S + v * m2 S) other) as (n & Hn & off).
  assert (some : 0 < sum N g) by (apply sum_pos; [lia|auto]).
  set (along := fun n => u * (x n 0%nat - m1 S) + v * (x n 1%nat - m2 S)).
  replace (s11 S * u ^ 2 + 2 * s12 S * (u * v) + s22 S * v ^ 2)
    with ((Σ (n < N) g n * along n ^ 2) / sum N g).
  - apply Rdiv_lt_0_compat; auto.
    apply (weighted_squares_pos N g along n); auto. unfold along; lra.
  - rewrite (sum_ext N _ (fun n =>
      g n * ((x n 0%nat - m1 S) * (x n 0%nat - m1 S)) * u ^ 2
      + g n * ((x n 0%nat - m1 S) * (x n 1%nat - m2 S)) * (2 * (u * v))
      + g n * ((x n 1%nat - m2 S) * (x n 1%nat - m2 S)) * v ^ 2))
      by (intros; unfold along; ring).
    rewrite !sum_plus, !sum_scal_r. unfold S, plane_fit, weighted_covariance; cbn.
    field. lra.
Qed.

Lemma fit_proper N g x :
  (forall n, (n < N)%nat -> 0 < g n) -> not_on_a_line N x ->
  plane_proper (plane_fit N x g).
Proof.
  intros pos wide. set (S := plane_fit N x g).
  assert (first : 0 < s11 S).
  { pose proof (spread_along N g x 1 0 pos wide ltac:(lra)) as along.
    cbn zeta in along. fold S in along. lra. }
  split; [exact first|]. unfold det.
  pose proof (spread_along N g x (- s12 S) (s11 S) pos wide ltac:(lra)) as along.
  cbn zeta in along. fold S in along. nra.
Qed.

Lemma plane_best N x g :
  (forall n, (n < N)%nat -> 0 < g n) -> not_on_a_line N x ->
  best N (plane_density x) plane_proper eq g (plane_fit N x g).
Proof.
  intros pos wide. pose proof (fit_proper N g x pos wide) as proper'.
  split; [exact proper'|]. intros φ proper.
  assert (some : 0 < sum N g).
  { destruct (wide 1 0 0) as (n & Hn & _); [lra|]. apply sum_pos; [lia|auto]. }
  destruct (plane_maximum N g x φ some proper' proper) as [below only].
  split; [exact below|apply only].
Qed.

Lemma plane_fits N K x θ : allowed K plane_proper θ -> not_on_a_line N x ->
  forall k, (k < K)%nat ->
  best N (plane_density x) plane_proper eq
    (fun n => γ K (plane_density x) θ n k)
    (plane_fit N x (fun n => γ K (plane_density x) θ n k)).
Proof.
  intros fine wide k Hk. apply plane_best; auto.
  intros n Hn. apply (γ_pos N K _ plane_proper); auto using density_pos.
Qed.

Lemma wide_some N x : not_on_a_line N x -> (0 < N)%nat.
Proof. intros wide. destruct (wide 1 0 0) as (n & Hn & _); [lra|lia]. Qed.

Theorem plane_m_step_maximum : forall N K x old θ,
  not_on_a_line N x -> allowed K plane_proper old -> allowed K plane_proper θ ->
  let new := plane_step N K x old in
  Q N K (plane_model x θ) (plane_model x old)
    <= Q N K (plane_model x new) (plane_model x old)
  /\ (Q N K (plane_model x θ) (plane_model x old)
        = Q N K (plane_model x new) (plane_model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ component θ k = component new k).
Proof.
  intros N K x old θ wide fine fine'.
  apply (mixture_m_step plane N K _ plane_proper); auto using plane_fits.
  - now apply (wide_some N x).
  - intros; now apply density_pos.
Qed.

Theorem plane_step_never_lowers : forall N K x θ,
  not_on_a_line N x -> allowed K plane_proper θ ->
  allowed K plane_proper (plane_step N K x θ)
  /\ log_likelihood N K (plane_model x θ)
     <= log_likelihood N K (plane_model x (plane_step N K x θ)).
Proof.
  intros N K x θ wide fine.
  apply (mixture_em_monotone plane N K _ plane_proper eq); auto using plane_fits.
  - now apply (wide_some N x).
  - intros; now apply density_pos.
Qed.
