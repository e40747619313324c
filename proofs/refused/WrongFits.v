(** The same for mixtures in any dimension with diagonal covariances, and in the plane:
    a step that would always gain, one that never would.
    The start is one component in the wrong place, so its first step gains, and the
    second one does not. *)
From Coq Require Import Reals Lra Lia.
From Klem Require Import Sums Information Elbo Monotone Mixture Steiner Normal.
From Klem Require Import Mixture1D Diagonal Plane Mixture2D Witnesses.
From Klem.refused Require Import WrongBins WrongSteps WrongAscents.
Open Scope R_scope.

(** The corners have the mean 1/3 in each coordinate; this component has 1. *)
Definition axes_alone : mixture axes :=
  {| weight := level; component := fun _ => {| means := level; variances := level |} |}.
Lemma axes_alone_allowed : allowed 1 (axes_proper 2) axes_alone.
Proof.
  split; [exact alone_sums|]. split; [exact level_is_positive|].
  intros k _. exact level_positive.
Qed.
Definition axes_next := axes_step 3 1 2 corners axes_alone.
Lemma axes_next_allowed : allowed 1 (axes_proper 2) axes_next.
Proof. apply diagonal_step_never_lowers, axes_alone_allowed. exact corners_differ. Qed.

Lemma axes_next_mean : means (component axes_next 0) 0%nat = / 3.
Proof.
  unfold axes_next, axes_step.
  rewrite (component_alone 3 _ (axes_proper 2)) by
    (exact axes_alone_allowed || (intros; now apply axes_pos)).
  cbn. unfold mean_vector, weighted_mean, corners; cbn. field.
Qed.

Theorem diagonal_m_step_maximum__strict : ~ (forall N K D x old θ,
  all_differ N D x -> allowed K (axes_proper D) old -> allowed K (axes_proper D) θ ->
  let new := axes_step N K D x old in
  Q N K (axes_model D x θ) (axes_model D x old)
    < Q N K (axes_model D x new) (axes_model D x old)
  /\ (Q N K (axes_model D x θ) (axes_model D x old)
        = Q N K (axes_model D x new) (axes_model D x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ axes_same D (component θ k) (component new k))).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat 2%nat corners axes_alone axes_next
    corners_differ axes_alone_allowed axes_next_allowed) as [claim _].
  unfold axes_next in claim. lra.
Qed.

Theorem diagonal_m_step_maximum__reversed : ~ (forall N K D x old θ,
  all_differ N D x -> allowed K (axes_proper D) old -> allowed K (axes_proper D) θ ->
  let new := axes_step N K D x old in
  Q N K (axes_model D x new) (axes_model D x old)
    <= Q N K (axes_model D x θ) (axes_model D x old)
  /\ (Q N K (axes_model D x θ) (axes_model D x old)
        = Q N K (axes_model D x new) (axes_model D x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ axes_same D (component θ k) (component new k))).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat 2%nat corners axes_alone axes_alone
    corners_differ axes_alone_allowed axes_alone_allowed) as [claim _].
  destruct (diagonal_m_step_maximum 3 1 2 corners axes_alone axes_alone
    corners_differ axes_alone_allowed axes_alone_allowed) as [below only].
  destruct (only (Rle_antisym _ _ below claim) 0%nat one) as [_ same].
  destruct (same 0%nat two) as [still _]. fold axes_next in still.
  rewrite axes_next_mean in still. cbn in still. unfold level in still. lra.
Qed.

Theorem diagonal_step_never_lowers__strict : ~ (forall N K D x θ,
  all_differ N D x -> allowed K (axes_proper D) θ ->
  allowed K (axes_proper D) (axes_step N K D x θ)
  /\ log_likelihood N K (axes_model D x θ)
     < log_likelihood N K (axes_model D x (axes_step N K D x θ))).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat 2%nat corners axes_next corners_differ
    axes_next_allowed) as [_ claim].
  unfold axes_model, axes_step, axes_next, axes_step in claim.
  rewrite (arrived 3 _ (axes_proper 2)) in claim; [lra| | |].
  - intros; now apply axes_pos.
  - exact axes_alone_allowed.
  - exact axes_next_allowed.
Qed.

Theorem diagonal_step_never_lowers__reversed : ~ (forall N K D x θ,
  all_differ N D x -> allowed K (axes_proper D) θ ->
  allowed K (axes_proper D) (axes_step N K D x θ)
  /\ log_likelihood N K (axes_model D x (axes_step N K D x θ))
     <= log_likelihood N K (axes_model D x θ)).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat 2%nat corners axes_alone corners_differ
    axes_alone_allowed) as [_ claim]. fold axes_next in claim.
  enough (log_likelihood 3 1 (axes_model 2 corners axes_alone)
          < log_likelihood 3 1 (axes_model 2 corners axes_next)) by lra.
  eapply (gains 3 _ (axes_proper 2)); [intros; now apply axes_pos| | | |].
  - exact axes_alone_allowed.
  - exact axes_next_allowed.
  - apply (diagonal_m_step_maximum 3 1 2 corners axes_alone axes_alone
      corners_differ axes_alone_allowed axes_alone_allowed).
  - intros there. destruct (there 0%nat one) as [_ same].
    destruct (same 0%nat two) as [still _]. fold axes_next in still.
    rewrite axes_next_mean in still. cbn in still. unfold level in still. lra.
