(** Entropy, cross-entropy and relative entropy of finite distributions, in nats.
    The extra price of coding P with Q's code is the relative entropy.
    Bins of width Δ leave - ln Δ in the entropy, whatever the density. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums.
Open Scope R_scope.

Definition distribution n (p : nat -> R) :=
  (forall i, (i < n)%nat -> 0 <= p i) /\ sum n p = 1.

(** Where p puts something, q does too. *)
Definition covered n (p q : nat -> R) :=
  forall i, (i < n)%nat -> 0 < p i -> 0 < q i.

Definition positive n (p : nat -> R) := forall i, (i < n)%nat -> 0 < p i.

(** A term with p i = 0 is a product with 0, hence 0, as the text agrees. *)
Definition H n p := - Σ (i < n) p i * ln (p i).
Definition cross_entropy n p q := - Σ (i < n) p i * ln (q i).
Definition KL n p q := Σ (i < n) p i * ln (p i / q i).

Lemma distribution_has_values n p : distribution n p -> (0 < n)%nat.
Proof. destruct n; [intros [_ one]; cbn in one; lra | lia]. Qed.

Theorem excess_code_length : forall n p q,
  distribution n p -> covered n p q -> cross_entropy n p q - H n p = KL n p q.
Proof.
  intros n p q [nonneg _] cover. unfold cross_entropy, H, KL.
  enough (Σ (i < n) p i * ln (p i / q i)
          = Σ (i < n) (p i * ln (p i) - p i * ln (q i))) as ->
    by (rewrite sum_minus; lra).
  apply sum_ext; intros i Hi. destruct (nonneg i Hi) as [pos|<-]; [|ring].
  rewrite ln_quotient by auto. ring.
Qed.

(** H_Δ for the probabilities p i Δ of bins of one width. *)
Theorem entropy_of_bins : forall n p Δ,
  0 < Δ -> positive n p ->
  H n (fun i => p i * Δ)
    = - (Σ (i < n) p i * Δ * ln (p i)) - ln Δ * Σ (i < n) p i * Δ.
Proof.
  intros n p Δ width pos. unfold H. rewrite <- sum_scal.
  enough (Σ (i < n) p i * Δ * ln (p i * Δ)
          = Σ (i < n) (p i * Δ * ln (p i) + ln Δ * (p i * Δ))) as ->
    by (rewrite sum_plus; lra).
  apply sum_ext; intros i Hi. rewrite ln_mult by auto. ring.
Qed.

Theorem entropy_of_bins_summing_to_one : forall n p Δ,
  0 < Δ -> positive n p -> Σ (i < n) p i * Δ = 1 ->
  H n (fun i => p i * Δ) = - (Σ (i < n) p i * Δ * ln (p i)) - ln Δ.
Proof.
  intros n p Δ width pos one. rewrite entropy_of_bins by auto. rewrite one; ring.
Qed.
