"""A codec for files that were put together of UTF-8 and Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import Any

MIXED = "utf-8 with windows-1252"  # as files that were put together of both are

_USUAL = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]"
)  # letters with accents, quotation marks, €, in UTF-8
_SEVERAL = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WINDOWS = "duiding.windows-1252"  # what becomes of bytes that are not UTF-8
_IN_PART = 5


def is_mixed(sample: bytes) -> bool:
    """Tell whether bytes are UTF-8 in good part: in Windows-1252 its characters would be two or three odd ones, one behind the other."""
    whole = len(_USUAL.findall(sample))
    broken = sum(byte >= 0x80 for byte in _SEVERAL.sub(b"", sample))
    return whole * _IN_PART >= broken and b"\x00" not in sample


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


def _mixed(name: str) -> codecs.CodecInfo | None:
    """Find the codec ``MIXED``: UTF-8, and where that is broken, a byte of Windows-1252."""
    if name.replace("_", " ").replace("-", " ") != MIXED.replace("-", " "):
        return None
    plain = codecs.lookup("utf-8-sig")

    class Incremental(codecs.IncrementalDecoder):
        def __init__(self, errors: str = "strict") -> None:
            super().__init__(errors)
            assert plain.incrementaldecoder is not None
            self._decoder = plain.incrementaldecoder(_WINDOWS)

        def decode(self, input: Any, final: bool = False) -> str:
            return self._decoder.decode(input, final)

        def reset(self) -> None:
            self._decoder.reset()

    return codecs.CodecInfo(
        plain.encode,
        lambda raw, errors="strict": plain.decode(raw, _WINDOWS),
        incrementaldecoder=Incremental,
        incrementalencoder=plain.incrementalencoder,
        name=MIXED,
    )


codecs.register_error(_WINDOWS, _as_windows)
codecs.register(_mixed)
