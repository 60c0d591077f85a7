"""The ways in which a model folder is altered: bytes, headings, arrays, words, manifests, files."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.faults.folder import Folder
from benchmarks.faults.values import STRANGE, altered

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
DTYPES = ["float16", "float32", "float64", "int8", "int32", "int64", "uint64", "bool"]
Change = Callable[[Path, random.Random], None]


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
        with np.errstate(all="ignore"):
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
