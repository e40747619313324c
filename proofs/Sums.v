(** Finite sums and products, with the few laws that the text uses in silence:
    terms may be compared, split, scaled and exchanged one by one.
    An index runs over 0, …, n - 1; the text counts from 1. *)
From Coq Require Import Reals Lra Lia.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S m => sum m f + f m end.

Notation "'Σ' ( i < n ) e" := (sum n (fun i => e))
  (at level 41, i name, right associativity, format "'Σ' ( i  <  n )  e").

Lemma sum_ext n f g :
  (forall i, (i < n)%nat -> f i = g i) -> sum n f = sum n g.
Proof.
  induction n; intros same; cbn; [reflexivity|].
  rewrite same, IHn by auto with arith; auto.
Qed.

Lemma sum_le n f g :
  (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof.
  induction n; intros le; cbn; [lra|].
  apply Rplus_le_compat; [apply IHn; intros|]; apply le; lia.
Qed.

Lemma sum_plus n f g : Σ (i < n) (f i + g i) = sum n f + sum n g.
Proof. induction n; cbn; lra. Qed.

Lemma sum_minus n f g : Σ (i < n) (f i - g i) = sum n f - sum n g.
Proof. induction n; cbn; lra. Qed.

Lemma sum_scal n c f : Σ (i < n) c * f i = c * sum n f.
Proof. induction n; cbn; lra. Qed.

Lemma sum_scal_r n c f : Σ (i < n) f i * c = sum n f * c.
Proof. induction n; cbn; lra. Qed.

Lemma sum_opp n f : Σ (i < n) - f i = - sum n f.
Proof. induction n; cbn; lra. Qed.

Lemma sum_const n c : Σ (i < n) c = INR n * c.
Proof. induction n; [cbn; lra|]. rewrite S_INR; cbn [sum]; lra. Qed.

Lemma sum_swap n m f :
  Σ (i < n) Σ (j < m) f i j = Σ (j < m) Σ (i < n) f i j.
Proof.
  induction n; cbn; [rewrite sum_const; lra|].
  rewrite IHn, <- sum_plus; reflexivity.
Qed.

Lemma sum_first n f : sum (S n) f = f 0%nat + Σ (i < n) f (S i).
Proof. induction n; cbn in *; lra. Qed.

Lemma sum_nonneg n f : (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= sum n f.
Proof.
  intros nonneg. replace 0 with (Σ (i < n) 0) by (rewrite sum_const; lra).
  now apply sum_le.
Qed.

Lemma sum_pos n f :
  (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < f i) -> 0 < sum n f.
Proof.
  intros some pos. destruct n; [lia|]. cbn.
  apply Rplus_le_lt_0_compat; [apply sum_nonneg; intros; apply Rlt_le|]; apply pos; lia.
Qed.

Lemma sum_zero n f :
  (forall i, (i < n)%nat -> 0 <= f i) -> sum n f = 0 ->
  forall i, (i < n)%nat -> f i = 0.
Proof.
  induction n; intros nonneg zero i Hi; [lia|]. cbn in zero.
  assert (0 <= sum n f) by (apply sum_nonneg; intros; apply nonneg; lia).
  assert (0 <= f n) by (apply nonneg; lia).
  destruct (Nat.eq_dec i n) as [->|]; [lra|].
  apply IHn; [intros; apply nonneg; lia | lra | lia].
Qed.

Lemma term_below_sum n f i :
  (forall j, (j < n)%nat -> 0 <= f j) -> (i < n)%nat -> f i <= sum n f.
Proof.
  induction n; intros nonneg Hi; [lia|]. cbn.
  assert (0 <= f n) by auto. assert (0 <= sum n f) by auto using sum_nonneg.
  destruct (Nat.eq_dec i n) as [->|]; [lra|].
  enough (f i <= sum n f) by lra. apply IHn; [auto|lia].
Qed.

(** Sums that agree as a whole and compare term by term agree term by term. *)
Lemma sum_squeeze n f g :
  (forall i, (i < n)%nat -> f i <= g i) -> sum n f = sum n g ->
  forall i, (i < n)%nat -> f i = g i.
Proof.
  intros le same i Hi. enough (g i - f i = 0) by lra. revert i Hi.
  apply (sum_zero n (fun i => g i - f i)).
  - intros i Hi. specialize (le i Hi); lra.
  - rewrite sum_minus; lra.
Qed.

Lemma sum_pos_one n f i :
  (forall j, (j < n)%nat -> 0 <= f j) -> (i < n)%nat -> 0 < f i -> 0 < sum n f.
Proof.
  intros nonneg Hi pos. pose proof (sum_nonneg n f nonneg) as [|zero]; [auto|].
  rewrite (sum_zero n f nonneg (eq_sym zero) i Hi) in pos; lra.
Qed.

Fixpoint product (n : nat) (f : nat -> R) : R :=
  match n with O => 1 | S m => product m f * f m end.

Notation "'Π' ( i < n ) e" := (product n (fun i => e))
  (at level 41, i name, right associativity, format "'Π' ( i  <  n )  e").

Lemma product_pos n f :
  (forall i, (i < n)%nat -> 0 < f i) -> 0 < product n f.
Proof.
  induction n; intros pos; cbn; [lra|].
  apply Rmult_lt_0_compat; [apply IHn; intros|]; apply pos; lia.
Qed.

Lemma ln_product n f :
  (forall i, (i < n)%nat -> 0 < f i) -> ln (product n f) = Σ (i < n) ln (f i).
Proof.
  induction n; intros pos; cbn; [apply ln_1|].
  rewrite ln_mult, IHn; auto using product_pos.
Qed.

Lemma ln_quotient a b : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof.
  intros. unfold Rdiv.
  rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat; lra.
Qed.
