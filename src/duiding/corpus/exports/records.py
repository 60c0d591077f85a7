"""Read JSON, as a list or one object a line, whatever the file's ending says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duiding.encoding import open_text
from duiding.errors import DuidingError, InputError
from duiding.tabular import recognise
from duiding.tabular.jsonl import jsonl_records, parse, reason_of

Record = dict[str, Any]


def read_records(path: Path, source: str) -> list[Record]:
    """Read the objects of a file.

    Raises:
        DuidingError: the file is empty, is not text, or holds something that is no object.

    """
    with open_text(path, source) as (file, _):
        if not (begin := _first_sign(file.read(1 << 16))):
            raise DuidingError("%(source)s is empty: expected labelled sentences.", source=source)
        file.seek(0)
        if begin != "[":
            return _lines_or_one(file.read() if path.suffix.lower() == ".json" else "", path, source)
        return _listed(_parsed(file.read(), source), source)


def fields_of(record: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """Give what else a record tells, as text; lists and objects are left out."""
    kept = {name: value for name, value in record.items() if name not in taken and not name.startswith("_")}
    return {
        str(name): value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in kept.items()
        if isinstance(value, str | int | float | bool)
    }


def _first_sign(text: str) -> str:
    return text.lstrip()[:1]


def _lines_or_one(whole: str, path: Path, source: str) -> list[Record]:
    """Read lines of JSON; a file that is called .json may also hold a single object, written over several lines."""
    if whole:
        try:
            found = parse(whole)
            return _listed(_wrapped(found) or [found], source)
        except (ValueError, RecursionError):
            pass
        except KeyError as error:
            raise InputError(f"{source}: the key {error} stands there twice: keep one.") from error
    with open_text(path, source) as (file, _):
        return list(jsonl_records(file, Path(source)))


def _wrapped(value: Any) -> list[Any]:
    """Give the objects in the one list that an object holds beside what is said of all of them; nothing if it is a record itself.

    What predict writes as JSON says under ``about`` what made it.
    """
    if not isinstance(value, dict) or any(isinstance(one, dict) for key, one in value.items() if key != "about"):
        return []
    lists = [one for one in value.values() if isinstance(one, list) and any(isinstance(item, dict) for item in one)]
    is_record = recognise([str(key) for key in value], "text", "") is not None
    return lists[0] if len(lists) == 1 and not is_record else []


def _parsed(text: str, source: str) -> Any:
    try:
        return parse(text)
    except KeyError as error:
        raise InputError(f"{source}: the key {error} stands twice in one object: keep one.") from error
    except json.JSONDecodeError as error:
        raise DuidingError(f"{source}, line {error.lineno}: not JSON ({error.msg}): export it again.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{source}: not JSON ({reason_of(error)}): export it again.") from error


def _listed(values: list[Any], source: str) -> list[Record]:
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict):
            raise DuidingError(f"{source}, row {number}: found {type(value).__name__}, expected an object.")
    return values
