"""Printed pages bound into one document: bookmarks, links inside, who and what.

Each sheet knows where its own ids stand. A link from one page to another was printed as
an address of the web; here it becomes a place in this document.
"""

import io
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    TextStringObject,
)

from derivations.publish.paper.download import Edition
from derivations.publish.paper.printing import HOME, Sheet

TITLE = "klem: KL divergence and the EM algorithm"
ABOUT = "Every formula computed and checked"
AUTHOR = "The klem authors"
Place = tuple[int, float, float]  # page of the document, from the left, from below


def count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def bound(sheets: list[Sheet], text: str) -> PdfWriter:
    """The sheets as one document, which says what text it was made from."""
    writer, owners = PdfWriter(), []
    places: dict[str, Place] = {}
    for sheet in sheets:
        reader, start = PdfReader(io.BytesIO(sheet.pdf)), len(writer.pages)
        places |= dict(places_on(reader, sheet, start))
        for page in reader.pages:
            owners.append((writer.add_page(page), sheet))
    for page, sheet in owners:
        lead(writer, page, sheet, places)
    bookmark(writer, sheets, places)
    describe(writer, Edition(text, len(owners)))
    writer.compress_identical_objects()
    return writer


def places_on(
    reader: PdfReader, sheet: Sheet, start: int
) -> Iterator[tuple[str, Place]]:
    """Where the sheet and its ids stand, by their addresses."""
    top = float(reader.pages[0].mediabox.top)
    yield HOME + sheet.address, (start, 0.0, top)
    for name, there in reader.named_destinations.items():
        number = reader.get_destination_page_number(there)
        if number is not None:
            place = (start + number, float(there.left or 0), float(there.top or top))
            yield f"{HOME}{sheet.address}#{unquote(name.removeprefix('/'))}", place


def lead(writer, page: PageObject, sheet: Sheet, places: dict[str, Place]) -> None:
    """Point the links of a page into the document; drop those that were only aims."""
    kept = ArrayObject()
    for reference in page.get("/Annots", ()):
        note = reference.get_object()
        address = pointed(note, sheet)
        if address.startswith(HOME):
            place = places.get(address) or places.get(address.partition("#")[0])
            if place is None or is_aim(note):
                continue
            note.pop("/A", None)
            note[NameObject("/Dest")] = destination(writer, place)
        kept.append(reference)
    page[NameObject("/Annots")] = kept


def pointed(note: DictionaryObject, sheet: Sheet) -> str:
    """The address that a link was printed with."""
    if "/Dest" in note:
        return f"{HOME}{sheet.address}#{unquote(str(note['/Dest']).removeprefix('/'))}"
    action = cast(DictionaryObject, note.get("/A", {}))
    return unquote(str(action.get("/URI", "")))


def is_aim(note: DictionaryObject) -> bool:
    left, _, right, _ = (float(side) for side in cast(ArrayObject, note["/Rect"]))
    return abs(right - left) < 1


def destination(writer: PdfWriter, place: Place) -> ArrayObject:
    number, left, top = place
    page = writer.pages[number].indirect_reference
    at = [FloatObject(left), FloatObject(top), NullObject()]
    return ArrayObject([page, NameObject("/XYZ"), *at])


def bookmark(writer: PdfWriter, sheets: list[Sheet], places: dict[str, Place]) -> None:
    """One a page, below its part."""
    parts = {}
    for sheet in sheets:
        number = places[HOME + sheet.address][0]
        if sheet.part and sheet.part not in parts:
            parts[sheet.part] = writer.add_outline_item(
                title=sheet.part, page_number=number
            )
        writer.add_outline_item(
            title=sheet.title, page_number=number, parent=parts.get(sheet.part)
        )


def describe(writer: PdfWriter, edition: Edition) -> None:
    facts = {"/Title": TITLE, "/Subject": ABOUT, "/Author": AUTHOR, "/Creator": "klem"}
    writer.add_metadata(facts | edition.notes())
    writer.root_object[NameObject("/Lang")] = TextStringObject("en")
    writer.page_mode = "/UseOutlines"
