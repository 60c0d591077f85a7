"""Alter model folders in every way that a file can be altered, and see that reading one ends in a model or a ``DuidingError``."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load, save

import duiding
from duiding import Model
from duiding.drift import Drift
from duiding.errors import DuidingError

TEXTS = ["De ministers praten in Wenen over vrede.", "Raketten troffen de stad.", "Het regent."]
PACKAGES = [
    "joblib",
    "numpy",
    "antigravity",
    "this",
    "en_core_web_sm",
    "../model",
    "os",
    "nl_core_news_lg",
    "nl_\nx",
    "blank:nl",
    "auto",
]
STRANGE: list[Any] = [
    None,
    True,
    -1,
    0,
    1.5,
    2**63,
    10**400,
    1e308,
    "",
    "x",
    "€",
    "a\n\x1b[31mb",
    [],
    {},
    [[]],
    {"a": 1},
    ["x", "x"],
    [1, "x"],
]
DTYPES = ["float16", "float32", "float64", "int8", "int32", "int64", "uint64", "bool"]
Change = Callable[[Path, random.Random], None]


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
        """Put other bytes in the place of a part; ``fit`` has the manifest say that they are right."""
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


def mutate(path: Path, draw: random.Random) -> str:
    """Alter one thing in a model folder; gives its kind."""
    name = draw.choice(list(CHANGES))
    CHANGES[name](path, draw)
    return name


def _bytes(path: Path, draw: random.Random) -> None:
    folder, part = Folder(path), draw.choice(["arrays", "vocabulary"])
    raw = bytearray(folder.file(part).read_bytes())
    start = draw.randrange(min(len(raw), draw.choice([200, len(raw)])))
    how = draw.choice(["flip", "cut", "zero", "add", "repeat", "empty"])
    if how == "flip":
        for _ in range(draw.choice([1, 1, 10])):
            raw[draw.randrange(start, len(raw))] ^= 1 << draw.randrange(8)
    elif how == "zero":
        raw[start : start + 64] = bytes(len(raw[start : start + 64]))
    else:
        raw = {"cut": raw[:start], "add": raw + bytes(start), "repeat": raw[:start] + raw, "empty": bytearray()}[how]
    folder.put(part, bytes(raw), fit=draw.random() < 0.8)


def _heading(path: Path, draw: random.Random) -> None:
    folder = Folder(path)
    header, name = folder.header, draw.choice(list(folder.header))
    how = draw.choice(["dtype", "shape", "offsets", "drop", "rename", "twice", "length", "strange"])
    if how == "length":
        folder.put_header(json.dumps(header), draw.choice([0, 1, 7, 8_000_000_000, 2**63, 2**64 - 1]))
        return
    if how == "twice":
        text = json.dumps(header)
        folder.put_header(f'{text[:-1]}, "{name}": {json.dumps(header[name])}}}')
        return
    if how == "drop":
        header.pop(name)
    elif how == "rename":
        header[name + "\nx"] = header.pop(name)
    elif how == "strange":
        header[name] = draw.choice(STRANGE)
    elif how == "dtype":
        header[name]["dtype"] = draw.choice(["F16", "BF16", "F8_E4M3", "I64", "U8", "BOOL", "C64", "X"])
    elif how == "shape":
        header[name]["shape"] = draw.choice([[1_000_000_000], [0], [-1], [2**62, 4], [1.5], "x", [[1]], []])
    else:
        header[name]["data_offsets"] = draw.choice(
            [[0, 8_000_000_000], [8, 0], [0, 0], [-8, 0], [2**64, 2**65], ["0", "8"]]
        )
    folder.put_header(json.dumps(header))


def _array(path: Path, draw: random.Random) -> None:
    folder = Folder(path)
    arrays = folder.arrays
    name = draw.choice([name for name, array in arrays.items() if array.size])
    array = arrays[name].copy()
    how = draw.choice(["value", "dtype", "longer", "shorter", "flat", "turned", "drop", "more"])
    if how == "value":
        others: dict[str, list[float]] = {"f": [np.nan, np.inf, -1, 1e9], "u": [0, 65, 254, 255]}
        array.flat[draw.randrange(array.size)] = draw.choice(others.get(array.dtype.kind, [-1]))
    elif how == "dtype":
        array = array.astype(draw.choice(DTYPES))
    elif how == "longer":
        array = np.concatenate([array, array])
    elif how == "shorter":
        array = array[: draw.randrange(len(array))] if array.ndim else array.reshape(1)
    elif how == "flat":
        array = array.reshape(-1)
    elif how == "turned":
        array = np.ascontiguousarray(array.T)[..., None]
    arrays[name if how != "more" else name + ".more"] = array
    if how == "drop":
        arrays.pop(name)
    with np.errstate(all="ignore"):
        folder.arrays = arrays


def _word(path: Path, draw: random.Random) -> None:
    folder = Folder(path)
    if draw.random() < 0.2:
        text = draw.choice(
            ["[" * 100_000, '{"a": NaN}', '{"a": 1, "a": 2}', "9" * 5000, '"\\ud800"', "null", "", "\xff"]
        )
        folder.put("vocabulary", text.encode("latin-1"))
        return
    folder.words = altered(folder.words, draw)


def _manifest(path: Path, draw: random.Random) -> None:
    folder = Folder(path)
    manifest = folder.manifest
    how = draw.choice(["node", "node", "node", "pipeline", "twice", "cut", "file", "size"])
    part = draw.choice(["arrays", "vocabulary"])
    if how in ("twice", "cut"):
        text = json.dumps(manifest)
        text = f'{text[:-1]}, "name": "x"}}' if how == "twice" else text[: draw.randrange(len(text))]
        (path / "manifest.json").write_text(text, encoding="utf-8")
        return
    if how == "pipeline":
        manifest["pipeline"]["name"] = draw.choice(PACKAGES)
    elif how == "file":
        manifest["files"][part]["name"] = draw.choice(
            ["../x", "/etc/passwd", "README.md", "manifest.json", "", "model-x"]
        )
    elif how == "size":
        manifest["files"][part]["size"] = draw.choice([0, -1, 8_000_000_000, 2**70])
    folder.manifest = altered(manifest, draw) if how == "node" else manifest


def _files(path: Path, draw: random.Random) -> None:
    files = sorted(one for one in path.iterdir() if one.name != "README.md")
    one, other = draw.sample(files, 2)
    how = draw.choice(["missing", "swapped", "folder", "huge", "link"])
    if how == "swapped":
        a, b = one.read_bytes(), other.read_bytes()
        one.write_bytes(b)
        other.write_bytes(a)
        return
    one.unlink()
    if how == "folder":
        one.mkdir()
    elif how == "link":
        one.symlink_to(draw.choice(["/dev/zero", "/dev/null", str(one), "/nowhere"]))
    elif how == "huge":
        with one.open("wb") as file:
            file.truncate(8_000_000_000)  # takes no room on the disk


CHANGES: dict[str, Change] = {
    "bytes": _bytes,
    "heading": _heading,
    "array": _array,
    "word": _word,
    "manifest": _manifest,
    "files": _files,
}


def altered(content: Any, draw: random.Random) -> Any:
    """Alter one thing somewhere in what JSON has read."""
    if not isinstance(content, dict | list) or not content or draw.random() < 0.15:
        return draw.choice(STRANGE)
    if isinstance(content, list):
        place = draw.randrange(len(content))
        fresh = list(content)
        how = draw.choice(["in", "in", "drop", "twice"])
        fresh[place : place + 1] = {"in": [altered(content[place], draw)], "drop": [], "twice": [content[place]] * 2}[
            how
        ]
        return fresh
    key = draw.choice(list(content))
    how = draw.choice(["in", "in", "in", "drop", "rename"])
    if how == "in":
        return {**content, key: altered(content[key], draw)}
    rest = {other: value for other, value in content.items() if other != key}
    return {**rest, f"{key}\nx": content[key]} if how == "rename" else rest


def use(model: Model) -> None:
    """Do with a model all that reads something of it."""
    model.predict_proba(TEXTS)
    model.explain(TEXTS)
    if model.reference:
        drift = Drift(model.reference, model.classifier.threshold_)
        for one in model.stream(TEXTS):
            drift.add(one)
        drift.report()


def fuzz(model: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Alter a copy of a model so many times, each time anew, and read it.

    Args:
        model: folder of a small model.
        scratch: where copies are made.
        count: of altered folders.
        seed: of what is altered.

    Returns:
        How many of each kind of change were ``refused`` and how many ``read``, as in ``array: refused``.

    Raises:
        AssertionError: something else than a ``DuidingError`` came of one; it is told how to make it again.

    """
    found: Counter[str] = Counter()
    for number in range(seed, seed + count):
        folder = scratch / f"altered-{number}"
        shutil.copytree(model, folder)
        kind = mutate(folder, random.Random(number))  # noqa: S311  # no secret
        try:
            use(duiding.load(folder))
            found[f"{kind}: read"] += 1
        except DuidingError as error:
            assert len(str(error).splitlines()) == 1, (number, kind, str(error))
            found[f"{kind}: refused"] += 1
        except Exception as error:
            raise AssertionError(f"seed {number}, {kind}: {type(error).__name__}: {error}") from error
        shutil.rmtree(folder)
    return found
