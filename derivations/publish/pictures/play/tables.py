"""The tables of all playgrounds, as files below docs."""

from collections.abc import Iterator

from derivations.publish.pictures.play import bins, bound, faithful, simplex


def files() -> Iterator[tuple[str, str]]:
    for playground in (bins, simplex, bound, faithful):
        yield from playground.files()
