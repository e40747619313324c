(** The one inequality: ln t <= t - 1, with equality at t = 1 alone.
    Everything that the text proves to be largest or never negative rests on it. *)
From Coq Require Import Reals Lra.
Open Scope R_scope.

Theorem one_inequality : forall t, 0 < t -> ln t <= t - 1.
Proof.
  intros t pos. destruct (Req_dec (ln t) 0) as [zero|other].
  - pose proof (exp_ln t pos) as back. rewrite zero, exp_0 in back; lra.
  - pose proof (exp_ineq1 _ other) as above. rewrite exp_ln in above; lra.
Qed.

Theorem one_inequality_equality : forall t, 0 < t -> (ln t = t - 1 <-> t = 1).
Proof.
  intros t pos. split; [|intros ->; rewrite ln_1; lra].
  intros same. destruct (Req_dec (ln t) 0) as [|other]; [lra|].
  pose proof (exp_ineq1 _ other) as above. rewrite exp_ln in above; lra.
Qed.
