"""Check my formula: right ones match, wrong ones are named with a witness."""

from dataclasses import replace

import pytest
from sympy import Symbol

from derivations.checking.form import Form, ranges
from derivations.checking.forms import FORMS, WITHOUT
from derivations.checking.forms.mixtures import root
from derivations.checking.parse import parse
from derivations.checking.report import lines, verdict_on
from derivations.checking.verdict import NO_VALUE, check, proved, same_tree
from derivations.publish.checking import session
from derivations.verification import results

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
every_mistake = pytest.mark.parametrize(
    ("form", "mistake"),
    [(form, mistake) for form in FORMS.values() for mistake in form.mistakes],
    ids=[f"{form.slug}: {m.says}" for form in FORMS.values() for m in form.mistakes],
)
BERNOULLI = "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))"
THREE = "p1*log(p1/q1) + p2*log(p2/q2) + p3*log(p3/q3)"
MEAN = "(gamma1*x1 + gamma2*x2 + gamma3*x3)/(gamma1 + gamma2 + gamma3)"


def verdict(slug: str, typed: str):
    return verdict_on(FORMS[slug], typed)


def test_every_result_has_a_form_or_a_reason_why_not():
    assert set(FORMS) | set(WITHOUT) == set(results())
    assert not set(FORMS) & set(WITHOUT)


@every_form
def test_the_right_formula_typed_in_its_names_is_identical(form: Form):
    found = verdict_on(form, form.plain(form.formula))
    assert (found.kind, found.how) == ("match", "identical")


@every_form
def test_no_other_letter_is_left_in_it(form: Form):
    typed = Symbol("t_y_p_e_d")
    left = form.formula.xreplace(dict.fromkeys(form.free.values(), typed))
    assert left.free_symbols <= {typed}


@every_mistake
def test_a_mistake_is_refused_by_its_name_and_a_witness(form: Form, mistake):
    found = check(form, form.mistaken(mistake))
    assert (found.kind, found.mistake) == ("mismatch", mistake.says)
    assert found.witness and found.witness.right != found.witness.typed
    assert set(found.witness.point) == set(form.free)


@every_form
def test_against_a_wrong_claim_the_right_formula_is_refused(form: Form):
    broken = replace(form, reads=lambda claim: 2 * form.reads(claim))
    assert check(broken, form.formula).kind == "mismatch"


