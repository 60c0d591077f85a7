"""A model folder whose parts can be read and written back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from safetensors.numpy import load, save


class Folder:
    """A model folder whose parts can be read and written back, with a manifest that vouches for them.

    Args:
        path: of the folder.

    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def manifest(self) -> dict[str, Any]:
        """The contents of its manifest."""
        found: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        return found

    @manifest.setter
    def manifest(self, content: Any) -> None:
        (self.path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")

    def file(self, part: str) -> Path:
        """Give the file of a part, ``arrays`` or ``vocabulary``."""
        return self.path / str(self.manifest["files"][part]["name"])

    def put(self, part: str, raw: bytes, *, fit: bool = True) -> None:
        """Put other bytes in the place of a part.

        Args:
            part: ``arrays`` or ``vocabulary``.
            raw: the bytes.
            fit: whether the manifest says that they are right.

        """
        if not fit:
            self.file(part).write_bytes(raw)
            return
        self.file(part).unlink()
        manifest, digest = self.manifest, hashlib.sha256(raw).hexdigest()
        kind, ending = manifest["files"][part]["name"].split("-")[0], manifest["files"][part]["name"].split(".")[1]
        record = {"name": f"{kind}-{digest[:12]}.{ending}", "size": len(raw), "sha256": digest}
        self.manifest = {**manifest, "files": {**manifest["files"], part: record}}
        self.file(part).write_bytes(raw)

    @property
    def arrays(self) -> dict[str, Any]:
        """The arrays of the model, by name."""
        return dict(load(self.file("arrays").read_bytes()))

    @arrays.setter
    def arrays(self, arrays: dict[str, Any]) -> None:
        self.put("arrays", save(arrays))

    @property
    def words(self) -> dict[str, Any]:
        """The words of the model, by name."""
        found: dict[str, Any] = json.loads(self.file("vocabulary").read_text(encoding="utf-8"))
        return found

    @words.setter
    def words(self, words: Any) -> None:
        self.put("vocabulary", json.dumps(words).encode())

    @property
    def header(self) -> dict[str, Any]:
        """The heading of the arrays: type, shape and place of each."""
        raw = self.file("arrays").read_bytes()
        found: dict[str, Any] = json.loads(raw[8 : 8 + int.from_bytes(raw[:8], "little")])
        return found

    def put_header(self, text: str, length: int | None = None) -> None:
        """Put another heading before the arrays, and say that it is so long."""
        raw = self.file("arrays").read_bytes()
        data, heading = raw[8 + int.from_bytes(raw[:8], "little") :], text.encode()
        self.put("arrays", (len(heading) if length is None else length).to_bytes(8, "little") + heading + data)
