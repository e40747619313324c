(** Wrong updates for mixtures, each refuted by numbers: N for N_k, a mean without its
    weights, a variance about zero, a covariance without its corner.
    The right update is the one greatest point, so a wrong one that were greatest too
    would have to agree with it. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Mixture Steiner Normal.
From Klem Require Import Mixture1D Diagonal Plane Mixture2D Witnesses.
From Klem.refused Require Import WrongBins WrongBounds.
Open Scope R_scope.

Theorem weights_maximum__not_divided : ~ (forall K c π,
  (forall k, (k < K)%nat -> 0 <= c k) -> 0 < sum K c ->
  distribution K π -> covered K c π ->
  Σ (k < K) c k * ln (π k) <= Σ (k < K) c k * ln (c k)
  /\ (Σ (k < K) c k * ln (π k) = Σ (k < K) c k * ln (c k)
      <-> forall k, (k < K)%nat -> π k = c k)).
Proof.
  intros wrong. destruct (wrong 2%nat (fun _ => / 4) fair) as [claim _].
  - intros; lra.
  - cbn; lra.
  - exact fair_sums.
  - intros i Hi _. now apply fair_positive.
  - unfold fair in claim; cbn in claim.
    replace (/ 4) with (/ 2 * / 2) in claim by field.
    rewrite ln_mult, ln_half in claim by lra. pose proof ln_2_pos. lra.
Qed.

Theorem weights_maximum__not_covered : ~ (forall K c π,
  (forall k, (k < K)%nat -> 0 <= c k) -> 0 < sum K c ->
  distribution K π ->
  Σ (k < K) c k * ln (π k) <= Σ (k < K) c k * ln (c k / sum K c)
  /\ (Σ (k < K) c k * ln (π k) = Σ (k < K) c k * ln (c k / sum K c)
      <-> forall k, (k < K)%nat -> π k = c k / sum K c)).
Proof.
  intros wrong. destruct (wrong 2%nat level sure) as [claim _].
  - intros; unfold level; lra.
  - unfold level; cbn; lra.
  - exact sure_sums.
  - unfold level, sure in claim; cbn in claim.
    replace (1 / (0 + 1 + 1)) with (/ 2) in claim by field.
    rewrite ln_1, (ln_none 0), ln_half in claim by lra. pose proof ln_2_pos. lra.
Qed.

Theorem steiner__minus : ~ (forall N D g x Λ c,
  sum N g <> 0 ->
  Σ (n < N) g n * form D Λ (fun a => x n a - c a)
  = Σ (n < N) g n * form D Λ (fun a => x n a - mean_vector N g x a)
    - sum N g * form D Λ (fun a => mean_vector N g x a - c a)).
Proof.
  intros wrong. specialize (wrong 1%nat 1%nat level (fun _ _ => 0) identity level).
  unfold form, mean_vector, weighted_mean, level, identity in wrong; cbn in wrong.
  replace ((0 + 1 * 0) / (0 + 1)) with 0 in wrong by field. lra.
Qed.

Theorem steiner__total_missing : ~ (forall N D g x Λ c,
  sum N g <> 0 ->
  Σ (n < N) g n * form D Λ (fun a => x n a - c a)
  = Σ (n < N) g n * form D Λ (fun a => x n a - mean_vector N g x a)
    + form D Λ (fun a => mean_vector N g x a - c a)).
Proof.
  intros wrong.
  specialize (wrong 1%nat 1%nat (fun _ => 2) (fun _ _ => 0) identity level).
  unfold form, mean_vector, weighted_mean, level, identity in wrong; cbn in wrong.
  replace ((0 + 2 * 0) / (0 + 2)) with 0 in wrong by field. lra.
Qed.

(** The points 0 and 1 on the line, with the weights 1/4 and 3/4. *)
Lemma one_is : (0 < 1)%nat. Proof. lia. Qed.
Definition ends (n a : nat) := INR n.
Lemma identity_definite_1 : positive_definite 1 identity.
Proof.
  intros u (a & Ha & other). unfold form; cbn. apply Rsqr_pos_lt in other.
  replace a with 0%nat in other by lia. unfold Rsqr in other; lra.
Qed.

Theorem mean_maximum__without_weights : ~ (forall N D g x Λ δ c,
  0 < sum N g -> positive_definite D Λ -> 0 < δ ->
  Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
    <= Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N level x) (x n))
  /\ (Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
        = Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N level x) (x n))
      <-> forall a, (a < D)%nat -> c a = mean_vector N level x a)).
Proof.
  intros wrong. assert (some : 0 < sum 2 bent) by (cbn; lra).
  destruct (wrong 2%nat 1%nat bent ends identity 1 (mean_vector 2 bent ends)
    some identity_definite_1 Rlt_0_1) as [claim _].
  destruct (mean_maximum 2 1 bent ends identity 1 (mean_vector 2 level ends)
    some identity_definite_1 Rlt_0_1) as [below only].
  pose proof (proj1 only (Rle_antisym _ _ below claim) 0%nat one_is) as same.
  unfold mean_vector, weighted_mean, ends, level, bent in same; cbn in same. lra.
