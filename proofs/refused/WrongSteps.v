(** Wrong statements about steps of EM, each refuted by numbers.
    Mostly N = K = 1, where the joint is one number c: Q and ln p(X|θ) are both ln c,
    and a step that lowers c lowers the likelihood. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Witnesses.
From Klem.refused Require Import WrongBins WrongBounds.
Open Scope R_scope.

Definition one_cell (c : R) : table := fun _ _ => c.

Lemma one_cell_positive c : 0 < c -> all_positive 1 1 (one_cell c).
Proof. intros pos n _ z _; exact pos. Qed.

Lemma one_cell_Q c d : 0 < c -> Q 1 1 (one_cell d) (one_cell c) = ln d.
Proof.
  intros pos. unfold Q, posterior, evidence, one_cell; cbn.
  replace (c / (0 + c)) with 1 by (field; lra). ring.
Qed.

Lemma one_cell_log c : log_likelihood 1 1 (one_cell c) = ln c.
Proof. unfold log_likelihood, evidence, one_cell; cbn. now rewrite !Rplus_0_l. Qed.

Lemma one_cell_likelihood c : likelihood 1 1 (one_cell c) = c.
Proof. unfold likelihood, evidence, one_cell; cbn. ring. Qed.

Lemma one : (0 < 1)%nat. Proof. lia. Qed.

Theorem generalized_em__reversed : ~ (forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ') (joint θ) <= Q N K (joint θ) (joint θ) ->
  log_likelihood N K (joint θ) <= log_likelihood N K (joint θ')).
Proof.
  intros wrong. specialize (wrong 1%nat 1%nat R one_cell 2 1 one).
  rewrite !one_cell_log, !one_cell_Q, ln_1 in wrong by lra. pose proof ln_2_pos.
  enough (ln 2 <= 0) by lra. apply wrong; try apply one_cell_positive; lra.
Qed.

(** Two values of z: (4, 1/4) has the mean logarithm of (1, 1), and a larger sum. *)
Definition pair (c : R) : table := fun _ z => match z with O => c | _ => / c end.

Theorem generalized_em__posterior_at_new :
  ~ (forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ) (joint θ') <= Q N K (joint θ') (joint θ') ->
  log_likelihood N K (joint θ) <= log_likelihood N K (joint θ')).
Proof.
  intros wrong.
  assert (pos : forall c, 0 < c -> all_positive 1 2 (pair c)).
  { intros c some n _ [|z] _; cbn; auto. now apply Rinv_0_lt_compat. }
  specialize (wrong 1%nat 2%nat R pair 4 1 two (pos 4 ltac:(lra)) (pos 1 ltac:(lra))).
  unfold Q, posterior, log_likelihood, evidence, pair in wrong; cbn in wrong.
  assert (ln (0 + 1 + / 1) < ln (0 + 4 + / 4)) by (apply ln_increasing; lra).
  rewrite Rinv_1, ln_1, (ln_Rinv 4) in wrong by lra.
  replace (1 / (0 + 1 + 1)) with (/ 2) in wrong by field. rewrite Rinv_1 in *. lra.
Qed.

Theorem generalized_em_strict__level :
  ~ (forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ) (joint θ) <= Q N K (joint θ') (joint θ) ->
  log_likelihood N K (joint θ) < log_likelihood N K (joint θ')).
Proof.
  intros wrong. specialize (wrong 1%nat 1%nat R one_cell 1 1 one).
  enough (log_likelihood 1 1 (one_cell 1) < log_likelihood 1 1 (one_cell 1)) by lra.
  apply wrong; try apply one_cell_positive; lra.
Qed.

Theorem em_rise__minus : ~ (forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  log_likelihood N K new - log_likelihood N K old
    = Q N K new old - Q N K old old
      - Σ (n < N) KL K (posterior K (old n)) (posterior K (new n))).
Proof.
  intros wrong.
  assert (pos : forall c, 0 < c -> all_positive 1 2 (pair c)).
  { intros c some n _ [|z] _; cbn; auto. now apply Rinv_0_lt_compat. }
  pose proof (wrong 1%nat 2%nat (pair 4) (pair 1) two
    (pos 4 ltac:(lra)) (pos 1 ltac:(lra))) as claim.
  pose proof (em_rise 1 2 (pair 4) (pair 1) two (pos 4 ltac:(lra)) (pos 1 ltac:(lra))).
  assert (same : Q 1 2 (pair 4) (pair 1) = Q 1 2 (pair 1) (pair 1)).
  { unfold Q, posterior, evidence, pair; cbn.
    rewrite Rinv_1, ln_1, (ln_Rinv 4) by lra. field. }
  assert (log_likelihood 1 2 (pair 1) < log_likelihood 1 2 (pair 4)); [|lra].
  unfold log_likelihood, evidence, pair; cbn.
  apply Rplus_lt_compat_l, ln_increasing; lra.
Qed.

Theorem em_monotone__strict :
  ~ (forall N K (Θ : Type) (allowed : Θ -> Prop) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> (forall t, allowed t -> all_positive N K (joint t)) ->
  allowed θ -> allowed θ' ->
  (forall t, allowed t -> Q N K (joint t) (joint θ) <= Q N K (joint θ') (joint θ)) ->
  log_likelihood N K (joint θ) < log_likelihood N K (joint θ')).
Proof.
  intros wrong.
  specialize (wrong 1%nat 1%nat R (fun t => t = 1) one_cell 1 1 one).
  enough (log_likelihood 1 1 (one_cell 1) < log_likelihood 1 1 (one_cell 1)) by lra.
  apply wrong; auto; intros t ->; [apply one_cell_positive|]; lra.
Qed.

Theorem em_monotone__starts_outside :
  ~ (forall N K (Θ : Type) (allowed : Θ -> Prop) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> (forall t, allowed t -> all_positive N K (joint t)) ->
  all_positive N K (joint θ) -> allowed θ' ->
  (forall t, allowed t -> Q N K (joint t) (joint θ) <= Q N K (joint θ') (joint θ)) ->
  log_likelihood N K (joint θ) <= log_likelihood N K (joint θ')).
Proof.
  intros wrong.
  specialize (wrong 1%nat 1%nat R (fun t => t = 1) one_cell 2 1 one).
  rewrite !one_cell_log, ln_1 in wrong. pose proof ln_2_pos.
  enough (ln 2 <= 0) by lra.
  apply wrong; auto; try (intros t ->); try apply one_cell_positive; lra.
Qed.

Theorem map_monotone__prior_ignored :
  ~ (forall N K (Θ : Type) (joint : Θ -> table) (prior : Θ -> R) pX θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  0 < pX -> 0 < prior θ -> 0 < prior θ' ->
  Q N K (joint θ) (joint θ) <= Q N K (joint θ') (joint θ) ->
  likelihood N K (joint θ) * prior θ / pX
    <= likelihood N K (joint θ') * prior θ' / pX).
Proof.
  intros wrong.
  specialize (wrong 1%nat 1%nat R (fun _ => one_cell 1) (fun t => t) 1 2 1 one).
  cbv beta in wrong. rewrite !one_cell_likelihood in wrong.
  enough (1 * 2 / 1 <= 1 * 1 / 1) by lra.
  apply wrong; try apply one_cell_positive; lra.
Qed.

Theorem map_monotone__prior_subtracted :
  ~ (forall N K (Θ : Type) (joint : Θ -> table) (prior : Θ -> R) pX θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  0 < pX -> 0 < prior θ -> 0 < prior θ' ->
  Q N K (joint θ) (joint θ) - ln (prior θ)
    <= Q N K (joint θ') (joint θ) - ln (prior θ') ->
  likelihood N K (joint θ) * prior θ / pX
    <= likelihood N K (joint θ') * prior θ' / pX).
Proof.
  intros wrong. pose proof ln_2_pos.
  specialize (wrong 1%nat 1%nat R (fun _ => one_cell 1) (fun t => t) 1 2 1 one).
  cbv beta in wrong. rewrite !one_cell_likelihood in wrong.
  enough (1 * 2 / 1 <= 1 * 1 / 1) by lra.
  apply wrong; try apply one_cell_positive; rewrite ?ln_1; lra.
Qed.

Theorem m_step_is_q__minus : ~ (forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  Σ (n < N) ELBO K (posterior K (old n)) (new n)
    = Q N K new old - Σ (n < N) H K (posterior K (old n))).
Proof.
  intros wrong.
  assert (pos : all_positive 1 2 (fun _ => level))
    by (intros n _; exact level_positive).
  pose proof (wrong 1%nat 2%nat (fun _ => level) (fun _ => level) two pos pos) as claim.
  rewrite m_step_is_q in claim by (exact two || exact pos).
  cbn [sum] in claim. unfold H in claim; cbn [sum] in claim.
  rewrite !posterior_of_level, ln_half in claim. pose proof ln_2_pos. lra.
Qed.

Theorem m_step_is_q__entropy_lost : ~ (forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  Σ (n < N) ELBO K (posterior K (old n)) (new n) = Q N K new old).
Proof.
  intros wrong.
  assert (pos : all_positive 1 2 (fun _ => level))
    by (intros n _; exact level_positive).
  pose proof (wrong 1%nat 2%nat (fun _ => level) (fun _ => level) two pos pos) as claim.
  rewrite m_step_is_q in claim by (exact two || exact pos).
  cbn [sum] in claim. unfold H in claim; cbn [sum] in claim.
  rewrite !posterior_of_level, ln_half in claim. pose proof ln_2_pos. lra.
Qed.

Theorem em_rise__divergence_lost : ~ (forall N K new old,
  (0 < K)%nat -> all_positive N K new -> all_positive N K old ->
  log_likelihood N K new - log_likelihood N K old = Q N K new old - Q N K old old).
Proof.
  intros wrong.
  assert (pos : forall c, 0 < c -> all_positive 1 2 (pair c)).
  { intros c some n _ [|z] _; cbn; auto. now apply Rinv_0_lt_compat. }
  pose proof (wrong 1%nat 2%nat (pair 4) (pair 1) two
    (pos 4 ltac:(lra)) (pos 1 ltac:(lra))) as claim.
  assert (same : Q 1 2 (pair 4) (pair 1) = Q 1 2 (pair 1) (pair 1)).
  { unfold Q, posterior, evidence, pair; cbn.
    rewrite Rinv_1, ln_1, (ln_Rinv 4) by lra. field. }
  assert (log_likelihood 1 2 (pair 1) < log_likelihood 1 2 (pair 4)); [|lra].
  unfold log_likelihood, evidence, pair; cbn.
  apply Rplus_lt_compat_l, ln_increasing; lra.
Qed.

Theorem generalized_em_strict__reversed :
  ~ (forall N K (Θ : Type) (joint : Θ -> table) θ θ',
  (0 < K)%nat -> all_positive N K (joint θ) -> all_positive N K (joint θ') ->
  Q N K (joint θ') (joint θ) < Q N K (joint θ) (joint θ) ->
  log_likelihood N K (joint θ) < log_likelihood N K (joint θ')).
Proof.
  intros wrong. specialize (wrong 1%nat 1%nat R one_cell 2 1 one).
  rewrite !one_cell_log, !one_cell_Q, ln_1 in wrong by lra. pose proof ln_2_pos.
  enough (ln 2 < 0) by lra. apply wrong; try apply one_cell_positive; lra.
Qed.
