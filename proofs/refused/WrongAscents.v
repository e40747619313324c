(** Wrong statements about a step of EM: that it always gains, that it never does, or
    that any fit will do.
    With one component the first step arrives, so the second one gains nothing. And Q is
    greatest at one point only, so two different points cannot both reach it. *)
From Coq Require Import Reals Lra Lia FunctionalExtensionality.
From Klem Require Import Sums Information Gibbs Elbo Monotone Mixture Steiner Normal.
From Klem Require Import Mixture1D Diagonal Plane Mixture2D Witnesses.
From Klem.refused Require Import WrongBins WrongBounds WrongSteps.
Open Scope R_scope.

Section Alone.
Context {Φ : Type} (N : nat) (f : Φ -> nat -> R) (proper : Φ -> Prop).
Hypothesis f_pos : forall φ n, proper φ -> 0 < f φ n.

Lemma γ_alone θ n : allowed 1 proper θ -> γ 1 f θ n 0 = 1.
Proof.
  intros (_ & pos & fine). specialize (pos 0%nat one). specialize (fine 0%nat one).
  pose proof (f_pos _ n fine).
  unfold γ, posterior, evidence, joint; cbn. field. lra.
Qed.

Variable fit : (nat -> R) -> Φ.

Lemma component_alone θ : allowed 1 proper θ ->
  component (em_step N 1 f fit θ) 0 = fit (fun _ => 1).
Proof.
  intros fine. cbn. f_equal. apply functional_extensionality; intros n.
  now apply γ_alone.
Qed.

Lemma weight_alone θ : allowed 1 proper θ ->
  weight (em_step N 1 f fit θ) 0 = Σ (n < N) 1 / INR N.
Proof.
  intros fine. cbn. unfold count, Rdiv. rewrite <- !sum_scal_r. apply sum_ext.
  intros n _. now rewrite γ_alone.
Qed.

(** The second step leads where the first one did. *)
Lemma arrived θ : let next := em_step N 1 f fit θ in
  allowed 1 proper θ -> allowed 1 proper next ->
  log_likelihood N 1 (joint f (em_step N 1 f fit next))
  = log_likelihood N 1 (joint f next).
Proof.
  intros next fine fine'. apply sum_ext; intros n _. unfold evidence, joint.
  cbn [sum]. unfold next at 3 4.
  now rewrite !component_alone, !weight_alone by assumption.
Qed.
(** A step that is not where Q was greatest already raises the likelihood. *)
Lemma gains θ next (there : Prop) : allowed 1 proper θ -> allowed 1 proper next ->
  Q N 1 (joint f θ) (joint f θ) <= Q N 1 (joint f next) (joint f θ)
  /\ (Q N 1 (joint f θ) (joint f θ) = Q N 1 (joint f next) (joint f θ) -> there) ->
  ~ there -> log_likelihood N 1 (joint f θ) < log_likelihood N 1 (joint f next).
Proof.
  intros fine fine' [below only] not.
  apply (generalized_em_strict N 1 (mixture Φ) (joint f)); [exact one| | |].
  - now apply (joint_pos N 1 f proper); auto.
  - now apply (joint_pos N 1 f proper); auto.
  - destruct below as [|same]; [assumption | now apply only in same].
Qed.
End Alone.

(** Densities that are constants: a component is the number that it gives each point. *)
Definition constant (c : R) (n : nat) := c.
Definition unit (c : R) := 0 < c <= 1.
Definition pure (c : R) : mixture R := {| weight := level; component := fun _ => c |}.
Definition to_one (g : nat -> R) := 1.
Definition to_half (g : nat -> R) := / 2.

Lemma constant_pos c n : unit c -> 0 < constant c n.
Proof. intros [pos _]; exact pos. Qed.
Lemma unit_one : unit 1. Proof. split; lra. Qed.
Lemma unit_half : unit (/ 2). Proof. split; lra. Qed.

Lemma alone_sums : distribution 1 level.
Proof. split; [intros; unfold level; lra | unfold level; cbn; lra]. Qed.

Lemma pure_allowed c : unit c -> allowed 1 unit (pure c).
Proof.
  intros fine. split; [exact alone_sums|]. split; [exact level_is_positive|].
  intros k _; exact fine.
Qed.

Lemma constant_Q old θ : allowed 1 unit old ->
  Q 1 1 (joint constant θ) (joint constant old) = ln (weight θ 0 * component θ 0).
Proof.
  intros fine. unfold Q; cbn [sum].
  change (posterior 1 (joint constant old 0%nat) 0) with (γ 1 constant old 0 0).
  rewrite (γ_alone constant unit constant_pos old 0 fine).
  unfold joint, constant. ring.
Qed.

Lemma constant_log θ :
  log_likelihood 1 1 (joint constant θ) = ln (weight θ 0 * component θ 0).
Proof.
  unfold log_likelihood, evidence, joint, constant; cbn [sum]. now rewrite !Rplus_0_l.
Qed.

