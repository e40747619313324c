"""Other people's formulas beside ours: what became of each, with the numbers."""

from collections import Counter
from html import escape

from derivations.memo import remembered
from derivations.publish.places import link, places

PAGE = "crosswalk/notes/"
SIGNS = {"≈": r"\approx", "≠": r"\ne", "≥": r"\ge"}
FAILS = {"=": r"\ne", "≈": r"\not\approx", "≥": "<", ">": r"\le", "≤": ">"}
FIGURES = 6  # significant figures of a witness
MARGIN = 4  # letters m that a card has less than a page


def notes(part: str) -> None:
    """Print one part of the source notes, row by row."""
    print(remembered("crosswalk", f"notes-{part}.html", lambda: cards(part), key()))


def slips() -> None:
    """Print what is to be mended in the notes, as a list of links."""
    print(remembered("crosswalk", "slips.html", slip_list, key()))


def counts() -> None:
    """Print how many rows there are of each status."""
    print(remembered("crosswalk", "counts.html", count_table, key()))


def key() -> str:
    return str(places())


def cards(part: str) -> str:
    from derivations.crosswalk.notes import PARTS
    from derivations.crosswalk.rows import examined

    return "\n".join(card(found, PAGE) for found in examined(PARTS[part]))


def card(found, page: str) -> str:
    """One row: what is said, its formula, the finding, the remark, and our results."""
    row = found.row
    return (
        f'<section class="crosswalk" id="{row.name}">\n'
        f'<header><span class="says">{prose(row.says)}</span>{chip(row.status)}'
        f"</header>\n{said(row)}<p>{prose(row.remark)}</p>{shown(found)}{rest(row)}"
        f"<footer><span>{results(row.ids, page)}</span>"
        f"<span>{how(found)}</span></footer>\n"
        f"</section>"
    )


def prose(text: str) -> str:
    """Words with inline formulas between dollar signs."""
    from derivations.publish.cards.words import inline, words

    parts = enumerate(text.split("$"))
    return "".join(inline(part) if i % 2 else words(part) for i, part in parts)


def chip(status: str) -> str:
    return f'<span class="status {status.split()[0]}">{status}</span>'


def results(ids, page: str) -> str:
    return ", ".join(f'<a class="slug" href="{link(i, page)}">{i}</a>' for i in ids)


def how(found) -> str:
    """What was done to the formula, in a few words."""
    if found.verdict == "stated":
        return "stated, not computed"
    if found.seen:
        how = "refuted" if found.verdict == "refuted" else "shown"
        return f"{how} in numbers" + "; what holds, tested" * bool(found.row.instead)
    return "tested at exact points" + " (trend)" * found.trend


def said(row) -> str:
    """Their formula: as it was checked, or in their own letters."""
    from derivations.publish.cards.words import display

    return display(row.tex) if row.tex else formulas(row.claims)


def formulas(claims) -> str:
    """Claims one below the other; those with one left side as one chain."""
    from derivations.publish.cards.words import display
    from derivations.publish.typesetting.layout import continued, relation

    shown, last = [], None
    for claim in claims:
        sign = SIGNS.get(claim.sign, claim.sign)
        if claim.lhs == last and sign == "=":
            shown.append(continued(claim.rhs))
        else:
            shown.append(relation(claim.lhs, sign, claim.rhs))
        last = claim.lhs if sign == "=" else None
    return "".join(map(display, shown)) + needs(claims)


def needs(claims) -> str:
    """What the formulas assume, in words and symbols."""
    from derivations.publish.cards.words import inline, sentence, words
    from derivations.publish.typesetting.latex import latex

    facts = dict.fromkeys(
        f"<li>{words(sentence(g.says))}: {inline(latex(g.formula))}</li>"
        for claim in claims
        for g in claim.given
    )
    return f'<ul class="given">{"".join(facts)}</ul>' if facts else ""


