"""A citation in one sentence, for whoever writes by hand."""

from derivations.publish.citing.cited import Cited


def plain(cited: Cited) -> str:
    doi = cited.work.doi and f"doi:{cited.work.doi}"
    parts = [
        f"{listed([str(a) for a in cited.work.authors])}. {cited.heading}.",
        f"In: {cited.work.title}. {cited.note}.",
        " ".join(filter(None, (doi, cited.url))),
    ]
    return " ".join(filter(None, parts)) + "\n"


def listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