Qed.

Theorem mean_maximum__not_definite : ~ (forall N D g x Λ δ c,
  0 < sum N g -> 0 < δ ->
  Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
    <= Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N g x) (x n))
  /\ (Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
        = Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N g x) (x n))
      <-> forall a, (a < D)%nat -> c a = mean_vector N g x a)).
Proof.
  intros wrong. assert (some : 0 < sum 2 bent) by (cbn; lra).
  destruct (wrong 2%nat 1%nat bent ends (fun _ _ => 0) 1 level some Rlt_0_1)
    as [_ only].
  pose proof (proj1 only) as same. refine (_ (same _ 0%nat one_is)).
  - unfold mean_vector, weighted_mean, ends, level, bent; cbn. lra.
  - unfold gaussian, form; cbn. rewrite !Rmult_0_l. reflexivity.
Qed.

Definition halves (n : nat) := / 2.
Lemma halves_sum : 0 < sum 2 halves. Proof. unfold halves; cbn; lra. Qed.
Lemma halves_mean : weighted_mean 2 halves INR = / 2.
Proof. unfold weighted_mean, halves; cbn; field. Qed.
Lemma halves_variance : weighted_variance 2 halves INR = / 4.
Proof. unfold weighted_variance. rewrite halves_mean. unfold halves; cbn; field. Qed.

Theorem normal_maximum__N_for_Nk : ~ (forall N g x c v,
  0 < sum N g -> 0 < weighted_variance N g x -> 0 < v ->
  let best_mean := (Σ (n < N) g n * x n) / INR N in
  let best_variance := weighted_variance N g x in
  Σ (n < N) g n * ln (normal c v (x n))
    <= Σ (n < N) g n * ln (normal best_mean best_variance (x n))
  /\ (Σ (n < N) g n * ln (normal c v (x n))
        = Σ (n < N) g n * ln (normal best_mean best_variance (x n))
      <-> c = best_mean /\ v = best_variance)).
Proof.
  intros wrong. pose proof halves_variance as quarter.
  assert (spread : 0 < weighted_variance 2 halves INR) by lra.
  destruct (wrong 2%nat halves INR (weighted_mean 2 halves INR)
    (weighted_variance 2 halves INR) halves_sum spread spread) as [claim _].
  destruct (normal_maximum 2 halves INR ((Σ (n < 2) halves n * INR n) / INR 2)
    (weighted_variance 2 halves INR) halves_sum spread spread) as [below only].
  destruct (proj1 only (Rle_antisym _ _ below claim)) as [same _].
  rewrite halves_mean in same. unfold halves in same; cbn in same. lra.
Qed.

Theorem normal_maximum__variance_about_zero : ~ (forall N g x c v,
  0 < sum N g -> 0 < weighted_variance N g x -> 0 < v ->
  let best_mean := weighted_mean N g x in
  let best_variance := (Σ (n < N) g n * x n ^ 2) / sum N g in
  Σ (n < N) g n * ln (normal c v (x n))
    <= Σ (n < N) g n * ln (normal best_mean best_variance (x n))
  /\ (Σ (n < N) g n * ln (normal c v (x n))
        = Σ (n < N) g n * ln (normal best_mean best_variance (x n))
      <-> c = best_mean /\ v = best_variance)).
Proof.
  intros wrong. pose proof halves_variance as quarter.
  assert (spread : 0 < weighted_variance 2 halves INR) by lra.
  assert (half : (Σ (n < 2) halves n * INR n ^ 2) / sum 2 halves = / 2)
    by (unfold halves; cbn; field).
  destruct (wrong 2%nat halves INR (weighted_mean 2 halves INR)
    (weighted_variance 2 halves INR) halves_sum spread spread) as [claim _].
  destruct (normal_maximum 2 halves INR (weighted_mean 2 halves INR)
    ((Σ (n < 2) halves n * INR n ^ 2) / sum 2 halves) halves_sum spread)
    as [below only]; [lra|].
  destruct (proj1 only (Rle_antisym _ _ below claim)) as [_ same]. lra.
Qed.

(** The start has two equal components, so each point belongs half to each. *)
Lemma γ_half n k : γ 2 (line_density INR) start n k = / 2.
Proof.
  unfold γ, posterior, evidence, joint, start, fair; cbn.
  assert (0 < line_density INR {| mean := 0; variance := 1 |} n)
    by (apply line_pos; unfold line_proper; cbn; lra).
  field. lra.
Qed.

Definition fit_by_N N x g :=
  {| mean := (Σ (n < N) g n * x n) / INR N; variance := weighted_variance N g x |}.
Definition step_by_N N K x := em_step N K (line_density x) (fit_by_N N x).

