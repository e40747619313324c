"""An entry for BibTeX and biblatex: `misc`, which every style knows."""

from derivations.publish.citing.cited import Cited
from derivations.publish.citing.tex import tex
from derivations.publish.citing.work import Author

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def bibtex(cited: Cited) -> str:
    lines = [f"  {name} = {value}," for name, value in fields(cited).items()]
    return "\n".join((f"@misc{{{cited.key},", *lines, "}")) + "\n"


def fields(cited: Cited) -> dict[str, str]:
    """What has no value has no field; a date above all."""
    day, doi = cited.work.released, cited.work.doi
    said = {
        "author": f"{{{' and '.join(map(person, cited.work.authors))}}}",
        # Twice in braces, or styles would write kl for KL.
        "title": f"{{{{{tex(cited.heading)}}}}}",
        "howpublished": f"{{In: {tex(cited.work.title)}}}",
        "version": f"{{{cited.work.version}}}",
        "year": day and f"{{{day.year}}}",
        "month": day and MONTHS[day.month - 1],
        "url": cited.url and f"{{{address(cited.url)}}}",
        "doi": doi and f"{{{doi}}}",
        "note": f"{{{tex(cited.note)}}}",
    }
    return {name: value for name, value in said.items() if value}


def person(author: Author) -> str:
    """A group stands in braces, or its last word would be its family name."""
    if author.given:
        return f"{tex(author.name)}, {tex(author.given)}"
    return f"{{{tex(author.name)}}}"


def address(url: str) -> str:
    r"""As it is, for \url: only braces and blanks would break the entry."""
    if any(c in url for c in "{}\\ "):
        raise ValueError(f"an address that BibTeX cannot hold: {url!r}")
    return url
