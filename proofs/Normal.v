(** One normal component on the line, with weights g n on the points.
    Steiner gives the mean; the one inequality, at the ratio of the variances, gives the
    variance. So the weighted mean and variance are the one best pair. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums OneInequality Steiner.
Open Scope R_scope.

(** N(x | μ, σ²), with v for σ². *)
Definition normal μ v x := / sqrt (2 * PI * v) * exp (- (x - μ) ^ 2 / (2 * v)).

Definition weighted_variance N g x :=
  (Σ (n < N) g n * (x n - weighted_mean N g x) ^ 2) / sum N g.

Lemma normal_pos μ v x : 0 < v -> 0 < normal μ v x.
Proof.
  intros. apply Rmult_lt_0_compat; [|apply exp_pos].
  apply Rinv_0_lt_compat, sqrt_lt_R0. pose proof PI_RGT_0. nra.
Qed.

Lemma ln_sqrt y : 0 < y -> ln (sqrt y) = ln y / 2.
Proof.
  intros pos. pose proof (sqrt_lt_R0 y pos).
  rewrite <- (sqrt_sqrt y) at 2 by lra. rewrite ln_mult by auto. field.
Qed.

Lemma ln_normal μ v x : 0 < v ->
  ln (normal μ v x) = - (ln (2 * PI) + ln v) / 2 - (x - μ) ^ 2 / (2 * v).
Proof.
  intros pos. pose proof PI_RGT_0. unfold normal.
  assert (0 < 2 * PI * v) as whole by nra. pose proof (sqrt_lt_R0 _ whole).
  rewrite ln_mult, ln_exp, ln_Rinv, ln_sqrt, ln_mult;
    auto using exp_pos, Rinv_0_lt_compat; lra.
Qed.

(** The weighted log-likelihood, gathered: M is the total weight. *)
Lemma gathered N g x c v :
  let M := sum N g in
  let m := weighted_mean N g x in
  let s := weighted_variance N g x in
  0 < M -> 0 < v ->
  Σ (n < N) g n * ln (normal c v (x n))
  = - M / 2 * (ln (2 * PI) + ln v) - M / 2 * (s / v + (m - c) ^ 2 / v).
Proof.
  intros M m s some pos.
  assert (squares : Σ (n < N) g n * (x n - c) ^ 2 = M * s + M * (m - c) ^ 2).
  { rewrite (sum_ext N _ (fun n => g n * ((x n - c) * (x n - c)))) by (intros; ring).
    rewrite (steiner_two N g x x) by (fold M; lra). fold M m.
    replace (M * s) with (Σ (n < N) g n * (x n - m) ^ 2)
      by (unfold s, weighted_variance; fold M m; field; lra).
    f_equal; [apply sum_ext; intros|]; ring. }
  rewrite (sum_ext N _ (fun n => g n * (- (ln (2 * PI) + ln v) / 2)
                                + g n * (x n - c) ^ 2 * (- / (2 * v))))
    by (intros; rewrite ln_normal by auto; field; lra).
  rewrite sum_plus, !sum_scal_r, squares. fold M. field; lra.
Qed.

Theorem normal_maximum : forall N g x c v,
  0 < sum N g -> 0 < weighted_variance N g x -> 0 < v ->
  let best_mean := weighted_mean N g x in
  let best_variance := weighted_variance N g x in
  Σ (n < N) g n * ln (normal c v (x n))
    <= Σ (n < N) g n * ln (normal best_mean best_variance (x n))
  /\ (Σ (n < N) g n * ln (normal c v (x n))
        = Σ (n < N) g n * ln (normal best_mean best_variance (x n))
      <-> c = best_mean /\ v = best_variance).
Proof.
  intros N g x c v some spread pos m s. rewrite !gathered by auto.
  fold m s in spread |- *.
  set (M := sum N g) in *.
  assert (ratio : 0 < s / v) by (apply Rdiv_lt_0_compat; auto).
  pose proof (one_inequality _ ratio) as below.
  pose proof (one_inequality_equality _ ratio) as only.
  rewrite ln_quotient in below, only by auto.
  assert (square : 0 <= (m - c) ^ 2 / v)
    by (apply Rmult_le_pos; [apply pow2_ge_0 | now apply Rlt_le, Rinv_0_lt_compat]).
  replace (s / s) with 1 by (field; lra).
  replace ((m - m) ^ 2 / s) with 0 by (field; lra).
  assert (short : forall e, - M / 2 * (ln (2 * PI) + ln v) - M / 2 * e
    = - M / 2 * (ln (2 * PI) + ln s) - M / 2 * (1 + 0)
      - M / 2 * (e - 1 - (ln s - ln v))) by (intros; field).
  rewrite short. clear short. set (e := s / v + (m - c) ^ 2 / v).
  assert (0 <= e - 1 - (ln s - ln v)) as signed by (unfold e; lra).
  pose proof (Rmult_le_pos (M / 2) _ ltac:(lra) signed). split; [lra|split].
  - intros same. assert (e - 1 - (ln s - ln v) = 0) as zero
      by (apply (Rmult_eq_reg_l (M / 2)); lra).
    assert (s / v = 1) as one by (apply only; unfold e in zero; lra).
    assert ((m - c) ^ 2 / v = 0) as none by (unfold e in zero; lra).
    apply (f_equal (fun t => t * v)) in one, none.
    replace (s / v * v) with s in one by (field; lra).
    replace ((m - c) ^ 2 / v * v) with ((m - c) * (m - c)) in none by (field; lra).
    split; [|lra]. destruct (Rmult_integral (m - c) (m - c)); lra.
  - intros [-> ->]. unfold e. replace (s / s) with 1 by (field; lra).
    replace ((m - m) ^ 2 / s) with 0 by (field; lra). ring.
Qed.

(** Two points that differ, with positive weights, have a positive variance. *)
Lemma weighted_squares_pos N g u n :
  (forall n, (n < N)%nat -> 0 < g n) -> (n < N)%nat -> u n <> 0 ->
  0 < Σ (n < N) g n * u n ^ 2.
Proof.
  intros pos Hn other. apply (sum_pos_one N _ n); auto.
  - intros j Hj. apply Rmult_le_pos; [now apply Rlt_le, pos | apply pow2_ge_0].
  - apply Rmult_lt_0_compat; auto. apply Rsqr_pos_lt in other.
    unfold Rsqr in other; lra.
Qed.

Lemma weighted_variance_pos N g x i j :
  (forall n, (n < N)%nat -> 0 < g n) -> (i < N)%nat -> (j < N)%nat -> x i <> x j ->
  0 < weighted_variance N g x.
Proof.
  intros pos Hi Hj apart. apply Rdiv_lt_0_compat; [|apply sum_pos; [lia|auto]].
  destruct (Req_dec (x i) (weighted_mean N g x)).
  - apply (weighted_squares_pos N g (fun n => x n - weighted_mean N g x) j); auto; lra.
  - apply (weighted_squares_pos N g (fun n => x n - weighted_mean N g x) i); auto; lra.
Qed.
