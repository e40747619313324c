(** Wrong statements about a step of EM for mixtures on the line.
    One component has arrived after a step, so the next one gains nothing; two equal
    components have not, so the first one does gain. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Mixture Steiner Normal.
From Klem Require Import Mixture1D Witnesses.
Open Scope R_scope.

(** With one component the first step leads to the fit, and the second one stays. *)
Definition single : mixture line :=
  {| weight := level; component := fun _ => {| mean := / 2; variance := / 4 |} |}.

Lemma single_allowed : allowed 1 line_proper single.
Proof.
  split; [split; [intros; cbn; unfold level; lra | cbn; unfold level; lra]|].
  split; intros k _; [cbn; unfold level | unfold line_proper; cbn]; lra.
Qed.

Lemma γ_one n : γ 1 (line_density INR) single n 0 = 1.
Proof.
  unfold γ, posterior, evidence, joint, single, level; cbn.
  assert (0 < line_density INR {| mean := / 2; variance := / 4 |} n)
    by (apply line_pos; unfold line_proper; cbn; lra).
  field. lra.
Qed.

Lemma single_stays :
  log_likelihood 2 1 (model INR (step 2 1 INR single))
  = log_likelihood 2 1 (model INR single).
Proof.
  assert (m : mean (component (step 2 1 INR single) 0) = / 2).
  { unfold step, em_step. cbn [component mean line_fit]. unfold weighted_mean.
    cbn [sum]. rewrite !γ_one. cbn. field. }
  assert (v : variance (component (step 2 1 INR single) 0) = / 4).
  { unfold step, em_step. cbn [component variance line_fit].
    unfold weighted_variance, weighted_mean. cbn [sum]. rewrite !γ_one. cbn. field. }
  assert (w : weight (step 2 1 INR single) 0 = 1).
  { unfold step, em_step, count. cbn [weight sum]. rewrite !γ_one. cbn. field. }
  unfold log_likelihood, evidence, model, joint, line_density. cbn [sum].
  rewrite m, v, w. reflexivity.
Qed.

Theorem step_never_lowers__strict : ~ (forall N K x θ,
  two_differ N x -> allowed K line_proper θ ->
  allowed K line_proper (step N K x θ)
  /\ log_likelihood N K (model x θ) < log_likelihood N K (model x (step N K x θ))).
Proof.
  intros wrong.
  destruct (wrong 2%nat 1%nat INR single points_differ single_allowed) as [_ claim].
  rewrite single_stays in claim. lra.
Qed.

Theorem step_never_lowers__reversed : ~ (forall N K x θ,
  two_differ N x -> allowed K line_proper θ ->
  allowed K line_proper (step N K x θ)
  /\ log_likelihood N K (model x (step N K x θ)) <= log_likelihood N K (model x θ)).
Proof.
  intros wrong.
  destruct (wrong 2%nat 2%nat INR start points_differ start_allowed) as [_ claim].
  pose proof generalized_em_strict_witness. unfold next in *. lra.
Qed.

Theorem steps_never_lower__strict : ~ (forall N K x θ s,
  two_differ N x -> allowed K line_proper θ ->
  log_likelihood N K (model x (Nat.iter s (step N K x) θ))
    < log_likelihood N K (model x (Nat.iter (S s) (step N K x) θ))).
Proof.
  intros wrong.
  pose proof (wrong 2%nat 1%nat INR single 0%nat points_differ single_allowed) as claim.
  change (Nat.iter 1 (step 2 1 INR) single) with (step 2 1 INR single) in claim.
  change (Nat.iter 0 (step 2 1 INR) single) with single in claim.
  rewrite single_stays in claim. lra.
Qed.

Theorem steps_never_lower__reversed : ~ (forall N K x θ s,
  two_differ N x -> allowed K line_proper θ ->
  log_likelihood N K (model x (Nat.iter (S s) (step N K x) θ))
    <= log_likelihood N K (model x (Nat.iter s (step N K x) θ))).
Proof.
  intros wrong.
  pose proof (wrong 2%nat 2%nat INR start 0%nat points_differ start_allowed) as claim.
  change (Nat.iter 1 (step 2 2 INR) start) with next in claim.
  change (Nat.iter 0 (step 2 2 INR) start) with start in claim.
  pose proof generalized_em_strict_witness. lra.
Qed.

Theorem m_step_maximum__strict : ~ (forall N K x old θ,
  two_differ N x -> allowed K line_proper old -> allowed K line_proper θ ->
  Q N K (model x θ) (model x old) < Q N K (model x (step N K x old)) (model x old)
  /\ (Q N K (model x θ) (model x old)
        = Q N K (model x (step N K x old)) (model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (step N K x old) k
        /\ component θ k = component (step N K x old) k)).
Proof.
  intros wrong. destruct (wrong 2%nat 2%nat INR start next points_differ
    start_allowed next_allowed) as [claim _]. unfold next in claim. lra.
Qed.
