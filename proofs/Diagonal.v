(** Mixtures in any dimension D with diagonal covariances.
    The density is a product over coordinates, so each coordinate is fitted by itself,
    and each is the case of the line. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Mixture.
From Klem Require Import Steiner Normal Mixture1D.
Open Scope R_scope.

Record axes := Axes { means : nat -> R; variances : nat -> R }.

Definition axes_density D (x : nat -> nat -> R) φ n :=
  Π (a < D) normal (means φ a) (variances φ a) (x n a).
Definition axes_proper D φ := positive D (variances φ).
Definition axes_same D φ ψ := forall a, (a < D)%nat ->
  means φ a = means ψ a /\ variances φ a = variances ψ a.
Definition axes_fit N (x : nat -> nat -> R) g :=
  {| means := mean_vector N g x;
     variances := fun a => weighted_variance N g (fun n => x n a) |}.

Definition axes_step N K D x := em_step N K (axes_density D x) (axes_fit N x).
Definition axes_model D x := joint (axes_density D x).

(** In each coordinate two points differ. *)
Definition all_differ N D (x : nat -> nat -> R) :=
  (0 < N)%nat /\ forall a, (a < D)%nat -> two_differ N (fun n => x n a).

(** The product is the density with the covariance diag(v 0, …, v (D - 1)). *)
Theorem diagonal_density : forall D μ v x, positive D v ->
  Π (a < D) normal (μ a) (v a) (x a)
  = / sqrt (Π (a < D) 2 * PI * v a)
    * exp (- (Σ (a < D) (x a - μ a) ^ 2 / v a) / 2).
Proof.
  intros D μ v x pos. pose proof PI_RGT_0.
  induction D as [|D IH]; cbn [product sum].
  - replace (- 0 / 2) with 0 by field. rewrite sqrt_1, exp_0; field.
  - assert (0 < v D) by auto. assert (below : positive D v) by (intros a Ha; auto).
    assert (0 < Π (a < D) 2 * PI * v a).
    { apply product_pos; intros a Ha. specialize (below a Ha). nra. }
    assert (0 < 2 * PI * v D) by nra.
    rewrite IH, sqrt_mult by (auto; lra). unfold normal.
    replace (- (sum D (fun a => (x a - μ a) ^ 2 / v a) + (x D - μ D) ^ 2 / v D) / 2)
      with (- sum D (fun a => (x a - μ a) ^ 2 / v a) / 2
            + - (x D - μ D) ^ 2 / (2 * v D)) by (field; lra).
    rewrite exp_plus. field.
    split; apply Rgt_not_eq; now apply sqrt_lt_R0.
Qed.

Lemma axes_pos D x φ n : axes_proper D φ -> 0 < axes_density D x φ n.
Proof. intros proper. apply product_pos; intros; apply normal_pos; auto. Qed.

Lemma by_coordinate N D x g φ : axes_proper D φ ->
  weighted_log_likelihood N (axes_density D x) g φ
  = Σ (a < D) Σ (n < N) g n * ln (normal (means φ a) (variances φ a) (x n a)).
Proof.
  intros proper. rewrite sum_swap. apply sum_ext; intros n Hn. rewrite sum_scal.
  f_equal. apply ln_product; intros; apply normal_pos; auto.
Qed.

Lemma axes_best N D x g :
  (forall n, (n < N)%nat -> 0 < g n) -> all_differ N D x ->
  best N (axes_density D x) (axes_proper D) (axes_same D) g (axes_fit N x g).
Proof.
  intros pos [points differ]. assert (some : 0 < sum N g) by (apply sum_pos; auto).
  assert (proper' : axes_proper D (axes_fit N x g)).
  { intros a Ha. destruct (differ a Ha) as (i & j & Hi & Hj & apart).
    now apply (weighted_variance_pos N g _ i j). }
  split; [exact proper'|]. intros φ proper. rewrite !by_coordinate by auto.
  pose proof (fun a Ha => normal_maximum N g (fun n => x n a) (means φ a)
    (variances φ a) some (proper' a Ha) (proper a Ha)) as each.
  split; [apply sum_le; intros; now apply each|].
  intros equal a Ha. apply each; auto. revert a Ha.
  apply sum_squeeze; [intros; now apply each | exact equal].
Qed.

Lemma axes_fits N K D x θ : allowed K (axes_proper D) θ -> all_differ N D x ->
  forall k, (k < K)%nat ->
  best N (axes_density D x) (axes_proper D) (axes_same D)
    (fun n => γ K (axes_density D x) θ n k)
    (axes_fit N x (fun n => γ K (axes_density D x) θ n k)).
Proof.
  intros fine differ k Hk. apply axes_best; auto.
  intros n Hn. apply (γ_pos N K _ (axes_proper D)); auto using axes_pos.
Qed.

Theorem diagonal_m_step_maximum : forall N K D x old θ,
  all_differ N D x -> allowed K (axes_proper D) old -> allowed K (axes_proper D) θ ->
  let new := axes_step N K D x old in
  Q N K (axes_model D x θ) (axes_model D x old)
    <= Q N K (axes_model D x new) (axes_model D x old)
  /\ (Q N K (axes_model D x θ) (axes_model D x old)
        = Q N K (axes_model D x new) (axes_model D x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ axes_same D (component θ k) (component new k)).
Proof.
  intros N K D x old θ differ fine fine'.
  apply (mixture_m_step axes N K _ (axes_proper D)); auto using axes_fits.
  - now destruct differ.
  - intros; now apply axes_pos.
Qed.

Theorem diagonal_step_never_lowers : forall N K D x θ,
  all_differ N D x -> allowed K (axes_proper D) θ ->
  allowed K (axes_proper D) (axes_step N K D x θ)
  /\ log_likelihood N K (axes_model D x θ)
     <= log_likelihood N K (axes_model D x (axes_step N K D x θ)).
Proof.
  intros N K D x θ differ fine.
  apply (mixture_em_monotone axes N K _ (axes_proper D) (axes_same D));
    auto using axes_fits.
  - now destruct differ.
  - intros; now apply axes_pos.
Qed.
