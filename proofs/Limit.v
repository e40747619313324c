(** The limit of bins that shrink, for positive continuous densities on [a, b].
    The relative entropy of the bins tends to the integral of p ln(p/q).
    Their entropy does so only when ln Δ is added back. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Klem Require Import Sums Information BinWidth.
Open Scope R_scope.

(** n + 1 bins of one width, each with its midpoint: a Riemann sum. *)
Definition width a b n := (b - a) / (INR n + 1).
Definition middle a b n i := a + (INR i + / 2) * width a b n.
Definition riemann f a b n := Σ (i < S n) f (middle a b n i) * width a b n.

(** The probability of bin i, p(x_i) Δ. *)
Definition bin f a b n i := f (middle a b n i) * width a b n.

Definition continuous_on (f : R -> R) a b := forall x, a <= x <= b -> continuous f x.
Definition positive_on (f : R -> R) a b := forall x, a <= x <= b -> 0 < f x.

Definition midpoint x y := (x + y) / 2.

Lemma first_cut a b n : seq.head 0 (unif_part a b n) = a.
Proof. apply head_unif_part. Qed.

(** Coquelicot's Riemann sum over the same bins. *)
Lemma riemann_sum_uniform f n : forall a b,
  @Riemann_sum R_ModuleSpace f (SF_seq_f2 midpoint (unif_part a b n)) = riemann f a b n.
Proof.
  induction n; intros a b.
  - unfold riemann, unif_part, middle, width, midpoint; cbn.
    unfold plus, scal, zero, mult; cbn; unfold mult; cbn.
    replace (a + 1 * (b - a) / (0 + 1)) with b by field.
    replace (a + 0 * (b - a) / (0 + 1)) with a by field.
    replace (a + (0 + / 2) * ((b - a) / (0 + 1))) with ((a + b) / 2) by field. field.
  - pose proof (pos_INR n). rewrite unif_part_S, SF_cons_f2
      by (unfold unif_part; rewrite seq.size_mkseq; apply Nat.lt_0_succ).
    rewrite Riemann_sum_cons, IHn. unfold riemann at 2. rewrite sum_first.
    unfold plus, scal, mult; cbn - [sum INR riemann unif_part].
    unfold mult; cbn - [sum INR riemann unif_part].
    set (a' := (a * INR (S n) + b) / INR (S (S n))).
    assert (narrow : width a' b n = width a b (S n))
      by (unfold width, a'; rewrite !S_INR; field; lra).
    assert (step : a' = a + width a b (S n))
      by (unfold a', width; rewrite !S_INR; field; lra).
    replace (SF_h (SF_seq_f2 midpoint (unif_part a' b n))) with a'
      by (unfold SF_seq_f2, SF_h; cbn; symmetry; apply first_cut).
    rewrite first_cut. f_equal.
    + replace (a' - a) with (width a b (S n)) by lra.
      replace (midpoint a a') with (middle a b (S n) 0); [ring|].
      unfold midpoint, middle. rewrite step. cbn; field.
    + apply sum_ext; intros i _. rewrite narrow. do 2 f_equal.
      unfold middle. rewrite narrow, step, (S_INR i). field.
Qed.

Lemma narrow_enough a b (d : posreal) n0 n :
  a < b -> (b - a) / d < INR n0 + 1 -> (n0 <= n)%nat -> (b - a) / (INR n + 1) < d.
Proof.
  intros ab enough later. pose proof (cond_pos d). apply le_INR in later.
  pose proof (pos_INR n0). apply (Rmult_lt_reg_r (INR n + 1)); [lra|].
  replace ((b - a) / (INR n + 1) * (INR n + 1)) with (b - a) by (field; lra).
  assert (total : (b - a) / d < INR n + 1) by lra.
  apply (Rmult_lt_compat_r d) in total; auto.
  replace ((b - a) / d * d) with (b - a) in total by (field; lra). lra.
Qed.

Theorem riemann_limit : forall f a b,
  a < b -> continuous_on f a b -> is_lim_seq (riemann f a b) (RInt f a b).
Proof.
  intros f a b ab smooth. assert (integral : is_RInt f a b (RInt f a b)).
  { apply (RInt_correct (V := R_CompleteNormedModule)), ex_RInt_continuous.
    rewrite Rmin_left, Rmax_right by lra; auto. }
  apply is_lim_seq_spec. intros eps.
  destruct (integral (fun y => Rabs (y - RInt f a b) < eps)) as [d fine].
  { exists eps; intros y near; exact near. }
  destruct (nfloor_ex ((b - a) / d)) as [n0 floor].
  { apply Rlt_le, Rdiv_lt_0_compat; [lra|apply cond_pos]. }
  exists n0; intros n later.
  assert (between : forall x y, x <= y -> x <= midpoint x y <= y)
    by (unfold midpoint; intros; lra).
  destruct (Riemann_fine_unif_part midpoint a b n between (Rlt_le _ _ ab))
    as (mesh & pointed & first & last).
  specialize (fine (SF_seq_f2 midpoint (unif_part a b n))).
  rewrite <- riemann_sum_uniform.
  rewrite sign_eq_1, (scal_one (V := R_ModuleSpace)) in fine by lra.
  apply fine; [|rewrite Rmin_left, Rmax_right by lra; auto].
  eapply Rle_lt_trans; [exact mesh|]. now apply (narrow_enough a b d n0).
Qed.

Lemma width_pos a b n : a < b -> 0 < width a b n.
Proof. intros. apply Rdiv_lt_0_compat; [lra|]. pose proof (pos_INR n); lra. Qed.

Lemma middle_inside a b n i : a < b -> (i < S n)%nat -> a <= middle a b n i <= b.
Proof.
  intros ab Hi. pose proof (width_pos a b n ab). pose proof (pos_INR i).
  assert (INR i <= INR n) by (apply le_INR; lia). unfold middle.
  pose proof (pos_INR n).
  assert ((INR n + 1) * width a b n = b - a) by (unfold width; field; lra).
  split; [nra|].
  assert ((INR i + / 2) * width a b n <= (INR n + 1) * width a b n) by nra. lra.
Qed.

Lemma bin_densities_pos f a b n : a < b -> positive_on f a b ->
  positive (S n) (fun i => f (middle a b n i)).
Proof. intros ab pos i Hi. apply pos, middle_inside; auto. Qed.

Lemma times_ln_continuous p r a b : continuous_on p a b -> continuous_on r a b ->
  positive_on r a b -> continuous_on (fun x => p x * ln (r x)) a b.
Proof.
  intros smooth smooth' pos x inside. apply (continuous_mult (K := R_AbsRing)); auto.
  apply (continuous_comp r ln); auto. now apply continuous_ln, pos.
Qed.

Theorem kl_limit : forall p q a b,
  a < b -> continuous_on p a b -> continuous_on q a b ->
  positive_on p a b -> positive_on q a b ->
  is_lim_seq (fun n => KL (S n) (bin p a b n) (bin q a b n))
             (RInt (fun x => p x * ln (p x / q x)) a b).
Proof.
  intros p q a b ab smooth smooth' pos pos'.
  eapply is_lim_seq_ext; [|apply riemann_limit; auto].
  - intros n. symmetry. unfold bin.
    rewrite (delta_cancels (S n) (fun i => p (middle a b n i))
                           (fun i => q (middle a b n i)))
      by auto using width_pos, bin_densities_pos.
    unfold riemann. apply sum_ext; intros; ring.
  - apply times_ln_continuous; auto.
    + intros x inside.
      apply (continuous_mult (K := R_AbsRing) p (fun x => / q x)); auto.
      apply continuous_Rinv_comp; auto. specialize (pos' x inside); lra.
    + intros x inside. apply Rdiv_lt_0_compat; auto.
Qed.

Theorem entropy_limit : forall p a b,
  a < b -> continuous_on p a b -> positive_on p a b ->
  is_lim_seq
    (fun n => H (S n) (bin p a b n) + ln (width a b n) * Σ (i < S n) bin p a b n i)
    (- RInt (fun x => p x * ln (p x)) a b).
Proof.
  intros p a b ab smooth pos.
  set (f := fun x => p x * ln (p x)).
  eapply is_lim_seq_ext;
    [|apply (is_lim_seq_opp (riemann f a b) (Finite (RInt f a b))), riemann_limit;
      [exact ab | now apply times_ln_continuous]].
  intros n. unfold bin.
  rewrite (entropy_of_bins (S n) (fun i => p (middle a b n i)))
    by auto using width_pos, bin_densities_pos.
  enough (Σ (i < S n) p (middle a b n i) * width a b n * ln (p (middle a b n i))
          = riemann f a b n) as -> by lra.
  unfold riemann, f. apply sum_ext; intros; ring.
Qed.
