"""Alter files of every kind that is read, and see that reading one ends in articles, sentences or a ``DuidingError``."""

from __future__ import annotations

import io
import json
import random
import signal
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from benchmarks.faults.samples import write_samples
from benchmarks.faults.values import altered
from duiding.corpus import read_labelled
from duiding.errors import DuidingError
from duiding.prediction import sentences_of
from predict.inputs import Reader, find_inputs

SECONDS = 20  # for one file
WORDS: list[bytes] = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"\n",
    b"\r",
    b"\\ud800",
    b"9" * 5000,
    b"<" * 2000,
    b"[" * 100_000,
    b"<meta charset=utf-16>",
    b"&#x0;",
    b"=HYPERLINK(1)",
    "\u2028\u202e\ufeff".encode(),
    b"a" * 200_000,
    b"XFD1048576",
    b"1e999",
    b"NaN",
]


def mutate(raw: bytes, ending: str, draw: random.Random) -> bytes:
    """Alter a file: its bytes, a value of its JSON, or a file that is packed in it.

    Args:
        raw: the file's bytes.
        ending: of its name.
        draw: what is altered.

    """
    if raw[:2] == b"PK" and draw.random() < 0.7:
        return _repacked(raw, draw)
    if ending in (".json", ".jsonl") and draw.random() < 0.6:
        return _altered_json(raw, ending, draw)
    for _ in range(draw.choice([1, 1, 2, 8])):
        raw = _altered_bytes(raw, draw)
    return raw


def _altered_bytes(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(raw) + 1)
    end = min(len(raw), place + draw.choice([1, 2, 16, 500]))
    how = draw.choice(["flip", "cut", "drop", "insert", "twice", "zero", "random"])
    if how == "cut":
        return raw[:place]
    middle = {
        "flip": bytes(byte ^ (1 << draw.randrange(8)) for byte in raw[place:end]),
        "drop": b"",
        "insert": draw.choice(WORDS) + raw[place:end],
        "twice": raw[place:end] * 2,
        "zero": bytes(end - place),
        "random": draw.randbytes(end - place),
    }[how]
    return raw[:place] + middle + raw[end:]


def _altered_json(raw: bytes, ending: str, draw: random.Random) -> bytes:
    if ending == ".json":
        return json.dumps(altered(json.loads(raw), draw)).encode()
    lines = raw.decode().splitlines()
    place = draw.randrange(len(lines))
    lines[place] = json.dumps(altered(json.loads(lines[place]), draw))
    return "\n".join(lines).encode()


def _repacked(raw: bytes, draw: random.Random) -> bytes:
    """Alter one of the files in an archive, and pack them again so that the archive itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        chosen = draw.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            fresh.writestr(name, _altered_bytes(content, draw) if name == chosen else content)
    return out.getvalue()


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """End what takes longer than it may.

    Raises:
        TimeoutError: it does.

    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"over {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read_both_ways(path: Path) -> None:
    """Read a file as ``train`` does and as ``predict`` does.

    Raises:
        AssertionError: an error or a word about what was passed over has several lines.

    """
    said: list[str] = []
    try:
        read_labelled([path], notice=said.append)
    except DuidingError as error:
        said.append(str(error))
    for split in (True, False):
        reader = Reader(split=split, skip=said.append, notice=said.append)
        try:
            for article in reader.read(find_inputs([str(path)])):
                sentences_of(article)
        except DuidingError as error:
            said.append(str(error))
    assert all(len(one.splitlines()) == 1 for one in said), said


def fuzz(model: Path | None, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Alter so many files, each time anew, and read them.

    Args:
        model: not needed.
        scratch: where files are written.
        count: of altered files.
        seed: of what is altered.

    Returns:
        How many of each ending were read without anything but a ``DuidingError``.

    Raises:
        AssertionError: something else came of one; it is told how to make it again.

    """
    found: Counter[str] = Counter()
    samples = write_samples(scratch / "samples")
    for number in range(seed, seed + count):
        draw = random.Random(number)  # noqa: S311  # no secret
        sample = draw.choice(samples)
        path = scratch / f"altered-{number}{sample.suffix}"
        path.write_bytes(mutate(sample.read_bytes(), sample.suffix, draw))
        try:
            with within(SECONDS):
                read_both_ways(path)
        except BaseException as error:  # a panic of a library in Rust is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            raise AssertionError(f"seed {number}, {path.suffix}: {type(error).__name__}: {error}") from error
        path.unlink()
        found[sample.suffix] += 1
    return found
