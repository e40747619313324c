"""The menu of a card: its address, its files; a script adds buttons that copy.

Without scripts the links are there, and the page of the result shows every form.
"""

from derivations.publish.places import permanent, way

FILES = {
    "json": "JSON",
    "bib": "BibTeX",
    "ris": "RIS",
    "csl.json": "CSL-JSON",
    "ipynb": "notebook",
}


def take_html(tag: str, page: str) -> str:
    links = (
        f'<a href="{way(f"f/{tag}.{end}", page)}" download>{says}</a>'
        for end, says in FILES.items()
    )
    return (
        f'<details class="take" data-tag="{tag}">'
        f"<summary>Copy, cite, keep</summary>"
        f'<p><a href="{way(permanent(tag), page)}">{tag} in every form</a>,'
        f" at an address that stays.</p>"
        f"<p>As a file: {', '.join(links)}.</p></details>"
    )
