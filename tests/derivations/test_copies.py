"""LaTeX, MathML and plain text say the same; what a formula lacks has its reason."""

import re
from unicodedata import category, normalize
from xml.etree import ElementTree

import pytest

from derivations.publish import formats
from derivations.publish.formats import FORMATS, copies, why_not
from derivations.publish.formats.mathml import mathml
from derivations.publish.formats.tex import latex
from derivations.publish.formats.unicode import unicode
from derivations.publish.tags.registry import by_slug
from derivations.publish.typesetting.typeset import typeset
from derivations.verification import results
from tests.derivations.copied import FORMULAS, chain_of, every_formula, made, wrong

MATH = "{http://www.w3.org/1998/Math/MathML}"
MATHML = """annotation math mfrac mi mn mo mover mpadded mrow mspace msqrt mstyle msub
msubsup msup mtable mtd mtext mtr munder munderover semantics""".split()
# LaTeX's own commands, and those of amsmath and amssymb.
LATEX = r"""\! \, \Delta \Lambda \Psi \Sigma \alpha \bar \beta \bigl \bigr \cdot \delta
\det \ell \epsilon \eta \frac \gamma \ge \hat \infty \int \kappa \lambda \le \left
\lim \ln \log \mathbf \mathcal \mathrm \mathsf \mid \mu \ne \notin \nu \partial \pi
\prod \psi \right \sigma \sum \tau \textstyle \theta \tilde \to \varphi \|""".split()
AMS = r"\boldsymbol \lVert \mathbb \operatorname \rVert \substack \text".split()
SAME = str.maketrans({"ϵ": "ε", "ϕ": "φ", "−": "-", "∣": "|"})
KEPT, SIGNS = ("Lu", "Ll", "Nd"), "+-=<>≤≥|∑∏∫∞→"


def letters(text: str) -> str:
    """Letters, digits and signs in order, without their styles and places."""
    spelled = normalize("NFKD", text).translate(SAME)
    return "".join(c for c in spelled if category(c) in KEPT or c in SIGNS)


def tree(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def shown(root: ElementTree.Element) -> str:
    """What a reader sees of MathML: all but the annotation."""
    return "".join(
        element.text or "" for element in root.iter() if element.tag != ANNOTATION
    )


ANNOTATION = f"{MATH}annotation"


@every_formula
def test_latex_is_one_line_that_needs_no_macro_of_ours(slug, place):
    tex = made(slug, place)["latex"]
    assert typeset(tex, True)  # KaTeX sets it, strictly
    assert "\n" not in tex and r"\\" not in tex
    assert {*re.findall(r"\\[a-zA-Z]+|\\.", tex)} <= {*LATEX, *AMS}


@every_formula
def test_mathml_is_well_formed_and_without_tex(slug, place):
    copy = made(slug, place)
    root = tree(copy["mathml"])
    assert root.tag == f"{MATH}math"
    assert {element.tag.removeprefix(MATH) for element in root.iter()} <= {*MATHML}
    (annotation,) = root.iter(ANNOTATION)
    assert annotation.get("encoding") == "application/x-tex"
    assert annotation.text == copy["latex"]
    assert root.get("alttext") == copy["text"]
    assert not re.search(r"[\\{}$&]", shown(root))


@every_formula
def test_plain_text_has_the_letters_that_mathml_has(slug, place):
    """KaTeX and we read the same LaTeX; so each is held against the other."""
    copy = made(slug, place)
    assert letters(copy["text"]) == letters(shown(tree(copy["mathml"])))
    assert not re.search(r"\\|\0|\s\s|\n", copy["text"])
    assert copy["text"].count("(") == copy["text"].count(")")


@every_formula
def test_a_wrong_formula_looks_different(slug, place):
    right, fault = made(slug, place), wrong(slug, place)
    assert all(right[name] != fault[name] for name in ("latex", "mathml", "text"))
    assert letters(fault["text"]) != letters(shown(tree(right["mathml"])))


@every_formula
def test_latex_is_the_relation_of_the_card(slug, place):
    chain, tex = chain_of(slug, place), made(slug, place)["latex"]
    sides = re.split(r" (?:=|\\ge|\\le|>|<) ", without_brackets(tex))
    assert len(sides) == (2 if chain.nonnegative is None else 3)


def without_brackets(tex: str) -> str:
    """A sign within a bracket or an index is not the relation."""
    while (less := re.sub(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]", "", tex)) != tex:
        tex = less
    return tex


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{1}{K} \sum_{i=1}^{K} p_{i}", "(1/K) ∑_{i=1}^K pᵢ"),
        (r"\ln \frac{p_{i}}{q_{i} \Delta}", "ln(pᵢ/(qᵢ Δ))"),
        (r"\frac{1 + u}{2} - 1", "(1 + u)/2 - 1"),
        (r"-\frac{\ln t}{2}", "-(ln t)/2"),
        (r"\frac{\partial}{\partial p_{k}} f", "∂/∂pₖ f"),
        (r"\operatorname{KL}(p \,\|\, q)", "KL(p‖q)"),
        (r"\left|{c}\right| + \lVert \mathbf{x} \rVert^{2}", "|c| + ‖x‖²"),
        (r"\bar{\mathbf{x}}_{k}^{\mathsf{T}}", "x̄ₖᵀ"),
        (r"e^{-\alpha u} \theta^{\text{old}}", "e^(-α u) θᵒˡᵈ"),
        (r"\int_{-\infty}^{\infty} f(x) \,\mathrm{d}x", "∫_{-∞}^∞ f(x) dx"),
    ],
)
def test_latex_as_one_would_type_it(tex, text):
    assert unicode(tex) == text


def test_a_sign_that_is_not_known_is_named():
    with pytest.raises(ValueError, match=r"no plain sign for .bowtie yet"):
        unicode(r"a \bowtie b")


def test_what_katex_cannot_read_stops(monkeypatch):
    monkeypatch.setattr("derivations.publish.formats.mathml.latex", lambda _: r"\frac{")
    with pytest.raises(ValueError, match="KaTeX cannot set"):
        mathml(chain_of("kl.nonnegative", 0))


def test_an_inequality_stands_behind_its_equation():
    assert latex(chain_of("kl.nonnegative", 0)) == (
        r"\operatorname{KL}(p \,\|\, q) = \sum_{i=1}^{N} q_{i}"
        r" \varphi\left(\frac{p_{i}}{q_{i}}\right) \ge 0"
    )


@pytest.mark.parametrize("slug", results())
def test_copies_come_in_the_order_of_the_tags(slug):
    found = copies(slug)
    tags = [f.tag for f in by_slug(slug).formulas if not f.removed]
    assert [c["sympy"].splitlines()[0] for c in found] == [
        f"# {tag} of klem: {slug}" for tag in tags
    ]


def test_every_formula_has_each_format_or_says_why_not():
    for slug, place in FORMULAS:
        found = copies(slug)[place]
        assert list(found) == [name for name in FORMATS if name in found]
        for name in FORMATS:
            assert bool(why_not(slug, place, name)) == (name not in found)


def test_only_numpy_is_ever_missing():
    missing = {
        n for slug, place in FORMULAS for n in FORMATS if n not in made(slug, place)
    }
    assert missing == {"numpy"}


def test_what_is_remembered_needs_no_sympy():
    source = formats.__file__
    with open(source, encoding="utf-8") as file:
        top = [line for line in file if line.startswith(("import", "from"))]
    assert not [line for line in top if "sympy" in line or "making" in line]
