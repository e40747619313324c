"""objects.inv lists every id, and a reader of such files finds them."""

import pytest
from mkdocstrings import Inventory as Written
from sphobjinv import Inventory

from derivations.publish.data.inventory import Label, labels, register
from derivations.publish.releases.edition import version
from derivations.publish.tags.registry import entries


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Inventory:
    """As mkdocstrings writes it, with an object of its own."""
    written = Written(project="klem")
    written.register("klem.kl", "py", "function", "reference/klem/#klem.kl")
    register(written)
    file = tmp_path_factory.mktemp("inventory") / "objects.inv"
    file.write_bytes(written.format_sphinx())
    return Inventory(str(file))


def test_every_id_is_a_label(read):
    found = {o.name: o for o in read.objects if o.domain == "std"}
    alive = [e for e in entries().values() if not e.removed]
    formulas = [f.tag for e in alive for f in e.formulas if not f.removed]
    assert {e.slug for e in alive} | {e.tag for e in alive} <= set(found)
    assert set(formulas) <= set(found)
    assert len(found) == len(list(labels())) > 500
    assert {o.role for o in found.values()} == {"label"}
    assert (read.project, read.version) == ("klem", version())
    assert "klem.kl" in {o.name for o in read.objects}


def test_they_lead_to_their_permanent_addresses(read):
    found = {o.name: o for o in read.objects}
    assert found["F17"].uri_expanded == "f/F17/"
    assert found["kl.exponential"].uri_expanded == "f/F17/"
    assert found["F17.2"].uri_expanded == "f/F17/#F17.2"
    assert found["F17.2.1"].uri_expanded == "f/F17/#F17.2.1"
    assert found["F17.2"].dispname_expanded == "F17.2: Never negative"


def test_what_they_say_stands_on_one_line():
    for name, uri, says in labels():
        assert says.strip() == says and says.isprintable() and says != "-"
        assert not any(c.isspace() for c in name + uri)


def test_no_name_stands_twice():
    names = [name for name, *_ in labels()]
    assert len(names) == len(set(names))


def test_a_label_says_where_it_leads():
    assert Label("F1", "f/F1/", "F1: h(x)").uri == "f/F1/"
