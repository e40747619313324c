"""Assumptions that earn their place: formulas on a page where one is dropped."""

from derivations.memo import remembered
from derivations.publish.places import places
from derivations.publish.wrong.mistakes import slug, unit


def assumptions() -> None:
    """Print what becomes of formulas whose assumptions are dropped."""
    print(remembered("mistakes", "assumptions.html", dropped, str(places())))


def dropped() -> str:
    from derivations.checking.needed import DROPPED

    return "\n".join(map(assumption, DROPPED))


def assumption(row) -> str:
    """Why it is needed, and the formula where it does not hold."""
    from derivations.publish.cards.words import sentence, words

    items = "".join(f"<li>{broken(row, point)}</li>" for point in row.points)
    return (
        f'<section class="crosswalk mistake" id="{row.name}">\n'
        f'<header><span class="says">{words(sentence(row.says))}</span></header>\n'
        f"<p>{words(row.why)}</p><p>{words(sentence(row.form.what))}:</p>"
        f"<ul>{items}</ul><footer><span>{slug(row)}</span></footer>\n</section>"
    )


def broken(row, point) -> str:
    from derivations.checking.verdict import NO_VALUE
    from derivations.checking.witnesses import value_at
    from derivations.publish.cards.words import inline, words
    from derivations.publish.typesetting.latex import latex
    from derivations.publish.wrong.refused import signed

    here = {row.form.free[name]: number for name, number in point.items()}
    at = ", ".join(inline(f"{latex(e)} = {v}") for e, v in here.items())
    value = signed(value_at(row.form, row.form.formula, point))
    if not row.instead:
        return f"{at}: <b>{value}</b>{unit(row.form) * (value != NO_VALUE)}"
    other = signed(value_at(row.form, row.form.mistaken(row.instead), point))
    return (
        f"{at}: <b>{value}</b>{unit(row.form)}; {words(row.instead.says)}:"
        f" <b>{other}</b>"
    )
