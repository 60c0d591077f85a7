"""A cache of parses on disk, so that only new sentences are parsed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from duiding.disk_cache import DiskCache
from duiding.language.parsed import ParsedSentence

SCHEMA = 4  # a new number makes a new file: a change of ParsedSentence must not meet old records


class ParseCache(DiskCache[ParsedSentence]):
    """Parses of sentences by one pipeline with one set of components.

    Args:
        identity: what the parses depend on: pipeline name, version and components, as text.
        folder: see ``DiskCache``.

    """

    def __init__(self, identity: str, folder: Path | None = None) -> None:
        super().__init__("parse", f"{SCHEMA}|{identity}", folder)

    def encode(self, result: ParsedSentence) -> list[Any]:
        """Turn a parse into plain lists."""
        return result.to_record()

    def decode(self, record: Any) -> ParsedSentence:
        """Read a parse back."""
        return ParsedSentence.from_record(record)