KNOWN = pytest.mark.parametrize(
    ("slug", "typed", "how"),
    [
        ("kl.bernoulli", BERNOULLI, "identical"),
        ("kl.bernoulli", "p*(ln(p)-ln(q)) + (1-p)*(ln(1-p)-ln(1-q))", "proved equal"),
        ("kl.bernoulli", f"({BERNOULLI})*(p - q)/(p - q)", "identical"),
        ("kl.exponential", "log(alpha) - log(beta) + (beta-alpha)/alpha", "proved"),
        ("kl.gaussian", "log(sigma_q) - log(sigma_p) - 0.5 + sigma_p**2/(2*sigma_q**2)"
         " + (mu_q - mu_p)**2/(2*sigma_q**2)", "proved equal"),
        ("kl.nonnegative", "(1-p2-p3)*log(p1/q1) + p2*log(p2/q2) + p3*log(p3/q3)",
         "proved equal"),
        ("entropy.gaussian", "log(sigma) + log(2*pi)/2 + 1/2", "proved equal"),
        ("entropy.discrete", "-(log2(p1)*p1 + log2(p2)*p2 + log2(p3)*p3)*log(2)",
         "proved equal"),
        ("information.content", "-log2(p)/log2(B)", "identical"),
        ("em.log-sum", "log(joint1 + joint2 + joint3)", "identical"),
        ("em.stopping", "1/(2*u + 1/(2*u))", "proved equal"),
        ("elbo.decomposition", "log(joint1 + joint2 + joint3) + q1*log(q1/joint1)"
         " + q2*log(q2/joint2) + q3*log(q3/joint3)", "proved equal"),
        ("gmm.model", "pi1*exp(-((x-mu1)/sigma1)**2/2)/sqrt(2*pi*sigma1**2)"
         " + pi2*exp(-((x-mu2)/sigma2)**2/2)/sqrt(2*pi*sigma2**2)", "100 digits"),
        ("gmm.responsibilities", "1/(1 + pi2/pi1*sigma1/sigma2"
         "*exp((x-mu1)**2/(2*sigma1**2) - (x-mu2)**2/(2*sigma2**2)))", "100 digits"),
        ("gmm.m-step.mean", MEAN, "identical"),
        ("gmm.m-step.covariance", "(gamma1*x1**2 + gamma2*x2**2 + gamma3*x3**2)/N_k"
         f" - ({MEAN})**2", "proved equal"),
        ("gmm.m-step.weights", "N_k/N", "identical"),
        ("gmm.m-step.diagonal", "(gamma1*x1**2 + gamma2*x2**2 + gamma3*x3**2)/N_k"
         f" - ({MEAN})**2", "proved equal"),
        ("gmm.m-step.spherical", "(gamma1*((x11 - mu1)**2 + (x12 - mu2)**2)"
         " + gamma2*((x21 - mu1)**2 + (x22 - mu2)**2))/(2*gamma1 + 2*gamma2)", ""),
        ("gmm.m-step.tied", " + ".join(
            f"gamma{n}{k}*(x{n} - mu{k})**2/3" for n in (1, 2, 3) for k in (1, 2)
         ), "identical"),
        ("gmm.exponential-family", "log(pi1) - log(2*pi*sigma1**2)/2"
         " - (x - mu1)**2/(2*sigma1**2)", "100 digits"),
        ("gmm.missing.conditional", "mu2 + (mu1 - x1)*Lambda12/Lambda22", "proved"),
        ("gmm.missing.e-step", "C12 + xhat1*xhat2", "identical"),
        ("gmm.missing.m-step", "(gamma1*(xhat1**2 + C1) + gamma2*(xhat2**2 + C2)"
         " - 2*mu*(gamma1*xhat1 + gamma2*xhat2))/N_k + mu**2", "proved equal"),
        ("gmm.map.weights", "(N_k + alpha1 - 1)/(1 + alpha1 + alpha2)", "identical"),
        ("gmm.map.gaussian", "(Psi + gamma1*(x1 - mu)**2 + gamma2*(x2 - mu)**2"
         " + gamma3*(x3 - mu)**2 + kappa*(mu - m)**2)/(N_k + nu + 3)", ""),
        ("gmm.map.restricted", "(Psi + gamma1*(x1 - mu)**2 + gamma2*(x2 - mu)**2"
         " + gamma3*(x3 - mu)**2 + kappa*(mu - m)**2)/(N_k + nu + 4)", ""),
        ("gmm.map.bounded", "log(C) + log(kappa)/2 - (N + 1)*log(2*pi)/2"
         " - (N + nu + 3)*log(sigma) - (Psi + kappa*(mu - m)**2)/(2*sigma**2)",
         "100 digits"),
        ("gmm.singularity", "log((2*pi*sigma**2)**(-1/2))*D", "proved equal"),
        ("kl.one-inequality", "t*log(t) - t + 1", "proved equal"),
        ("entropy.quantized.exponential", "Delta*alpha/(E**(Delta*alpha) - 1)"
         " - log(1 - exp(-alpha*Delta))", "identical"),
        ("entropy.quantized", "-Delta*(p1*log(Delta*p1) + p2*log(Delta*p2)"
         " + p3*log(Delta*p3))", "proved equal"),
        ("entropy.differential", "log(E/alpha)", "proved equal"),
        ("kl.excess-code-length", f"Delta*({THREE})", "identical"),
        ("kl.delta-cancellation", f"Delta*({THREE})", "identical"),
        ("kl.categorical", THREE, "identical"),
        ("kl.continuous-limit", "log((1 - exp(-alpha*Delta))/(1 - exp(-beta*Delta)))"
         " + (beta - alpha)*Delta*exp(-alpha*Delta)/(1 - exp(-alpha*Delta))", ""),
        ("kl.when-delta-stays", "-log(N*Delta) - log(q1*q2*q3)/3", "proved equal"),
        ("elbo.energy-entropy", "q1*log(joint1/q1) + q2*log(joint2/q2)"
         " + q3*log(joint3/q3)", "proved equal"),
        ("em.e-step", "joint_old1/(joint_old1 + joint_old2 + joint_old3)", "identical"),
        ("em.m-step-is-q", "(joint_old1*log(joint1) + joint_old2*log(joint2)"
         " + joint_old3*log(joint3))/(joint_old1 + joint_old2 + joint_old3)", ""),
        ("em.monotone", "log((joint_new1 + joint_new2 + joint_new3)"
         "/(joint_old1 + joint_old2 + joint_old3))", "proved equal"),
        ("em.map", "log(prior) - log(p_X) + log(joint1 + joint2 + joint3)", "proved"),
        ("kl.maximum-likelihood", "-(c1*log(q1) + c2*log(q2) + c3*log(q3))/N"
         " + (c1*log(c1/N) + c2*log(c2/N) + c3*log(c3/N))/N", "100 digits"),
        ("elbo.jensen", "q1*log(q1/joint1) + q2*log(q2/joint2) + q3*log(q3/joint3)"
         " + log(joint1 + joint2 + joint3)", "100 digits"),
        ("em.tangent", "(slope_old1 + slope_old2 + slope_old3)"
         "/(joint_old1 + joint_old2 + joint_old3)", "identical"),
        ("gmm.m-step.is-maximum", "N_1*log(N_1/2) + N_2*log(N_2/2) - log(2*pi) - 1"
         " - N_1*log(S1)/2 - N_2*log(S2)/2", "100 digits"),
        ("gmm.algorithm", "N_k*((mu - x_bar)**2/(2*sigma**2) + s**2/(2*sigma**2)"
         " - 1/2 - log(s/sigma))", "100 digits"),
        ("gmm.q", " + ".join(
            f"gamma{n}{k}*(log(pi{k}/sigma{k}) - log(2*pi)/2"
            f" - ((x{n} - mu{k})/sigma{k})**2/2)" for n in (1, 2) for k in (1, 2)
         ), "100 digits"),
    ],
)  # fmt: skip
KNOWN_FOR = {slug for slug, *_ in KNOWN.args[1]}


