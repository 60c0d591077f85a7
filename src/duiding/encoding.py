"""Bytes -> text, never by a silent guess."""

from __future__ import annotations

from typing import NamedTuple

from charset_normalizer import from_bytes

from duiding.errors import DuidingError

# Dutch is written in these; without the hint, a short text of theirs is easily taken for Czech or Baltic.
_WESTERN = ["cp1252", "iso8859_15", "mac_roman", "cp850"]


class Decoded(NamedTuple):
    """Text and the encoding it was in; ``guessed`` where that had to be detected."""

    text: str
    encoding: str
    guessed: bool


def decode(raw: bytes, where: str) -> Decoded:
    """Decode UTF-8 with or without a byte order mark, UTF-16 with one, else what charset-normalizer detects.

    Args:
        raw: the bytes.
        where: what to call them in an error.

    Raises:
        DuidingError: the bytes are not text.

    >>> decode("Genève".encode("utf-8-sig"), "x").text
    'Genève'

    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(raw.decode("utf-16"), "utf-16", False)
        except UnicodeDecodeError as error:
            raise DuidingError(_not_text(where)) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _detect(raw, where)
    if "\x00" in text:
        raise DuidingError(_not_text(where))
    return Decoded(text, "utf-8", False)


def _detect(raw: bytes, where: str) -> Decoded:
    sample = b"" if b"\x00" in raw else raw[:200_000]
    best = from_bytes(sample, cp_isolation=_WESTERN).best() or from_bytes(sample).best() if sample else None
    if best is None:
        raise DuidingError(_not_text(where))
    try:
        return Decoded(raw.decode(best.encoding), best.encoding, True)
    except (UnicodeDecodeError, LookupError) as error:
        raise DuidingError(_not_text(where)) from error


def _not_text(where: str) -> str:
    return f"{where} is not text in any encoding that we know: save it as UTF-8."
