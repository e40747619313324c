"""The navigation of the settings is the one order of the text, and names its parts."""

import pytest

from derivations.publish.navigation import contents, leaves, navigation, parts
from derivations.publish.places import DOCS, places
from derivations.publish.publishing import files
from derivations.publish.thread import tree

SETTINGS = """\
a: !!python/name:no.such.module.name
nav:
  - Start: index.md

  - A part:  # with a remark
      - part/one.md
      - Two: part/two.md
  - last.md
"""
READ = [("", "index.md"), ("A part", "part/one.md"), ("A part", "part/two.md")]


@pytest.mark.parametrize("after", ["", "b: 2\n", "# a remark\nb:\n  - no.md\n"])
def test_pages_are_read_with_their_part_in_order(after):
    assert leaves(navigation(SETTINGS + after)) == [*READ, ("", "last.md")]


def test_settings_without_a_navigation_are_refused():
    with pytest.raises(ValueError, match="unpack"):
        navigation("a: 1\n")


def test_every_page_of_it_is_there():
    written = {path for path, _ in files()}
    assert all((DOCS / page).is_file() or page in written for _, page in contents())


def test_every_result_stands_in_a_part_that_has_a_name():
    assert {place.split("/")[0] for place in places().values()} <= set(parts())


def test_the_thread_names_the_parts_as_the_navigation_does():
    html = tree()
    assert all(f"<p>{parts()[at]}</p>" in html for at in ("kl", "em", "gmm"))
