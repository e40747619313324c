(** N observations, each with a hidden z; θ fixes their joints p(x_n, z | θ) > 0.
    A step from θ to θ' adds to ln p(X|θ) what Q gains, and a divergence on top.
    So any step that does not lower Q does not lower the likelihood; with a prior,
    the same holds of the posterior of θ. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Gibbs Elbo.
Open Scope R_scope.

(** A table of joints: p(x_n, z) for each n < N and z < K. *)
Definition table := nat -> nat -> R.
Definition all_positive N K (joint : table) :=
  forall n, (n < N)%nat -> positive K (joint n).

Definition likelihood N K (joint : table) := Π (n < N) evidence K (joint n).
Definition log_likelihood N K (joint : table) := Σ (n < N) ln (evidence K (joint n)).

(** Q: the mean of ln p(X, Z | θ') under the posterior at θ. *)
Definition Q N K (new old : table) :=
  Σ (n < N) Σ (z < K) posterior K (old n) z * ln (new n z).

Lemma log_of_likelihood N K joint : (0 < K)%nat -> all_positive N K joint ->
  ln (likelihood N K joint) = log_likelihood N K joint.
Proof. intros some pos. apply ln_product; intros n Hn. apply evidence_pos; auto. Qed.

Theorem m_step_is_q : forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  Σ (n < N) ELBO K (posterior K (old n)) (new n)
    = Q N K new old + Σ (n < N) H K (posterior K (old n)).
Proof.
  intros N K new old some pos pos'. unfold Q. rewrite <- sum_plus.
  apply sum_ext; intros n Hn.
  apply energy_and_entropy; auto using posterior_distribution.
Qed.

Theorem em_rise : forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  log_likelihood N K new - log_likelihood N K old
    = Q N K new old - Q N K old old
      + Σ (n < N) KL K (posterior K (old n)) (posterior K (new n)).
Proof.
  intros N K new old some pos pos'.
  assert (opens : forall joint, all_positive N K joint ->
    log_likelihood N K joint = Q N K joint old + Σ (n < N) H K (posterior K (old n))
      + Σ (n < N) KL K (posterior K (old n)) (posterior K (joint n))).
  { intros joint fine. rewrite <- m_step_is_q, <- sum_plus by auto.
    apply sum_ext; intros n Hn.
    apply elbo_decomposition; auto using posterior_distribution. }
  rewrite (opens new), (opens old) by auto.
  enough (Σ (n < N) KL K (posterior K (old n)) (posterior K (old n)) = 0) by lra.
  rewrite <- (Rmult_0_r (INR N)), <- sum_const. apply sum_ext; intros n Hn.
  apply gibbs_equality; auto using posterior_distribution.
  intros z Hz _; now apply posterior_pos; auto.
Qed.

Lemma gap_nonneg N K new old :
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  0 <= Σ (n < N) KL K (posterior K (old n)) (posterior K (new n)).
Proof.
  intros some pos pos'. apply sum_nonneg; intros n Hn.
  apply gibbs; auto using posterior_distribution.
  intros z Hz _; now apply posterior_pos; auto.
Qed.

(** Any step that does not lower Q will do. *)
Theorem generalized_em : forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ) (joint θ) <= Q N K (joint θ') (joint θ) ->
  log_likelihood N K (joint θ) <= log_likelihood N K (joint θ').
Proof.
  intros N K Θ joint θ θ' some pos pos' higher.
  pose proof (em_rise N K (joint θ') (joint θ) some pos' pos).
  pose proof (gap_nonneg N K (joint θ') (joint θ) some pos' pos). lra.
Qed.

(** A step that raises Q raises the likelihood. *)
Theorem generalized_em_strict : forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ) (joint θ) < Q N K (joint θ') (joint θ) ->
  log_likelihood N K (joint θ) < log_likelihood N K (joint θ').
Proof.
  intros N K Θ joint θ θ' some pos pos' higher.
  pose proof (em_rise N K (joint θ') (joint θ) some pos' pos).
  pose proof (gap_nonneg N K (joint θ') (joint θ) some pos' pos). lra.
Qed.

(** EM itself: θ' is where Q is greatest over the allowed parameters. *)
Theorem em_monotone :
  forall N K (Θ : Type) (allowed : Θ -> Prop) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> (forall t, allowed t -> all_positive N K (joint t)) ->
  allowed θ -> allowed θ' ->
  (forall t, allowed t -> Q N K (joint t) (joint θ) <= Q N K (joint θ') (joint θ)) ->
  log_likelihood N K (joint θ) <= log_likelihood N K (joint θ').
Proof.
  intros N K Θ allowed joint θ θ' some pos fine fine' greatest.
  apply generalized_em; auto.
Qed.

(** With a prior: p(θ|X) is likelihood times prior, over a constant p(X). *)
Theorem map_monotone :
  forall N K (Θ : Type) (joint : Θ -> table) (prior : Θ -> R) pX θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  0 < pX -> 0 < prior θ -> 0 < prior θ' ->
  Q N K (joint θ) (joint θ) + ln (prior θ)
    <= Q N K (joint θ') (joint θ) + ln (prior θ') ->
  likelihood N K (joint θ) * prior θ / pX
    <= likelihood N K (joint θ') * prior θ' / pX.
Proof.
  intros N K Θ joint prior pX θ θ' some pos pos' marginal known known' higher.
  pose proof (em_rise N K (joint θ') (joint θ) some pos' pos).
  pose proof (gap_nonneg N K (joint θ') (joint θ) some pos' pos).
  assert (above : forall t, all_positive N K (joint t) -> 0 < likelihood N K (joint t))
    by (intros; apply product_pos; intros; apply evidence_pos; auto).
  apply Rmult_le_compat_r; [now apply Rlt_le, Rinv_0_lt_compat|].
  apply Rnot_lt_le; intros falls. apply ln_increasing in falls.
  - rewrite !ln_mult, !log_of_likelihood in falls by auto. lra.
  - apply Rmult_lt_0_compat; auto.
Qed.
