"""Mistakes that were published, on a page: each refused, with the numbers that do it.

The wrong form is made from the derived one by an edit and set by the same printer, and
every number is computed when the page is built.
"""

from os.path import relpath

from derivations.memo import remembered
from derivations.publish.places import link, places

PAGE = "mistakes/"
CROSSWALK = "crosswalk/prml/"
HEAD = ("Mistake", "Wrong form", "At", "Right", "Wrong")


def published() -> None:
    """Print every formula that was published wrong."""
    print(remembered("mistakes", "published.html", cards, str(places())))


def anywhere() -> None:
    """Print the mistakes that could stand anywhere."""
    print(remembered("mistakes", "anywhere.html", table, str(places())))


def counts() -> None:
    """Print how many wrong formulas are refused, and by what."""
    print(remembered("mistakes", "counts.html", counted))


def cards() -> str:
    from derivations.checking.published import PUBLISHED

    return "\n".join(map(card, PUBLISHED))


def card(row) -> str:
    """Where it stood, the wrong form, why it is wrong, and the two numbers."""
    from derivations.publish.cards.words import words

    return (
        f'<section class="crosswalk mistake" id="{row.name}">\n'
        f'<header><span class="says">{words(row.title)}</span>'
        f'<span class="status wrong">refused</span></header>\n'
        f'<p class="place">{words(row.where)}</p>{formula(row)}'
        f"<p>{words(row.why)}</p><p>{witness(row)}</p>"
        f"<footer><span>right: {slug(row)}</span>{crosswalk(row)}</footer>\n</section>"
    )


def formula(row) -> str:
    from derivations.checking.witnesses import as_read
    from derivations.publish.cards.words import display
    from derivations.publish.typesetting.layout import alone

    return display(alone(as_read(row.form, row.mistake)))


def witness(row) -> str:
    """The point, and the two numbers there; a third if there is one."""
    from derivations.checking.witnesses import at_point, value_at
    from derivations.publish.cards.words import words
    from derivations.publish.wrong.refused import signed, written

    seen = at_point(row.form, (row.mistake,), row.point)
    (wrong,) = seen.wrong.values()
    said = (
        f"At {written(seen.point)}, {words(row.form.what)} is"
        f" <b>{signed(seen.right)}</b>{unit(row.form)};"
        f" this gives <b>{signed(wrong)}</b>."
    )
    if row.beside:
        b = row.beside
        value = signed(value_at(b.form, b.form.formula, b.point))
        said += f" {words(b.says)} is {value}."
    return said


def unit(form) -> str:
    from derivations.checking.mistakes import IN_BITS

    return " nats" if IN_BITS in form.mistakes else ""


def slug(row) -> str:
    return f'<a class="slug" href="{link(row.form.slug, PAGE)}">{row.form.slug}</a>'


def crosswalk(row) -> str:
    if not row.elsewhere:
        return ""
    way = relpath(f"/{CROSSWALK}", f"/{PAGE}")
    return f'<a href="{way}/#{row.elsewhere}">also in the crosswalk</a>'


def table() -> str:
    from derivations.checking.generic import GENERIC

    head = "".join(f'<th role="columnheader" scope="col">{h}</th>' for h in HEAD)
    rows = "\n".join(map(line, GENERIC))
    return (
        f'<table class="names mistakes" role="table"><thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def line(row) -> str:
    from derivations.checking.witnesses import as_read, at_point
    from derivations.publish.cards.words import inline, sentence, words
    from derivations.publish.checking import cell
    from derivations.publish.typesetting.latex import latex
    from derivations.publish.wrong.refused import in_words, signed

    seen = at_point(row.form, (row.mistake,), row.point)
    (wrong,) = seen.wrong.values()
    cells = (
        f"{words(sentence(row.says))}<br>{slug(row)}",
        inline(latex(as_read(row.form, row.mistake))),
        in_words(seen.point),
        signed(seen.right),
        signed(wrong),
    )
    named = zip(HEAD, cells, strict=True)
    return '<tr role="row">' + "".join(cell(*pair) for pair in named) + "</tr>"


def counted() -> str:
    from collections import Counter

    from derivations.checking.forms import FORMS
    from derivations.checking.generic import GENERIC
    from derivations.checking.needed import DROPPED
    from derivations.checking.published import PUBLISHED
    from derivations.verification import results, verified

    fates: Counter = sum(
        (Counter(verified(s)["mutants"]) for s in results()), Counter()
    )
    named = sum(len(form.mistakes) for form in FORMS.values())
    return (
        f"<p>{len(PUBLISHED)} published formulas are refused here, each at a point that"
        f" is printed, and {len(GENERIC)} mistakes that could stand anywhere;"
        f" {len(DROPPED)} assumptions are dropped to see what happens. The cards of the"
        f" text refuse {named} mistakes that people make at {len(FORMS)} results, and"
        f" {fates['refused']} of {sum(fates.values())} that a machine made;"
        f" {fates['equivalent']} of those are equal to the right formula,"
        f" {fates['stillborn']} have no value, and {fates['survivor']} survived.</p>"
    )