def test_every_form_is_held_against_a_formula_known_from_elsewhere():
    assert KNOWN_FOR == set(FORMS)


@KNOWN
def test_another_way_to_write_it_matches(slug, typed, how):
    found = verdict(slug, typed)
    assert found.kind == "match" and how in found.how


@pytest.mark.parametrize(
    ("slug", "typed", "says"),
    [
        ("kl.bernoulli", f"3*({BERNOULLI})", "3.00000000000 times"),
        ("kl.bernoulli", "p*log(p/q) - (1-p)*log((1-p)/(1-q))", "one small change"),
        ("kl.gaussian", "log(sigma_q/sigma_p) + (sigma_p**2 + (mu_p - mu_q)**2)"
         "/(2*sigma_q) - 1/2", "one small change"),
        ("gmm.m-step.mean", "(gamma1*x1 + gamma2*x2 + gamma3*x3)/N", "N for N_k"),
        ("kl.bernoulli", "p + q", ""),
    ],
)  # fmt: skip
def test_what_was_typed_is_named_if_it_can_be(slug, typed, says):
    found = verdict(slug, typed)
    assert found.kind == "mismatch" and says in found.mistake
    assert bool(found.mistake) == bool(says)


@pytest.mark.parametrize("typed", ["p/(q - q)", "log(-p)", "sqrt(p - 1)", "0**p"])
def test_a_formula_without_a_value_is_a_mismatch(typed):
    found = verdict("kl.bernoulli", typed)
    assert found.kind == "mismatch" and found.witness.typed == NO_VALUE


def test_what_differs_far_behind_the_point_is_told_apart():
    found = verdict("kl.bernoulli", f"{BERNOULLI} + (1/10**12)**5")
    assert found.kind == "mismatch" and found.witness.right != found.witness.typed


@pytest.mark.parametrize("typed", ["log(sqrt(2)**2 - 2)", "exp(exp(exp(exp(exp(p)))))"])
def test_what_cannot_be_decided_is_unknown(typed):
    found = verdict("kl.bernoulli", typed)
    assert found.kind == "unknown" and found.how


def test_a_proof_and_a_tree_are_not_found_for_something_else():
    form = FORMS["kl.bernoulli"]
    wrong = parse("p*log(p/q) + (1 - p)*log((1 - p)/(1 + q))", form.names)
    assert not proved(form, wrong) and not same_tree(form.formula, wrong)


def test_a_root_is_read_only_off_a_root_minus_the_parameter():
    s, t, u = map(Symbol, "stu")
    assert root(u * (s - t), t) == s
    with pytest.raises(ValueError, match="no factor"):
        root(u * (s + t), t)


def test_names_of_an_array_stand_together():
    assert ranges(("x1", "x2", "x3", "mu1", "mu2", "N")) == "x1 … x3, mu1, mu2, N"


def test_a_report_has_the_point_and_both_values():
    said = "\n".join(lines(FORMS["kl.bernoulli"], verdict("kl.bernoulli", "p + q")))
    assert "at p = " in said and "right: " in said and "yours: " in said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (BERNOULLI, "mismatch"),
        ("p + q", "mismatch"),
        ("q", "match"),
        ("p", "no formula"),
    ],
)
def test_a_page_whose_check_came_out_otherwise_stops_the_build(typed, expected):
    with pytest.raises(ValueError, match=f"expected a {expected}"):
        session("kl.bernoulli", typed, expected)