Qed.

(** In the plane: round the origin, while the corners have the mean (1/3, 1/3). *)
Definition plane_alone : mixture plane :=
  {| weight := level; component := fun _ => Plane 0 0 1 0 1 |}.
Lemma plane_alone_allowed : allowed 1 plane_proper plane_alone.
Proof.
  split; [exact alone_sums|]. split; [exact level_is_positive|].
  intros k _. exact unit_proper.
Qed.
Definition plane_next := plane_step 3 1 corners plane_alone.
Lemma plane_next_allowed : allowed 1 plane_proper plane_next.
Proof. apply plane_step_never_lowers, plane_alone_allowed. exact corners_wide. Qed.

Lemma plane_next_mean : m1 (component plane_next 0) = / 3.
Proof.
  unfold plane_next, plane_step.
  rewrite (component_alone 3 _ plane_proper) by
    (exact plane_alone_allowed || (intros; now apply density_pos)).
  cbn. unfold weighted_mean, corners; cbn. field.
Qed.

Theorem plane_m_step_maximum__strict : ~ (forall N K x old θ,
  not_on_a_line N x -> allowed K plane_proper old -> allowed K plane_proper θ ->
  let new := plane_step N K x old in
  Q N K (plane_model x θ) (plane_model x old)
    < Q N K (plane_model x new) (plane_model x old)
  /\ (Q N K (plane_model x θ) (plane_model x old)
        = Q N K (plane_model x new) (plane_model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ component θ k = component new k)).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat corners plane_alone plane_next
    corners_wide plane_alone_allowed plane_next_allowed) as [claim _].
  unfold plane_next in claim. lra.
Qed.

Theorem plane_m_step_maximum__reversed : ~ (forall N K x old θ,
  not_on_a_line N x -> allowed K plane_proper old -> allowed K plane_proper θ ->
  let new := plane_step N K x old in
  Q N K (plane_model x new) (plane_model x old)
    <= Q N K (plane_model x θ) (plane_model x old)
  /\ (Q N K (plane_model x θ) (plane_model x old)
        = Q N K (plane_model x new) (plane_model x old) ->
      forall k, (k < K)%nat ->
        weight θ k = weight new k /\ component θ k = component new k)).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat corners plane_alone plane_alone
    corners_wide plane_alone_allowed plane_alone_allowed) as [claim _].
  destruct (plane_m_step_maximum 3 1 corners plane_alone plane_alone
    corners_wide plane_alone_allowed plane_alone_allowed) as [below only].
  destruct (only (Rle_antisym _ _ below claim) 0%nat one) as [_ same].
  apply (f_equal m1) in same. fold plane_next in same.
  rewrite plane_next_mean in same. cbn in same. lra.
Qed.

Theorem plane_step_never_lowers__strict : ~ (forall N K x θ,
  not_on_a_line N x -> allowed K plane_proper θ ->
  allowed K plane_proper (plane_step N K x θ)
  /\ log_likelihood N K (plane_model x θ)
     < log_likelihood N K (plane_model x (plane_step N K x θ))).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat corners plane_next corners_wide
    plane_next_allowed) as [_ claim].
  unfold plane_model, plane_step, plane_next, plane_step in claim.
  rewrite (arrived 3 _ plane_proper) in claim; [lra| | |].
  - intros; now apply density_pos.
  - exact plane_alone_allowed.
  - exact plane_next_allowed.
Qed.

Theorem plane_step_never_lowers__reversed : ~ (forall N K x θ,
  not_on_a_line N x -> allowed K plane_proper θ ->
  allowed K plane_proper (plane_step N K x θ)
  /\ log_likelihood N K (plane_model x (plane_step N K x θ))
     <= log_likelihood N K (plane_model x θ)).
Proof.
  intros wrong. destruct (wrong 3%nat 1%nat corners plane_alone corners_wide
    plane_alone_allowed) as [_ claim]. fold plane_next in claim.
  enough (log_likelihood 3 1 (plane_model corners plane_alone)
          < log_likelihood 3 1 (plane_model corners plane_next)) by lra.
  eapply (gains 3 _ plane_proper); [intros; now apply density_pos| | | |].
  - exact plane_alone_allowed.
  - exact plane_next_allowed.
  - apply (plane_m_step_maximum 3 1 corners plane_alone plane_alone
      corners_wide plane_alone_allowed plane_alone_allowed).
  - intros there. destruct (there 0%nat one) as [_ same].
    apply (f_equal m1) in same. fold plane_next in same.
    rewrite plane_next_mean in same. cbn in same. lra.
Qed.
