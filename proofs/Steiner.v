(** Steiner: a weighted sum of squares about c exceeds the one about the weighted mean
    by the total weight times the square of the distance, in any dimension D.
    So for each precision matrix Λ the weighted mean is the one best mean. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums.
Open Scope R_scope.

Definition weighted_mean N g x := (Σ (n < N) g n * x n) / sum N g.

(** Two coordinates at once: the law behind all that follows. *)
Lemma steiner_two N g y z c d : sum N g <> 0 ->
  Σ (n < N) g n * ((y n - c) * (z n - d))
  = Σ (n < N) g n * ((y n - weighted_mean N g y) * (z n - weighted_mean N g z))
    + sum N g * ((weighted_mean N g y - c) * (weighted_mean N g z - d)).
Proof.
  intros some.
  assert (open : forall c d, Σ (n < N) g n * ((y n - c) * (z n - d))
    = Σ (n < N) g n * (y n * z n) - d * (sum N g * weighted_mean N g y)
      - c * (sum N g * weighted_mean N g z) + c * d * sum N g).
  { intros c' d'. replace (sum N g * weighted_mean N g y) with (Σ (n < N) g n * y n)
      by (unfold weighted_mean; field; auto).
    replace (sum N g * weighted_mean N g z) with (Σ (n < N) g n * z n)
      by (unfold weighted_mean; field; auto).
    rewrite <- !sum_scal, <- !sum_minus, <- sum_plus. apply sum_ext; intros; ring. }
  rewrite !open. ring.
Qed.

(** uᵀ Λ u in D dimensions. *)
Definition form D (Λ : nat -> nat -> R) u :=
  Σ (a < D) Σ (b < D) Λ a b * (u a * u b).

Definition positive_definite D Λ :=
  forall u, (exists a, (a < D)%nat /\ u a <> 0) -> 0 < form D Λ u.

(** The weighted mean of vectors x n, coordinate by coordinate. *)
Definition mean_vector N g (x : nat -> nat -> R) :=
  fun a => weighted_mean N g (fun n => x n a).

Theorem steiner : forall N D g x Λ c,
  sum N g <> 0 ->
  Σ (n < N) g n * form D Λ (fun a => x n a - c a)
  = Σ (n < N) g n * form D Λ (fun a => x n a - mean_vector N g x a)
    + sum N g * form D Λ (fun a => mean_vector N g x a - c a).
Proof.
  intros N D g x Λ c some.
  assert (inside : forall c, Σ (n < N) g n * form D Λ (fun a => x n a - c a)
    = Σ (a < D) Σ (b < D) Λ a b * Σ (n < N) g n * ((x n a - c a) * (x n b - c b))).
  { intros c'. unfold form.
    rewrite (sum_ext N _ (fun n => Σ (a < D) Σ (b < D)
      Λ a b * (g n * ((x n a - c' a) * (x n b - c' b))))).
    - rewrite sum_swap. apply sum_ext; intros a Ha. rewrite sum_swap.
      apply sum_ext; intros b Hb. apply sum_scal.
    - intros n Hn. rewrite <- sum_scal. apply sum_ext; intros a Ha.
      rewrite <- sum_scal. apply sum_ext; intros; ring. }
  rewrite !inside. unfold form. rewrite <- sum_scal, <- sum_plus.
  apply sum_ext; intros a Ha. rewrite <- sum_scal, <- sum_plus.
  apply sum_ext; intros b Hb.
  rewrite (steiner_two N g (fun n => x n a) (fun n => x n b)) by auto.
  unfold mean_vector. ring.
Qed.

Lemma same_or_not D (u v : nat -> R) :
  (forall a, (a < D)%nat -> u a = v a) \/ exists a, (a < D)%nat /\ u a <> v a.
Proof.
  induction D as [|D [same|(a & Ha & apart)]]; [left; lia| |right; exists a; auto].
  destruct (Req_dec (u D) (v D)) as [here|here]; [left|right; exists D; auto].
  intros a Ha. destruct (Nat.eq_dec a D) as [->|]; [auto|apply same; lia].
Qed.

(** N(x | μ, Λ⁻¹) in D dimensions; δ > 0 stands for the determinant of Λ. *)
Definition gaussian D δ Λ (μ x : nat -> R) :=
  sqrt (δ / (2 * PI) ^ D) * exp (- form D Λ (fun a => x a - μ a) / 2).

Lemma root_pos D δ : 0 < δ -> 0 < sqrt (δ / (2 * PI) ^ D).
Proof.
  intros pos. apply sqrt_lt_R0, Rdiv_lt_0_compat, pow_lt; auto.
  pose proof PI_RGT_0; lra.
Qed.

Lemma ln_gaussian D δ Λ μ x : 0 < δ ->
  ln (gaussian D δ Λ μ x)
  = ln (sqrt (δ / (2 * PI) ^ D)) - form D Λ (fun a => x a - μ a) / 2.
Proof.
  intros pos. unfold gaussian. rewrite ln_mult, ln_exp; auto using root_pos, exp_pos.
  lra.
Qed.

Theorem mean_maximum : forall N D g x Λ δ c,
  0 < sum N g -> positive_definite D Λ -> 0 < δ ->
  Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
    <= Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N g x) (x n))
  /\ (Σ (n < N) g n * ln (gaussian D δ Λ c (x n))
        = Σ (n < N) g n * ln (gaussian D δ Λ (mean_vector N g x) (x n))
      <-> forall a, (a < D)%nat -> c a = mean_vector N g x a).
Proof.
  intros N D g x Λ δ c some definite pos.
  assert (open : forall μ, Σ (n < N) g n * ln (gaussian D δ Λ μ (x n))
    = ln (sqrt (δ / (2 * PI) ^ D)) * sum N g
      - / 2 * Σ (n < N) g n * form D Λ (fun a => x n a - μ a)).
  { intros μ. rewrite <- !sum_scal, <- sum_minus. apply sum_ext; intros n Hn.
    rewrite ln_gaussian by auto. field. }
  rewrite !open, (steiner N D g x Λ c) by lra.
  set (away := form D Λ (fun a => mean_vector N g x a - c a)).
  destruct (same_or_not D c (mean_vector N g x)) as [same|(a & Ha & apart)].
  - assert (away = 0) as ->.
    { unfold away, form. rewrite <- (Rmult_0_r (INR D)), <- sum_const.
      apply sum_ext; intros a Ha. rewrite <- (Rmult_0_r (INR D)), <- sum_const.
      apply sum_ext; intros b Hb. rewrite !same by auto. ring. }
    split; [lra|split; intros; [auto|lra]].
  - assert (0 < away) as signed by (apply definite; exists a; split; auto; lra).
    pose proof (Rmult_lt_0_compat _ _ some signed).
    split; [lra|split; intros same; [lra|]]. now rewrite same in apart.
Qed.
