(** The theorems speak of something: each is applied here to numbers that meet all of
    its hypotheses, two values or two components, two or three points.
    A theorem without such an instance could be true because it says nothing. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Klem Require Import Sums Information BinWidth Limit OneInequality Gibbs Elbo.
From Klem Require Import Monotone Mixture Steiner Normal Mixture1D Diagonal Plane.
From Klem Require Import Precision Mixture2D.
Open Scope R_scope.

(** Two coins. *)
Definition fair (i : nat) := / 2.
Definition bent (i : nat) := match i with O => / 4 | _ => 3 / 4 end.

Lemma fair_positive : Information.positive 2 fair.
Proof. intros i _. unfold fair; lra. Qed.

Lemma bent_positive : Information.positive 2 bent.
Proof. intros [|i] _; cbn; lra. Qed.

Lemma fair_sums : distribution 2 fair.
Proof. split; [intros; apply Rlt_le, fair_positive; auto | cbv; lra]. Qed.

Lemma bent_sums : distribution 2 bent.
Proof. split; [intros; apply Rlt_le, bent_positive; auto | cbv; lra]. Qed.

Lemma bent_covers : covered 2 fair bent.
Proof. intros i Hi _. now apply bent_positive. Qed.

Definition excess_code_length_witness :=
  excess_code_length 2 fair bent fair_sums bent_covers.

(** Two bins of width 1/2, under a density that is 1. *)
Definition level (i : nat) := 1.
Lemma level_positive : Information.positive 2 level.
Proof. intros i _. unfold level; lra. Qed.
Lemma level_sums : Σ (i < 2) level i * / 2 = 1.
Proof. cbv; lra. Qed.
Lemma half : 0 < / 2. Proof. lra. Qed.

Definition entropy_of_bins_witness := entropy_of_bins 2 level (/ 2) half level_positive.
Definition entropy_of_bins_summing_to_one_witness :=
  entropy_of_bins_summing_to_one 2 level (/ 2) half level_positive level_sums.
Definition code_length_of_bins_witness :=
  code_length_of_bins 2 level bent (/ 2) half bent_positive level_sums.
Definition delta_cancels_witness := delta_cancels 2 level bent (/ 2) half bent_positive.
Definition two_widths_leave_their_ratio_witness :=
  two_widths_leave_their_ratio 2 level bent (/ 2) 1
    half Rlt_0_1 level_positive bent_positive level_sums.

(** On [0, 1] the densities 1 and x + 1/2. *)
Definition even (x : R) := 1.
Definition rising x := x + / 2.
Lemma even_continuous : continuous_on even 0 1.
Proof. intros x _. apply continuous_const. Qed.
Lemma rising_continuous : continuous_on rising 0 1.
Proof.
  intros x _. apply (continuous_plus (V := R_NormedModule));
    [apply continuous_id | apply continuous_const].
Qed.
Lemma even_positive : positive_on even 0 1.
Proof. intros x _. unfold even; lra. Qed.
Lemma rising_positive : positive_on rising 0 1.
Proof. intros x inside. unfold rising; lra. Qed.

Definition riemann_limit_witness :=
  riemann_limit rising 0 1 Rlt_0_1 rising_continuous.
Definition kl_limit_witness :=
  kl_limit even rising 0 1 Rlt_0_1
    even_continuous rising_continuous even_positive rising_positive.
Definition entropy_limit_witness :=
  entropy_limit rising 0 1 Rlt_0_1 rising_continuous rising_positive.

Definition one_inequality_witness := one_inequality (/ 2) half.
Definition one_inequality_equality_witness := one_inequality_equality (/ 2) half.
Definition gibbs_witness := gibbs 2 fair bent fair_sums bent_sums bent_covers.
Definition gibbs_equality_witness :=
  gibbs_equality 2 fair bent fair_sums bent_sums bent_covers.
Definition entropy_nonnegative_witness := entropy_nonnegative 2 bent bent_sums.
Definition uniform_has_most_entropy_witness :=
  uniform_has_most_entropy 2 bent bent_sums.

(** The joint need not sum to one over z. *)
Definition energy_and_entropy_witness :=
  energy_and_entropy 2 bent level bent_sums level_positive.
Definition elbo_decomposition_witness :=
  elbo_decomposition 2 bent level bent_sums level_positive.
Definition elbo_is_a_lower_bound_witness :=
  elbo_is_a_lower_bound 2 bent level bent_sums level_positive.
Definition e_step_witness := e_step 2 bent level bent_sums level_positive.
Definition e_step_maximum_witness :=
  e_step_maximum 2 bent level bent_sums level_positive.

(** Points 0 and 1, and two components that start alike. *)
Definition start : mixture line :=
  {| weight := fair; component := fun _ => {| mean := 0; variance := 1 |} |}.
Lemma two : (0 < 2)%nat. Proof. lia. Qed.
Lemma start_allowed : allowed 2 line_proper start.
Proof.
  split; [exact fair_sums|]. split; [exact fair_positive|].
  intros k _. unfold line_proper; cbn; lra.
Qed.
Lemma points_differ : two_differ 2 INR.
Proof. exists 0%nat, 1%nat. repeat split; auto. cbn; lra. Qed.
Definition next := step 2 2 INR start.
Definition next_is_better :=
  step_never_lowers 2 2 INR start points_differ start_allowed.
Definition next_allowed : allowed 2 line_proper next := proj1 next_is_better.

Lemma positive_table θ : allowed 2 line_proper θ -> all_positive 2 2 (model INR θ).
Proof. apply joint_pos. intros; now apply line_pos. Qed.
Definition before := positive_table start start_allowed.
Definition after := positive_table next next_allowed.
Definition greatest θ (fine : allowed 2 line_proper θ) :=
  proj1 (m_step_maximum 2 2 INR start θ points_differ start_allowed fine).
Definition rises := greatest start start_allowed.

(** The mean leaves 0, so Q does rise. *)
Lemma rises_strictly : Q 2 2 (model INR start) (model INR start)
                       < Q 2 2 (model INR next) (model INR start).
Proof.
  destruct rises as [|same]; [assumption|exfalso].
  pose proof (proj2 (m_step_maximum 2 2 INR start start
    points_differ start_allowed start_allowed) same) as only.
  destruct (only 0%nat two) as [_ still]. apply (f_equal mean) in still.
  assert (away : 0 < mean (component (step 2 2 INR start) 0));
    [|rewrite <- still in away; cbn in away; lra].
  assert (pos : forall n, (n < 2)%nat -> 0 < γ 2 (line_density INR) start n 0).
  { intros n Hn. apply (γ_pos 2 2 _ line_proper); auto using start_allowed, two.
    intros; now apply line_pos. }
  pose proof (pos 0%nat two). pose proof (pos 1%nat ltac:(lia)).
  cbn [component mean step em_step line_fit]. unfold weighted_mean; cbn [sum].
  change (INR 0) with 0. change (INR 1) with 1. apply Rdiv_lt_0_compat; lra.
Qed.

Definition m_step_is_q_witness :=
  m_step_is_q 2 2 (model INR next) (model INR start) two after before.
Definition em_rise_witness :=
  em_rise 2 2 (model INR next) (model INR start) two after before.
Definition generalized_em_witness :=
  generalized_em 2 2 _ (model INR) start next two before after rises.
Definition generalized_em_strict_witness :=
  generalized_em_strict 2 2 _ (model INR) start next two before after rises_strictly.
Definition em_monotone_witness :=
  em_monotone 2 2 _ (allowed 2 line_proper) (model INR) start next
    two positive_table start_allowed next_allowed greatest.

(** With a prior that is the same everywhere, a step of EM is one for MAP. *)
Definition flat (θ : mixture line) := 1.
Lemma flat_rises :
  Q 2 2 (model INR start) (model INR start) + ln (flat start)
  <= Q 2 2 (model INR next) (model INR start) + ln (flat next).
Proof. apply Rplus_le_compat_r, rises. Qed.
Definition map_monotone_witness :=
  map_monotone 2 2 _ (model INR) flat 1 start next
    two before after Rlt_0_1 Rlt_0_1 Rlt_0_1 flat_rises.

Definition weights_maximum_witness :=
  weights_maximum 2 bent fair
    (proj1 bent_sums) (eq_ind_r (Rlt 0) Rlt_0_1 (proj2 bent_sums)) fair_sums
    (fun i Hi _ => fair_positive i Hi).
Definition mixture_m_step_witness :=
  mixture_m_step line 2 2 (line_density INR) line_proper eq (line_fit 2 INR) start start
    two (fun φ n proper _ => line_pos INR φ n proper) start_allowed
    (line_fits 2 2 INR start start_allowed points_differ) start_allowed.
Definition mixture_em_monotone_witness :=
  mixture_em_monotone line 2 2 (line_density INR) line_proper eq (line_fit 2 INR) start
    two (fun φ n proper _ => line_pos INR φ n proper) start_allowed
    (line_fits 2 2 INR start start_allowed points_differ).

(** The same two points, counted once each. *)
Lemma two_in_all : 0 < Σ (i < 2) level i.
Proof. cbv; lra. Qed.
Lemma spread : 0 < weighted_variance 2 level INR.
Proof. cbv [weighted_variance weighted_mean sum level]; cbn; lra. Qed.
Definition normal_maximum_witness :=
  normal_maximum 2 level INR 0 1 two_in_all spread Rlt_0_1.
Definition em_step_formulas_witness := em_step_formulas 2 2 INR start 0.
Definition m_step_maximum_witness :=
  m_step_maximum 2 2 INR start start points_differ start_allowed start_allowed.
Definition step_never_lowers_witness := next_is_better.
Definition steps_never_lower_witness :=
  steps_never_lower 2 2 INR start 5 points_differ start_allowed.

(** In D = 2: the corners (0, 0), (1, 0), (0, 1), which are not on a line. *)
Definition corners (n a : nat) : R :=
  match n, a with 1%nat, 0%nat => 1 | 2%nat, 1%nat => 1 | _, _ => 0 end.
Lemma three_in_all : 0 < Σ (n < 3) level n.
Proof. cbv; lra. Qed.
Lemma some_weight : Σ (n < 3) level n <> 0.
Proof. apply Rgt_not_eq, three_in_all. Qed.
Definition identity (a b : nat) : R := if Nat.eqb a b then 1 else 0.
Lemma identity_definite : positive_definite 2 identity.
Proof.
  intros u (a & Ha & other). unfold form; cbn.
  pose proof (Rle_0_sqr (u 0%nat)). pose proof (Rle_0_sqr (u 1%nat)).
  apply Rsqr_pos_lt in other. unfold Rsqr in *.
  destruct a as [|[|]]; [lra|lra|lia].
Qed.
Definition steiner_witness :=
  steiner 3 2 level corners identity (fun _ => 5) some_weight.
Definition mean_maximum_witness :=
  mean_maximum 3 2 level corners identity 1 (fun _ => 5)
    three_in_all identity_definite Rlt_0_1.

Lemma corners_differ : all_differ 3 2 corners.
Proof.
  split; [lia|]. intros [|[|]] Ha; [exists 0%nat, 1%nat|exists 0%nat, 2%nat|lia];
    repeat split; auto; cbn; lra.
Qed.
Definition axes_start : mixture axes :=
  {| weight := fair; component := fun _ => {| means := level; variances := level |} |}.
Lemma axes_allowed : allowed 2 (axes_proper 2) axes_start.
Proof.
  split; [exact fair_sums|]. split; [exact fair_positive|].
  intros k _. exact level_positive.
Qed.
Definition diagonal_density_witness :=
  diagonal_density 2 fair level bent level_positive.
Definition diagonal_m_step_maximum_witness :=
  diagonal_m_step_maximum 3 2 2 corners axes_start axes_start
    corners_differ axes_allowed axes_allowed.
Definition diagonal_step_never_lowers_witness :=
  diagonal_step_never_lowers 3 2 2 corners axes_start corners_differ axes_allowed.

Lemma corners_wide : not_on_a_line 3 corners.
Proof.
  intros u v w other. destruct (Req_dec w 0) as [->|].
  - destruct (Req_dec u 0); [exists 2%nat | exists 1%nat]; cbn;
      (split; [lia|destruct other; lra]).
  - exists 0%nat; cbn; split; [lia|lra].
Qed.
Definition plane_start : mixture plane :=
  {| weight := fair; component := fun _ => Plane 0 0 1 0 1 |}.
Lemma unit_proper : plane_proper (Plane 0 0 1 0 1).
Proof. split; unfold det; cbn; lra. Qed.
Definition gaussian_on_the_line_witness :=
  gaussian_on_the_line identity level fair Rlt_0_1.
Definition precision_inverts_witness :=
  precision_inverts (Plane 0 0 1 0 1) 0 0 unit_proper two two.
Definition gaussian_in_the_plane_witness :=
  gaussian_in_the_plane (Plane 0 0 1 0 1) corners 1 unit_proper.
Lemma plane_allowed : allowed 2 plane_proper plane_start.
Proof.
  split; [exact fair_sums|]. split; [exact fair_positive|].
  intros k _. exact unit_proper.
Qed.
Lemma corners_fit : plane_proper (plane_fit 3 corners level).
Proof. apply fit_proper; [intros; unfold level; lra | exact corners_wide]. Qed.
Definition plane_maximum_witness :=
  plane_maximum 3 level corners (Plane 0 0 1 0 1) three_in_all corners_fit unit_proper.
Definition plane_m_step_maximum_witness :=
  plane_m_step_maximum 3 2 corners plane_start plane_start
    corners_wide plane_allowed plane_allowed.
Definition plane_step_never_lowers_witness :=
  plane_step_never_lowers 3 2 corners plane_start corners_wide plane_allowed.
