"""What a card refuses: wrong versions of its formula, and itself without what it needs.

The mistakes that people make come first, each with its number at one point; then the
count of those that a machine made; then, for each assumption, a point at which the
formula fails without it.
"""

from html import escape

from sympy import IndexedBase, Rational, Symbol

from derivations.checking.assumptions import Parted, without
from derivations.checking.form import Form
from derivations.checking.forms import FORMS
from derivations.checking.mistakes import IN_BITS
from derivations.checking.verdict import NO_VALUE
from derivations.checking.witnesses import Witnessed, as_read, number, witnessed
from derivations.kernel.calc import Derivation
from derivations.publish.cards.words import display, inline, sentence, words
from derivations.publish.typesetting.latex import latex
from derivations.publish.typesetting.layout import alone

GREEK = dict(
    zip(
        ("alpha", "beta", "gamma", "Delta", "epsilon", "lambda", "mu", "pi", "sigma"),
        "αβγΔελμπσ",
        strict=True,
    )
)
LONG = 18  # operations; what has more is not read, and weighs much
TYPED = 200  # letters; what is longer has its name only
MANY = 8  # numbers in a point; more are not read
SURVIVOR = (
    "A survivor would mean that the check cannot tell this formula from a wrong one,"
    " and the build would stop."
)


def refused_html(derivation: Derivation, report: dict) -> str:
    """All of it, folded; nothing where nothing could be tested."""
    form = FORMS.get(derivation.slug)
    parts = mistakes(form) if form else ""
    parts += machines(report["mutants"]) + assumptions(derivation)
    if not parts:
        return ""
    summary = "<summary>Wrong versions that it refuses</summary>"
    return f'<details class="steps refused">{summary}{parts}</details>'


def mistakes(form: Form) -> str:
    """The mistakes of people, all at one point."""
    seen = witnessed(form, form.mistakes)
    items = "".join(
        f"<li>{words(sentence(m.says))}: {signed(seen.wrong[m.says])}"
        f"{formula(form, m)}</li>"
        for m in form.mistakes
    )
    return f"<p>{right(form, seen)} These are not:</p><ul>{items}</ul>"


def right(form: Form, seen: Witnessed) -> str:
    """The point, and what is right there."""
    unit = " nats" if IN_BITS in form.mistakes else ""
    point = (f"{name} = {seen.point[e]}" for name, e in form.free.items())
    at = ", ".join(f"<code>{said}</code>" for said in point)  # as the checker takes it
    return f"At {at}, {words(form.what)} is {signed(seen.right)}{unit}."


def signed(number: str) -> str:
    """A hyphen is no minus."""
    return number.replace("-", "−")


def formula(form: Form, mistake) -> str:
    """The wrong formula as it is read; if that is too long, as it is typed."""
    wrong = as_read(form, mistake)
    if wrong.count_ops() <= LONG:
        return display(alone(wrong))
    typed = form.plain(form.mistaken(mistake))
    return f"<br><code>{escape(typed)}</code>" if len(typed) < TYPED else ""


def written(point: dict) -> str:
    return ", ".join(inline(f"{latex(e)} = {v}") for e, v in point.items())


def machines(fates: dict) -> str:
    """The mutants, by what became of them."""
    if not fates:
        return ""
    total, survivors = sum(fates.values()), fates.get("survivor", 0)
    return (
        f"<p>Of {total} versions made by a machine, each by one small change to a step,"
        f" {fates.get('refused', 0)} are refused by a number,"
        f" {fates.get('equivalent', 0)} proved equal to the right one,"
        f" {fates.get('stillborn', 0)} without a value, {survivors} surviving."
        f" {SURVIVOR}</p>"
    )


def assumptions(derivation: Derivation) -> str:
    """Each assumption with what happens without it."""
    alike = {(g.says, g.formula): g for g in reversed(derivation.given)}
    once = [g for g in derivation.given if g in alike.values()]
    items = [item for g in once for item in needed(derivation, g)]
    if not items:
        return ""
    return (
        "<p>Each assumption is needed: here the others hold, and it does not.</p>"
        f"<ul>{''.join(items)}</ul>"
    )


def needed(derivation: Derivation, given) -> list[str]:
    """The first formula of a card that fails without an assumption, and where."""
    for count, chain in enumerate(derivation.chains, 1):
        if given in chain.given and (seen := without(chain, given)):
            which = f" of ({count})" if len(derivation.chains) > 1 else ""
            at, said = place(seen), sides(seen, which)
            return [f"<li>{named(derivation, given)}: {at}, {said}.</li>"]
    return []


def named(derivation: Derivation, given) -> str:
    """What it says, and its formula too where another one says the same."""
    says = words(sentence(given.says))
    formulas = {g.formula for g in derivation.given if g.says == given.says}
    return says if len(formulas) == 1 else f"{says}, {inline(latex(given.formula))}"


def sides(seen: Parted, which: str) -> str:
    if seen.left == seen.right:
        return f"neither side{which} has a real value"
    left, right = (
        f"has {v}" if v == NO_VALUE else f"is {signed(v)}"
        for v in (seen.left, seen.right)
    )
    return f"the left side{which} {left}, the right side {right}"


def place(seen: Parted) -> str:
    """A point, if it is short enough to be read."""
    named = {letter(key): number(v) for key, v in seen.point.items()}
    if None in named or len(named) > MANY:
        return f"else, at a point of {len(seen.point)} numbers"
    return f"else, at {in_words(named)}"


def in_words(point: dict) -> str:
    return ", ".join(f"{plain(e)} = {signed(v)}" for e, v in point.items())


def plain(e) -> str:
    """A letter in words, which weigh less than a formula; a formula if it is longer."""
    name, index = (str(e.base), e.indices) if e.is_Indexed else (str(e), ())
    letter = GREEK.get(name, name)
    if len(letter) > 1:
        return inline(latex(e))
    return words(letter + f"_{''.join(map(str, index))}" * bool(index))


def letter(key):
    """The symbol or the entry that was drawn; none for a value of a function."""
    if isinstance(key, Symbol):
        return key
    base, place = key
    if not isinstance(base, IndexedBase):
        return None
    return base[tuple(Rational(int(i)) for i in place)]
