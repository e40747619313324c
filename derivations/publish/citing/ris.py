"""A record in RIS: a tag of two signs a line, which ends with CR LF; ELEC is a page."""

from derivations.publish.citing.cited import Cited
from derivations.publish.citing.work import Author

LONGEST = 255  # signs of an author, says the format
Lines = list[tuple[str, str]]


def ris(cited: Cited) -> str:
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines(cited))


def lines(cited: Cited) -> Lines:
    said = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        *(("AU", person(author)) for author in cited.work.authors),
        ("TI", cited.heading),
        ("T2", cited.work.title),
        ("ET", cited.work.version),
        *dates(cited),
        ("UR", cited.url),
        ("DO", cited.work.doi),
        ("N1", cited.note),
        ("LA", "en"),
    ]
    return [*((tag, value) for tag, value in said if value), ("ER", "")]


def dates(cited: Cited) -> Lines:
    if not (day := cited.work.released):
        return []
    return [("PY", str(day.year)), ("DA", day.strftime("%Y/%m/%d"))]


def person(author: Author) -> str:
    """Family, Given; a comma or a star in a name would be read as something else."""
    said = f"{author.name}, {author.given}" if author.given else author.name
    if said.count(",") > bool(author.given) or "*" in said or len(said) > LONGEST:
        raise ValueError(f"a name that RIS cannot hold: {said!r}")
    return said


def one_line(value: str) -> str:
    if any(not c.isprintable() and c != "\N{NO-BREAK SPACE}" for c in value):
        raise ValueError(f"a value that RIS cannot hold on one line: {value!r}")
    return value