def shown(found) -> str:
    """The witness: where it is, and what it shows and refutes there."""
    if not found.seen:
        return ""
    from derivations.publish.cards.words import display, inline
    from derivations.publish.typesetting.latex import latex
    from derivations.publish.typesetting.layout import aligned

    values = found.row.witness.values
    where = ", ".join(inline(f"{latex(k)} = {v}") for k, v in values.items())
    lines = [line for claim, seen in found.seen for line in both(claim, seen)]
    numbers = display(aligned(*lines))
    return f"<p>{f'At {where}:' if where else 'In numbers:'}</p>{numbers}"


def both(claim, seen) -> list[str]:
    """The two sides of a claim at the witness; a known number needs no line."""
    from derivations.publish.typesetting.latex import latex

    lines = side(claim.lhs, number(seen.left))
    if not claim.rhs.is_rational:
        return lines + side(claim.rhs, number(seen.right))
    sign = SIGNS.get(claim.sign, claim.sign) if seen.holds else FAILS.get(claim.sign)
    right = latex(claim.rhs) if claim.rhs.is_Rational else figures(seen.right)
    lines[-1] += rf" {sign} {right}" if sign else ""
    return lines


def side(e, value: str) -> list[str]:
    """One side of a witness and its value, on two lines if they need them."""
    from derivations.publish.typesetting.latex import latex
    from derivations.publish.typesetting.layout import WIDE, width

    if width(latex(e) + value) < WIDE - MARGIN:
        return [f"& {latex(e)} {value}"]
    return [f"& {latex(e)}", rf"&\quad {value}"]


def number(ball) -> str:
    """= 2 or ≈ 0.693147, from a ball whose radius is far below its last figure."""
    if ball.contains(0):
        return "= 0"
    exact = (ball * 10**FIGURES).unique_fmpz() is not None
    return ("= " if exact else r"\approx ") + figures(ball)


def figures(ball) -> str:
    """0.25, and 1.2e-7 with its power of ten written out."""
    text, _, power = ball.str(FIGURES, radius=False).partition("e")
    short = text.rstrip("0").rstrip(".") if "." in text else text
    if not power:
        return short
    times = rf"10^{{{int(power)}}}"
    return times if short == "1" else rf"{short} \cdot {times}"


def rest(row) -> str:
    """What was tested of a formula in their letters; what holds beside a witness."""
    if row.tex and row.claims:
        return folded("What was tested", row.claims)
    return folded("What holds", row.instead) if row.witness else formulas(row.instead)


def folded(title: str, claims) -> str:
    return (
        f'<details class="steps"><summary>{title}</summary>{formulas(claims)}</details>'
    )


def slip_list() -> str:
    from derivations.crosswalk.notes import NOTES
    from derivations.crosswalk.rows import OTHER, SAME

    rows = [row for row in NOTES if row.status not in (SAME, OTHER)]
    items = "".join(
        f'<li><a href="#{row.name}">{prose(row.says)}</a> {chip(row.status)}</li>'
        for row in rows
    )
    return f'<ul class="slips">{items}</ul>'


def count_table() -> str:
    from derivations.crosswalk.notes import NOTES
    from derivations.crosswalk.rows import STATUSES, examined

    found = examined(NOTES)
    rows = "".join(
        f"<tr><td>{chip(status)}</td>"
        + "".join(f"<td>{n}</td>" for n in tally(found, status))
        + "</tr>"
        for status in STATUSES
    )
    head = "".join(f"<th>{h}</th>" for h in ("Status", "Rows", "Displayed formulas"))
    return (
        f'<table class="crosswalk"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>\n<p>{summary(found)}</p>"
    )


def tally(found, status: str) -> tuple[int, int]:
    rows = [f.row for f in found if f.row.status == status]
    return len(rows), sum(row.displayed for row in rows)


def summary(found) -> str:
    verdicts = Counter(f.verdict for f in found)
    return escape(
        f"{len(found)} rows for {sum(f.row.displayed for f in found)} displayed"
        f" formulas: {verdicts['tested']} tested at exact points, {verdicts['refuted']}"
        f" refuted at a witness, {verdicts['shown']} shown in numbers,"
        f" {verdicts['stated']} only stated."
    )
