"""Bytes -> text, never by a silent guess."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import webencodings
from charset_normalizer import from_bytes

from duiding.errors import DuidingError
from duiding.mixed_encoding import MIXED, is_mixed

# Dutch is written in these; without the hint, a short text of theirs is easily taken for Czech or Baltic.
_WESTERN = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
_NO_ENCODINGS = frozenset(["unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-7"])  # Python's, of no page
_SAMPLE = 200_000  # bytes that the detection looks at
_BLOCK = 1 << 20


class Decoded(NamedTuple):
    """Text and the encoding it was in; ``guessed`` where that had to be detected."""

    text: str
    encoding: str
    guessed: bool


class Encoding(NamedTuple):
    """The encoding of a file; ``guessed`` where it had to be detected."""

    name: str
    guessed: bool


def decode(raw: bytes, where: str, declared: str | None = None) -> Decoded:
    """Decode UTF-8 with or without a byte order mark, UTF-16 with one, else what charset-normalizer detects.

    Args:
        raw: the bytes.
        where: what to call them in an error.
        declared: an encoding that the document names itself, tried where it is not UTF-8, and understood as browsers do:
            Latin-1 is Windows-1252.

    Raises:
        DuidingError: the bytes are not text.

    >>> decode("Genève".encode("utf-8-sig"), "x").text
    'Genève'

    """
    encoding = find_encoding(io.BytesIO(raw), where, declared)
    return Decoded(raw.decode(encoding.name), encoding.name.removesuffix("-sig"), encoding.guessed)


def find_encoding(file: IO[bytes], where: str, declared: str | None = None) -> Encoding:
    """Find an encoding in which the whole of a file can be read, holding no more than a block of it.

    Args:
        file: the file, which is read from its beginning to its end.
        where: what to call it in an error.
        declared: see ``decode``.

    Raises:
        DuidingError: the bytes are not text.

    """
    sample = file.read(_SAMPLE)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = [Encoding("utf-16", False)]
    else:
        tried = [Encoding("utf-8-sig", False)]
        if declared and (codec := _codec(declared, sample)):
            tried.append(Encoding(codec, False))
    for encoding in tried:
        if _fits(file, encoding.name):
            return encoding
    if is_mixed(sample) and _fits(file, MIXED):
        return Encoding(MIXED, True)
    if (guess := _detect(sample)) and _fits(file, guess):
        return Encoding(guess, True)
    raise DuidingError(f"{where} is not text in any encoding that we know: save it as UTF-8.")


@contextmanager
def open_text(path: Path, where: str) -> Iterator[tuple[IO[str], Encoding]]:
    """Open a text file in the encoding that it is in, line ends as they are.

    Args:
        path: the file, read twice: once to find the encoding, once by the caller.
        where: what to call it in an error.

    Raises:
        DuidingError: it can't be opened, or is not text.

    """
    try:
        with path.open("rb") as file:
            encoding = find_encoding(file, where)
            file.seek(0)
            with io.TextIOWrapper(file, encoding=encoding.name, newline="") as text:
                yield (text, Encoding(encoding.name.removesuffix("-sig"), encoding.guessed))
    except OSError as error:
        raise DuidingError("%(path)s can't be read (%(reason)s).", path=where, reason=error.strerror) from error


def without_surrogates(text: str) -> str:
    r"""Put U+FFFD in the place of halves of UTF-16 pairs, which stand for no character and fit in no file.

    >>> without_surrogates("a\ud83db")
    'a\ufffdb'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _codec(declared: str, sample: bytes) -> str | None:
    """Give Python's name for an encoding that a document declares (WHATWG Encoding Standard), or None if that can't be it."""
    known = webencodings.lookup(declared)
    name = str(known.codec_info.name) if known else declared.lower()
    if name in _NO_ENCODINGS or (name.startswith("utf-16") and b"\x00" not in sample):
        return None
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return name


def _fits(file: IO[bytes], encoding: str) -> bool:
    """Tell whether all of a file decodes, without the zero bytes that no text holds."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            if "\x00" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _detect(sample: bytes) -> str | None:
    if not sample or b"\x00" in sample:
        return None
    best = from_bytes(sample, cp_isolation=_WESTERN).best() or from_bytes(sample).best()
    return best.encoding if best else None
