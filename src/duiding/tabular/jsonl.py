"""Rows of JSONL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from duiding.encoding import without_surrogates
from duiding.errors import InputError

_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def jsonl_rows(file: IO[str], path: Path) -> Iterator[dict[str, str]]:
    """Read one JSON object a line, each value as text."""
    return map(as_row, jsonl_records(file, path))


def jsonl_records(file: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    """Read one JSON object a line.

    Raises:
        InputError: a line is not JSON, not an object, or has a key twice; the line is named.

    """
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            record = parse(line)
        except KeyError as error:
            raise InputError(f"{path}, line {number}: the key {error} stands there twice: keep one.") from error
        except (ValueError, RecursionError) as error:
            reason = reason_of(error)
            raise InputError(f"{path}, line {number}: not JSON ({reason}): expected one object a line.") from error
        if not isinstance(record, dict):
            raise InputError(f"{path}, line {number}: found {type(record).__name__}, expected one object a line.")
        yield record


def parse(text: str) -> Any:
    """Read JSON; halves of UTF-16 pairs, which it can hold and no file can, become U+FFFD.

    Raises:
        ValueError: it is none, or a number has thousands of digits.
        KeyError: an object has a key twice.
        RecursionError: it is nested too deeply.

    """
    found = json.loads(text, object_pairs_hook=_object)
    return _writable(found) if _HALF.search(text) else found


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        return _object([(without_surrogates(name), _writable(one)) for name, one in value.items()])
    return [_writable(one) for one in value] if isinstance(value, list) else value


def reason_of(error: Exception) -> str:
    """Say in few words why ``parse`` failed."""
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deeply" if isinstance(error, RecursionError) else "a number of thousands of digits"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise KeyError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def as_row(record: Mapping[str, Any]) -> dict[str, str]:
    """Make every value of a JSON object text; an absent one is an empty string."""
    return {str(name): _as_text(value) for name, value in record.items()}


def _lines(file: IO[str]) -> Iterator[str]:
    """Give lines that end in a line feed; a lone carriage return or U+2028 inside a line is part of it."""
    rest = ""
    while block := file.read(1 << 16):
        *whole, rest = (rest + block).split("\n")
        yield from whole
    yield rest


def _as_text(value: object) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')