Lemma weight_is_one fit c : unit c ->
  weight (em_step 1 1 constant fit (pure c)) 0 = 1.
Proof.
  intros fine.
  rewrite (weight_alone 1 constant unit constant_pos) by now apply pure_allowed.
  cbn. field.
Qed.

Lemma one_is_best c : unit c -> forall k, (k < 1)%nat ->
  best 1 constant unit eq (fun n => γ 1 constant (pure c) n k)
    (to_one (fun n => γ 1 constant (pure c) n k)).
Proof.
  intros fine k Hk. replace k with 0%nat by lia. split; [exact unit_one|].
  intros φ [pos below]. unfold weighted_log_likelihood; cbn [sum].
  rewrite (γ_alone constant unit constant_pos) by now apply pure_allowed.
  unfold to_one, constant. rewrite ln_1. split.
  - destruct below as [below| ->]; [|rewrite ln_1; lra].
    apply ln_increasing in below; [|exact pos]. rewrite ln_1 in below. lra.
  - intros same. apply ln_inv; [exact pos|lra|]. rewrite ln_1. lra.
Qed.

Theorem mixture_m_step__any_fit :
  ~ (forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop) same fit old θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper old -> allowed K proper θ ->
  Q N K (joint f θ) (joint f old)
    <= Q N K (joint f (em_step N K f fit old)) (joint f old)
  /\ (Q N K (joint f θ) (joint f old)
        = Q N K (joint f (em_step N K f fit old)) (joint f old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (em_step N K f fit old) k
        /\ same (component θ k) (component (em_step N K f fit old) k))).
Proof.
  intros wrong. pose proof (pure_allowed 1 unit_one) as fine.
  destruct (wrong R 1%nat 1%nat constant unit eq to_half (pure 1) (pure 1) one
    (fun φ n proper _ => constant_pos φ n proper) fine fine) as [claim _].
  rewrite !constant_Q, (weight_is_one _ _ unit_one) in claim by exact fine.
  cbn in claim. unfold level, to_half in claim.
  rewrite !Rmult_1_l, ln_1, ln_half in claim. pose proof ln_2_pos. lra.
Qed.

Theorem mixture_m_step__reversed :
  ~ (forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop) same fit old θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper old ->
  (forall k, (k < K)%nat ->
    best N f proper same (fun n => γ K f old n k) (fit (fun n => γ K f old n k))) ->
  allowed K proper θ ->
  Q N K (joint f (em_step N K f fit old)) (joint f old)
    <= Q N K (joint f θ) (joint f old)
  /\ (Q N K (joint f θ) (joint f old)
        = Q N K (joint f (em_step N K f fit old)) (joint f old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (em_step N K f fit old) k
        /\ same (component θ k) (component (em_step N K f fit old) k))).
Proof.
  intros wrong. pose proof (pure_allowed _ unit_half) as fine.
  destruct (wrong R 1%nat 1%nat constant unit eq to_one (pure (/ 2)) (pure (/ 2)) one
    (fun φ n proper _ => constant_pos φ n proper) fine (one_is_best _ unit_half) fine)
    as [claim _].
  rewrite !constant_Q, (weight_is_one _ _ unit_half) in claim by exact fine.
  cbn in claim. unfold level, to_one in claim.
  rewrite !Rmult_1_l, ln_1, ln_half in claim. pose proof ln_2_pos. lra.
Qed.

Theorem mixture_em_monotone__any_fit :
  ~ (forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop)
       (same : Φ -> Φ -> Prop) fit θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper θ ->
  allowed K proper (em_step N K f fit θ)
  /\ log_likelihood N K (joint f θ)
     <= log_likelihood N K (joint f (em_step N K f fit θ))).
Proof.
  intros wrong. destruct (wrong R 1%nat 1%nat constant unit eq to_half (pure 1) one
    (fun φ n proper _ => constant_pos φ n proper) (pure_allowed 1 unit_one))
    as [_ claim].
  rewrite !constant_log, (weight_is_one _ _ unit_one) in claim.
  cbn in claim. unfold level, to_half in claim.
  rewrite !Rmult_1_l, ln_1, ln_half in claim. pose proof ln_2_pos. lra.
Qed.

Theorem mixture_em_monotone__strict :
  ~ (forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop) same fit θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper θ ->
  (forall k, (k < K)%nat ->
    best N f proper same (fun n => γ K f θ n k) (fit (fun n => γ K f θ n k))) ->
  allowed K proper (em_step N K f fit θ)
  /\ log_likelihood N K (joint f θ)
     < log_likelihood N K (joint f (em_step N K f fit θ))).
Proof.
  intros wrong. destruct (wrong R 1%nat 1%nat constant unit eq to_one (pure 1) one
    (fun φ n proper _ => constant_pos φ n proper) (pure_allowed 1 unit_one)
    (one_is_best _ unit_one)) as [_ claim].
  rewrite !constant_log, (weight_is_one _ _ unit_one) in claim.
  cbn in claim. unfold level, to_one in claim. lra.
Qed.
