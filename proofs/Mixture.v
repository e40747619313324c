(** Mixtures with any family of densities: a component φ gives the point n the density
    f φ n. Q is a part for the weights, greatest at N_k/N by Gibbs, and a part for each
    component. If a fit is best for each such part, the step made of both is where Q is
    greatest. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Gibbs Elbo Monotone.
Open Scope R_scope.

Record mixture (Φ : Type) := Mixture { weight : nat -> R; component : nat -> Φ }.
Arguments Mixture {Φ}. Arguments weight {Φ}. Arguments component {Φ}.

Section Definitions.
Context {Φ : Type} (N K : nat) (f : Φ -> nat -> R).

Definition joint (θ : mixture Φ) : table :=
  fun n k => weight θ k * f (component θ k) n.
Definition γ θ n k := posterior K (joint θ n) k.
Definition count θ k := Σ (n < N) γ θ n k.

Definition em_step (fit : (nat -> R) -> Φ) θ :=
  {| weight := fun k => count θ k / INR N;
     component := fun k => fit (fun n => γ θ n k) |}.

Definition allowed (proper : Φ -> Prop) (θ : mixture Φ) :=
  distribution K (weight θ) /\ positive K (weight θ)
  /\ forall k, (k < K)%nat -> proper (component θ k).

(** The log-likelihood of one component, where the point n counts g n times. *)
Definition weighted_log_likelihood (g : nat -> R) φ := Σ (n < N) g n * ln (f φ n).

(** The fit to weights g is proper, best, and the only best one up to `same`. *)
Definition best (proper : Φ -> Prop) (same : Φ -> Φ -> Prop) g fitted :=
  proper fitted /\ forall φ, proper φ ->
    weighted_log_likelihood g φ <= weighted_log_likelihood g fitted
    /\ (weighted_log_likelihood g φ = weighted_log_likelihood g fitted ->
        same φ fitted).
End Definitions.

Theorem weights_maximum : forall K c π,
  (forall k, (k < K)%nat -> 0 <= c k) -> 0 < sum K c ->
  distribution K π -> covered K c π ->
  Σ (k < K) c k * ln (π k) <= Σ (k < K) c k * ln (c k / sum K c)
  /\ (Σ (k < K) c k * ln (π k) = Σ (k < K) c k * ln (c k / sum K c)
      <-> forall k, (k < K)%nat -> π k = c k / sum K c).
Proof.
  intros K c π nonneg pos dist cover. set (N := sum K c) in *.
  assert (share : distribution K (fun k => c k / N)).
  { split; [intros; apply Rmult_le_pos; auto; apply Rlt_le, Rinv_0_lt_compat, pos|].
    unfold Rdiv; rewrite sum_scal_r. apply Rinv_r, Rgt_not_eq, pos. }
  assert (cover' : covered K (fun k => c k / N) π).
  { intros k Hk part. apply cover; auto. apply (Rmult_lt_reg_r (/ N));
      [apply Rinv_0_lt_compat, pos | rewrite Rmult_0_l; exact part]. }
  assert (short : N * KL K (fun k => c k / N) π
    = Σ (k < K) c k * ln (c k / N) - Σ (k < K) c k * ln (π k)).
  { unfold KL. rewrite <- sum_scal, <- sum_minus. apply sum_ext; intros k Hk.
    destruct (nonneg k Hk) as [part|<-]; [|unfold Rdiv; rewrite !Rmult_0_l; ring].
    rewrite (ln_quotient (c k / N)) by (auto using Rdiv_lt_0_compat). field; lra. }
  pose proof (gibbs K _ π share dist cover') as signed.
  pose proof (gibbs_equality K _ π share dist cover') as equal.
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ pos) signed). split; [lra|split].
  - intros same k Hk. symmetry. revert k Hk. apply equal.
    apply (Rmult_eq_reg_l N); lra.
  - intros same. apply sum_ext; intros k Hk. now rewrite same.
Qed.

Section Step.
Context {Φ : Type} (N K : nat) (f : Φ -> nat -> R) (proper : Φ -> Prop).
Hypothesis points : (0 < N)%nat.
Hypothesis f_pos : forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n.

Lemma allowed_values (θ : mixture Φ) : allowed K proper θ -> (0 < K)%nat.
Proof. intros [dist _]. now apply distribution_has_values in dist. Qed.

Lemma joint_pos θ : allowed K proper θ -> all_positive N K (joint f θ).
Proof. intros (_ & pos & fine) n Hn k Hk. apply Rmult_lt_0_compat; auto. Qed.

Lemma γ_pos θ n k :
  allowed K proper θ -> (n < N)%nat -> (k < K)%nat -> 0 < γ K f θ n k.
Proof. intros. apply posterior_pos; auto. apply joint_pos; auto. Qed.

Lemma count_pos θ : allowed K proper θ -> positive K (count N K f θ).
Proof. intros fine k Hk. apply sum_pos; auto using γ_pos. Qed.

Lemma counts_sum θ : allowed K proper θ -> sum K (count N K f θ) = INR N.
Proof.
  intros fine. unfold count. rewrite <- sum_swap, <- (Rmult_1_r (INR N)), <- sum_const.
  apply sum_ext; intros n Hn. apply (posterior_distribution K (joint f θ n)).
  - now apply allowed_values in fine.
  - now apply joint_pos.
Qed.

Lemma share_distribution θ : allowed K proper θ ->
  distribution K (fun k => count N K f θ k / INR N)
  /\ positive K (fun k => count N K f θ k / INR N).
Proof.
  intros fine. apply lt_0_INR in points as pos.
  assert (shares : positive K (fun k => count N K f θ k / INR N))
    by (intros k Hk; apply Rdiv_lt_0_compat; auto; now apply count_pos).
  split; [split|]; auto.
  - intros k Hk; now apply Rlt_le, shares.
  - unfold Rdiv. rewrite sum_scal_r, counts_sum by auto. apply Rinv_r; lra.
Qed.

Lemma Q_splits old θ : allowed K proper θ ->
  Q N K (joint f θ) (joint f old)
    = Σ (k < K) count N K f old k * ln (weight θ k)
      + Σ (k < K)
          weighted_log_likelihood N f (fun n => γ K f old n k) (component θ k).
Proof.
  intros (_ & pos & fine). unfold Q. rewrite sum_swap, <- sum_plus.
  apply sum_ext; intros k Hk. unfold count. rewrite <- sum_scal_r.
  unfold weighted_log_likelihood. rewrite <- sum_plus. apply sum_ext; intros n Hn.
  unfold γ, joint at 2. rewrite ln_mult by auto. ring.
Qed.

Variables (same : Φ -> Φ -> Prop) (fit : (nat -> R) -> Φ) (old : mixture Φ).
Hypothesis old_allowed : allowed K proper old.
Hypothesis fit_best : forall k, (k < K)%nat ->
  best N f proper same (fun n => γ K f old n k) (fit (fun n => γ K f old n k)).

Lemma em_step_is_allowed : allowed K proper (em_step N K f fit old).
Proof.
  destruct (share_distribution old old_allowed). repeat split; auto; try apply H.
  intros k Hk. now apply fit_best.
Qed.

Lemma weights_part θ : allowed K proper θ ->
  Σ (k < K) count N K f old k * ln (weight θ k)
    <= Σ (k < K) count N K f old k * ln (count N K f old k / INR N)
  /\ (Σ (k < K) count N K f old k * ln (weight θ k)
        = Σ (k < K) count N K f old k * ln (count N K f old k / INR N)
      <-> forall k, (k < K)%nat -> weight θ k = count N K f old k / INR N).
Proof.
  intros (dist & pos & _). rewrite <- (counts_sum old old_allowed).
  apply weights_maximum; auto.
  - intros k Hk. now apply Rlt_le, count_pos.
  - rewrite counts_sum by auto. now apply lt_0_INR.
  - intros k Hk _; auto.
Qed.

Lemma component_parts θ k : allowed K proper θ -> (k < K)%nat ->
  weighted_log_likelihood N f (fun n => γ K f old n k) (component θ k)
  <= weighted_log_likelihood N f (fun n => γ K f old n k)
       (fit (fun n => γ K f old n k)).
Proof. intros (_ & _ & fine) Hk. now apply fit_best; auto. Qed.

Lemma step_greatest θ : allowed K proper θ ->
  Q N K (joint f θ) (joint f old)
    <= Q N K (joint f (em_step N K f fit old)) (joint f old).
Proof.
  intros fine. rewrite !Q_splits by auto using em_step_is_allowed.
  apply Rplus_le_compat; [now apply weights_part|].
  apply sum_le; intros k Hk. now apply component_parts.
Qed.

Lemma step_only_greatest θ : allowed K proper θ ->
  Q N K (joint f θ) (joint f old)
    = Q N K (joint f (em_step N K f fit old)) (joint f old) ->
  forall k, (k < K)%nat ->
    weight θ k = weight (em_step N K f fit old) k
    /\ same (component θ k) (component (em_step N K f fit old) k).
Proof.
  intros fine equal. rewrite !Q_splits in equal by auto using em_step_is_allowed.
  pose proof (weights_part θ fine) as [below only].
  pose proof (sum_le K _ _ (fun k Hk => component_parts θ k fine Hk)) as below'.
  cbn in equal. intros k Hk. split.
  - apply only; auto. lra.
  - apply fit_best; auto; [now apply fine|]. revert k Hk.
    apply sum_squeeze; [intros; now apply component_parts|]. lra.
Qed.
End Step.

(** Each step of EM is allowed, is where Q is greatest, and nowhere else is. *)
Theorem mixture_m_step :
  forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop) same fit old θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper old ->
  (forall k, (k < K)%nat ->
    best N f proper same (fun n => γ K f old n k) (fit (fun n => γ K f old n k))) ->
  allowed K proper θ ->
  Q N K (joint f θ) (joint f old)
    <= Q N K (joint f (em_step N K f fit old)) (joint f old)
  /\ (Q N K (joint f θ) (joint f old)
        = Q N K (joint f (em_step N K f fit old)) (joint f old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (em_step N K f fit old) k
        /\ same (component θ k) (component (em_step N K f fit old) k)).
Proof.
  intros Φ N K f proper same fit old θ points pos fine fits fine'. split.
  - now apply (step_greatest N K f proper points pos same).
  - now apply (step_only_greatest N K f proper points pos same).
Qed.

Theorem mixture_em_monotone :
  forall (Φ : Type) N K (f : Φ -> nat -> R) (proper : Φ -> Prop) same fit θ,
  (0 < N)%nat -> (forall φ n, proper φ -> (n < N)%nat -> 0 < f φ n) ->
  allowed K proper θ ->
  (forall k, (k < K)%nat ->
    best N f proper same (fun n => γ K f θ n k) (fit (fun n => γ K f θ n k))) ->
  allowed K proper (em_step N K f fit θ)
  /\ log_likelihood N K (joint f θ)
     <= log_likelihood N K (joint f (em_step N K f fit θ)).
Proof.
  intros Φ N K f proper same fit θ points pos fine fits.
  pose proof (em_step_is_allowed N K f proper points pos same fit θ fine fits) as next.
  split; [exact next|].
  apply (em_monotone N K (mixture Φ) (allowed K proper) (joint f)); auto.
  - now apply (allowed_values K proper θ).
  - intros; now apply (joint_pos N K f proper).
  - intros; now apply (step_greatest N K f proper points pos same).
Qed.
