"""Two tables of numbers that are no divergences, computed again when they are shown."""

from derivations.memo import remembered


def samples() -> None:
    """Print the divergence of samples that were taken for probabilities."""
    print(remembered("mistakes", "samples.html", sampled))


def widths() -> None:
    """Print the divergence of points from a density, in narrower and narrower bins."""
    print(remembered("mistakes", "widths.html", narrowed))


def sampled() -> str:
    from derivations.publish.wrong.samples import three_pairs, true_bits

    names = (
        "<i>p</i> against <i>q</i><sub>1</sub>",
        "<i>p</i> against <i>q</i><sub>2</sub>",
        "<i>q</i><sub>2</sub> against <i>p</i>",
    )
    rows = "".join(
        f"<tr><td>{name}</td><td>{decimal(total, 0)}</td><td>{100 * lost:.0f} %</td>"
        f"<td>{true_bits():.2f}</td></tr>"
        for name, (total, lost) in zip(names, three_pairs(), strict=True)
    )
    (low, _), (high, _), (back, _) = three_pairs()
    return (
        numbers(("Pair", "Sum", "Terms without value", "Truth, in bits"), rows)
        + f"<p>Without their signs the first two are {apart(low, high):.0f} % apart and"
        f" the last two {apart(high, back):.0f} %, which was taken for asymmetry.</p>"
    )


def apart(one: float, other: float) -> float:
    """How far two sums differ, in per cent of their mean and without their signs."""
    a, b = abs(one), abs(other)
    return 100 * abs(a - b) / ((a + b) / 2)


def narrowed() -> str:
    from derivations.publish.wrong.samples import (
        WIDTHS,
        as_if_the_width_went,
        counted_against_density,
    )

    wrong = decimal(as_if_the_width_went(), 2)
    rows = "".join(
        f"<tr><td>{width:g}</td><td>{counted_against_density(width):.2f}</td>"
        f"<td>{wrong}</td></tr>"
        for width in map(float, WIDTHS)
    )
    return numbers(("Width Δ", "KL in nats", "As if Δ cancelled"), rows)


def numbers(head: tuple[str, ...], rows: str) -> str:
    cells = "".join(f'<th scope="col">{h}</th>' for h in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"


def decimal(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")