Theorem m_step_maximum__N_for_Nk : ~ (forall N K x old θ,
  two_differ N x -> allowed K line_proper old -> allowed K line_proper θ ->
  Q N K (model x θ) (model x old)
    <= Q N K (model x (step_by_N N K x old)) (model x old)
  /\ (Q N K (model x θ) (model x old)
        = Q N K (model x (step_by_N N K x old)) (model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (step_by_N N K x old) k
        /\ component θ k = component (step_by_N N K x old) k)).
Proof.
  intros wrong. destruct (wrong 2%nat 2%nat INR start next
    points_differ start_allowed next_allowed) as [claim _].
  assert (fine : allowed 2 line_proper (step_by_N 2 2 INR start)).
  { destruct next_allowed as (dist & pos & proper). repeat split; auto; apply dist. }
  destruct (m_step_maximum 2 2 INR start (step_by_N 2 2 INR start)
    points_differ start_allowed fine) as [below only].
  destruct (only (Rle_antisym _ _ below claim) 0%nat two) as [_ same].
  apply (f_equal mean) in same. unfold step_by_N, step, em_step in same.
  cbn [component mean fit_by_N line_fit] in same. unfold weighted_mean in same.
  cbn [sum] in same. rewrite !γ_half in same. cbn in same. lra.
Qed.

Theorem plane_maximum__corner_dropped : ~ (forall N g x φ,
  0 < sum N g -> plane_proper (plane_fit N x g) -> plane_proper φ ->
  let fit := plane_fit N x g in
  let best := Plane (m1 fit) (m2 fit) (s11 fit) 0 (s22 fit) in
  Σ (n < N) g n * ln (plane_density x φ n)
    <= Σ (n < N) g n * ln (plane_density x best n)
  /\ (Σ (n < N) g n * ln (plane_density x φ n)
        = Σ (n < N) g n * ln (plane_density x best n) <-> φ = best)).
Proof.
  intros wrong. set (fit := plane_fit 3 corners level).
  set (best := Plane (m1 fit) (m2 fit) (s11 fit) 0 (s22 fit)).
  destruct (wrong 3%nat level corners fit three_in_all corners_fit corners_fit)
    as [claim _].
  assert (proper : plane_proper best).
  { pose proof corners_fit as [first second]. split; [exact first|].
    fold fit in first, second. unfold det, best in *; cbn [s11 s12 s22] in *.
    pose proof (pow2_ge_0 (s12 fit)). lra. }
  destruct (plane_maximum 3 level corners best three_in_all corners_fit proper)
    as [below only].
  pose proof (proj1 only (Rle_antisym _ _ below claim)) as same.
  apply (f_equal s12) in same. cbn [s12 best] in same.
  unfold plane_fit, weighted_covariance, weighted_mean, level, corners in same.
  cbn in same. lra.
Qed.

Theorem em_step_formulas__weight_not_divided : ~ (forall N K x θ k,
  let γ n := γ K (line_density x) θ n k in
  let Nk := Σ (n < N) γ n in
  let μ := (Σ (n < N) γ n * x n) / Nk in
  weight (step N K x θ) k = Nk
  /\ mean (component (step N K x θ) k) = μ
  /\ variance (component (step N K x θ) k) = (Σ (n < N) γ n * (x n - μ) ^ 2) / Nk).
Proof.
  intros wrong. destruct (wrong 2%nat 2%nat INR start 0%nat) as [claim _].
  unfold step, em_step, count in claim. cbn [weight sum] in claim.
  rewrite !γ_half in claim. cbn in claim. lra.
Qed.

Theorem em_step_formulas__mean_by_N : ~ (forall N K x θ k,
  let γ n := γ K (line_density x) θ n k in
  let Nk := Σ (n < N) γ n in
  let μ := (Σ (n < N) γ n * x n) / INR N in
  weight (step N K x θ) k = Nk / INR N
  /\ mean (component (step N K x θ) k) = μ
  /\ variance (component (step N K x θ) k) = (Σ (n < N) γ n * (x n - μ) ^ 2) / Nk).
Proof.
  intros wrong. destruct (wrong 2%nat 2%nat INR start 0%nat) as (_ & claim & _).
  unfold step, em_step in claim. cbn [component mean line_fit] in claim.
  unfold weighted_mean in claim. cbn [sum] in claim.
  rewrite !γ_half in claim. cbn in claim. lra.
Qed.

Theorem diagonal_density__without_half : ~ (forall D μ v x, positive D v ->
  Π (a < D) normal (μ a) (v a) (x a)
  = / sqrt (Π (a < D) 2 * PI * v a)
    * exp (- (Σ (a < D) (x a - μ a) ^ 2 / v a))).
Proof.
  intros wrong. pose proof PI_RGT_0.
  specialize (wrong 1%nat (fun _ => 0) level level level_is_positive).
  rewrite diagonal_density in wrong by exact level_is_positive.
  apply Rmult_eq_reg_l in wrong.
  - apply exp_inv in wrong. unfold level in wrong; cbn in wrong. lra.
  - apply Rinv_neq_0_compat, Rgt_not_eq, sqrt_lt_R0. unfold level; cbn. lra.
Qed.
