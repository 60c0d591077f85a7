"""What is known of a piece of work that was done: a small JSON file, whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from duiding.files import write_whole


def read_record(path: Path) -> dict[str, Any]:
    """Read a record; empty where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_record(path: Path, **known: Any) -> None:
    """Write a record.

    Raises:
        DuidingError: it can't be written.

    """
    write_whole(path, json.dumps(known, ensure_ascii=False, indent=1) + "\n", force=True)
