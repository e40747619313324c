"""What `./dev live` builds from: one package of one hash, and what can be reached."""

import importlib.util
import io
import marshal
import tarfile
import zipfile
from base64 import b64encode
from hashlib import sha512

import pytest

from derivations.live.build import __main__ as start
from derivations.live.build import bytecode, closure, fetch, node, pack, writing


def packed(folder, names) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(f"package/{name}")
            archive.addfile(entry, io.BytesIO())
    return made.getvalue()


def test_a_package_of_another_hash_is_refused(tmp_path):
    archive = tmp_path / f"pyodide-{fetch.VERSION}.tgz"
    archive.write_bytes(packed(tmp_path, fetch.WANTED))
    with pytest.raises(fetch.WrongHash, match="SHA-512"):
        fetch.pyodide(["false"], tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [archive.name]


def test_the_package_of_our_hash_is_taken(tmp_path, monkeypatch):
    archive = tmp_path / f"pyodide-{fetch.VERSION}.tgz"
    archive.write_bytes(data := packed(tmp_path, fetch.WANTED))
    monkeypatch.setattr(fetch, "HASH", b64encode(sha512(data).digest()).decode())
    folder = fetch.pyodide(["false"], tmp_path)
    assert {file.name for file in folder.iterdir()} == set(fetch.WANTED)


def test_without_node_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    monkeypatch.setattr(node, "find_spec", lambda name: None)
    with pytest.raises(node.NoNode, match="apt install nodejs npm"):
        node.tools()


def test_node_from_a_package_starts_npm_too(tmp_path):
    node_, npm = node.of_package(tmp_path)
    assert npm[0] == node_[0] == str(tmp_path / "bin/node")
    assert npm[1].endswith("npm-cli.js")


def test_old_node_is_not_taken(tmp_path):
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v12.0.0\n")
    old.chmod(0o755)
    assert not node.recent(str(old))


def test_imports_of_all_kinds_are_followed():
    source = (
        "import a.b\nfrom c import d\nfrom . import e\nfrom ..f import g\n"
        "def late():\n    import h\nimport_module('i.j')\n"
    )
    found = set(closure.imports(source, "p.q.r", False))
    assert found == {"a.b", "c", "c.d", "p.q", "p.q.e", "p.f", "p.f.g", "h", "i.j"}


def test_what_runs_is_reached_and_what_builds_is_not():
    names = set(pack.ours(["derivations.evidence"]))
    assert {"derivations.evidence", "derivations.live.judge"} <= names
    assert "derivations.publish.typesetting.measure" in names
    assert not {n for n in names if n.startswith("derivations.live.build")}
    assert not names & {"derivations.verification", "derivations.catalogue"}


def test_the_compiler_keeps_lines_and_drops_docstrings():
    source = b'"""Says."""\n\n\ndef f():\n    """More."""\n    return 1 / 0\n'
    archive = pack.archive({"x/y.py": source, "ours/z.py": source, "LICENSE": b"free"})
    with zipfile.ZipFile(io.BytesIO(bytecode.compiled(archive, "ours/"))) as made:
        assert made.namelist() == ["LICENSE", "ours/z.pyc", "x/y.pyc"]
        theirs, ours = (code(made.read(n)) for n in ("x/y.pyc", "ours/z.pyc"))
    for names, said in ((theirs, ""), (ours, "More.")):
        assert names["f"].__doc__ == said
        assert names["f"].__code__.co_firstlineno == 4


def code(data: bytes) -> dict:
    assert data[:4] == importlib.util.MAGIC_NUMBER
    names: dict = {}
    exec(marshal.loads(data[16:]), names)
    return names


def test_what_is_not_whole_is_written_again(tmp_path):
    assert start.written(tmp_path) is None
    folder = writing.Folder(tmp_path)
    folder.put("thing", ".js", b"one")
    path = folder.finish(sources="x")["files"]["thing"]["path"]
    assert start.written(tmp_path) == "x"
    (tmp_path / path).unlink()
    assert start.written(tmp_path) is None


def test_files_of_earlier_builds_go(tmp_path):
    for data in (b"one", b"two"):
        folder = writing.Folder(tmp_path)
        folder.put("thing", ".js", data)
        manifest = folder.finish(python="3")
    kept = {"manifest.json", manifest["files"]["thing"]["path"]}
    assert {file.name for file in tmp_path.iterdir()} == kept
    assert manifest["total"] == 3
