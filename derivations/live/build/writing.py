"""Write docs/assets/live/: every file named by its content, and a manifest."""

import gzip
import json
from hashlib import sha256
from pathlib import Path

PACKED = ".gzip"  # not .gz, to which some servers add a header that unpacks it


class Folder:
    """The files that a page loads: what is pressed for, and what is asked for later."""

    def __init__(self, folder: Path):
        self.folder, self.files = folder, dict[str, dict]()
        folder.mkdir(parents=True, exist_ok=True)

    def put(
        self, name: str, end: str, data: bytes, packed: bool = False, press: bool = True
    ) -> None:
        if packed:
            data, end = gzip.compress(data, 9, mtime=0), end + PACKED
        path = f"{name}-{sha256(data).hexdigest()[:16]}{end}"
        (self.folder / path).write_bytes(data)
        self.files[name] = {"path": path, "bytes": len(data), "press": press}

    def finish(self, **more) -> dict:
        """The manifest, written last; files of earlier builds are removed."""
        total = sum(f["bytes"] for f in self.files.values() if f["press"])
        version = sha256(json.dumps(self.files).encode()).hexdigest()[:16]
        manifest = {"version": version, **more, "total": total, "files": self.files}
        text = json.dumps(manifest, indent=1)
        (self.folder / "manifest.json").write_text(f"{text}\n", encoding="utf-8")
        kept = {"manifest.json", *(f["path"] for f in self.files.values())}
        for old in self.folder.iterdir():
            if old.name not in kept:
                old.unlink()
        return manifest
