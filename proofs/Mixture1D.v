(** Mixtures of normal densities on the line: EM's own formulas for π, μ and σ²
    are where Q is greatest, all at once and nowhere else.
    So no step of EM lowers the likelihood, however many are taken. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Mixture Steiner Normal.
Open Scope R_scope.

Record line := Line { mean : R; variance : R }.

Definition line_density (x : nat -> R) φ n := normal (mean φ) (variance φ) (x n).
Definition line_proper φ := 0 < variance φ.
Definition line_fit N x g :=
  {| mean := weighted_mean N g x; variance := weighted_variance N g x |}.

Definition step N K x := em_step N K (line_density x) (line_fit N x).
Definition model x := joint (line_density x).

(** Without this each variance may shrink to zero, and the next step is undefined. *)
Definition two_differ N (x : nat -> R) :=
  exists i j, (i < N)%nat /\ (j < N)%nat /\ x i <> x j.

Theorem em_step_formulas : forall N K x θ k,
  let γ n := γ K (line_density x) θ n k in
  let Nk := Σ (n < N) γ n in
  let μ := (Σ (n < N) γ n * x n) / Nk in
  weight (step N K x θ) k = Nk / INR N
  /\ mean (component (step N K x θ) k) = μ
  /\ variance (component (step N K x θ) k) = (Σ (n < N) γ n * (x n - μ) ^ 2) / Nk.
Proof. repeat split. Qed.

Lemma line_pos x φ n : line_proper φ -> 0 < line_density x φ n.
Proof. apply normal_pos. Qed.

Lemma line_best N x g :
  (forall n, (n < N)%nat -> 0 < g n) -> two_differ N x ->
  best N (line_density x) line_proper eq g (line_fit N x g).
Proof.
  intros pos (i & j & Hi & Hj & apart).
  pose proof (weighted_variance_pos N g x i j pos Hi Hj apart) as spread.
  split; [exact spread|]. intros [c v] proper.
  assert (some : 0 < sum N g) by (apply sum_pos; [lia|auto]).
  destruct (normal_maximum N g x c v some spread proper) as [below only].
  split; [exact below|]. intros same. apply only in same as [-> ->]. reflexivity.
Qed.

Lemma line_fits N K x θ : allowed K line_proper θ -> two_differ N x ->
  forall k, (k < K)%nat ->
  best N (line_density x) line_proper eq
    (fun n => γ K (line_density x) θ n k)
    (line_fit N x (fun n => γ K (line_density x) θ n k)).
Proof.
  intros fine differ k Hk. apply line_best; auto.
  intros n Hn. apply (γ_pos N K (line_density x) line_proper); auto using line_pos.
Qed.

Lemma differ_some N x : two_differ N x -> (0 < N)%nat.
Proof. intros (i & _ & Hi & _); lia. Qed.

Theorem m_step_maximum : forall N K x old θ,
  two_differ N x -> allowed K line_proper old -> allowed K line_proper θ ->
  Q N K (model x θ) (model x old) <= Q N K (model x (step N K x old)) (model x old)
  /\ (Q N K (model x θ) (model x old)
        = Q N K (model x (step N K x old)) (model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight (step N K x old) k
        /\ component θ k = component (step N K x old) k).
Proof.
  intros N K x old θ differ fine fine'.
  apply (mixture_m_step line N K _ line_proper); auto using line_fits.
  - now apply (differ_some N x).
  - intros; now apply line_pos.
Qed.

Theorem step_never_lowers : forall N K x θ,
  two_differ N x -> allowed K line_proper θ ->
  allowed K line_proper (step N K x θ)
  /\ log_likelihood N K (model x θ) <= log_likelihood N K (model x (step N K x θ)).
Proof.
  intros N K x θ differ fine.
  apply (mixture_em_monotone line N K _ line_proper eq); auto using line_fits.
  - now apply (differ_some N x).
  - intros; now apply line_pos.
Qed.

Theorem steps_never_lower : forall N K x θ s,
  two_differ N x -> allowed K line_proper θ ->
  log_likelihood N K (model x (Nat.iter s (step N K x) θ))
    <= log_likelihood N K (model x (Nat.iter (S s) (step N K x) θ)).
Proof.
  intros N K x θ s differ fine. apply step_never_lowers; auto.
  induction s; [exact fine|]. now apply step_never_lowers.
Qed.
