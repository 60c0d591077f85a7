"""JSON: an array of articles or of their texts, an object that holds one array of them, an article, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from duiding.documents.article import Tell
from duiding.documents.date_column import DateColumn
from duiding.documents.newspapers.parts import numbered
from duiding.documents.records import article_from, without_text
from duiding.documents.roles import find_roles
from duiding.encoding import decode
from duiding.errors import ColumnError, InputError
from duiding.prediction import Article
from duiding.tabular import recognise


def read(raw: bytes, name: str, where: str, *, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read articles; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        skip: told of objects without text.
        notice: told what it was read as.
        more: what other readers need.

    """
    records = _records(_parsed(decode(raw, where).text, where))
    rows = [_row(record) for record in records if isinstance(record, dict)]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    try:
        roles = find_roles(columns, where)
    except ColumnError as error:
        found = f", found {', '.join(columns[:12])}" if columns else ""
        raise InputError(
            f"{where} is JSON without articles: expected objects with a text or content{found}."
        ) from error
    notice(f"{where}: read as JSON, {len(rows)} articles{roles.told and f': {roles.told}'}.")
    dates = DateColumn()
    for number, row in enumerate(rows, 1):
        own = roles.of(row)
        if trouble := without_text(row, own):
            keys = "" if row.keys() & set(own.texts) else f": it has {', '.join(list(row)[:12]) or 'no keys'}"
            skip(f"{where}, object {number} {trouble}{keys}.")
            continue
        dates.see(row.get(own.date, ""), f"object {number}")
        yield article_from(row, own, numbered(name, len(rows), number))
    for remark in dates.remarks(where):
        notice(remark)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise InputError(f"{where} is JSON that is nested too deeply.") from error
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            return (
                [json.loads(line, parse_int=str, parse_float=str) for line in lines]
                if len(lines) > 1
                else _refused(where, error)
            )
        except (ValueError, RecursionError):
            return _refused(where, error)


def _refused(where: str, error: ValueError) -> Any:
    raise InputError(f"{where} is not JSON that can be read: {error}.") from error


def _records(parsed: Any) -> list[Any]:
    """Find the array of articles: the value itself, the only array of objects in an object, or the object."""
    while isinstance(parsed, dict):
        arrays = [
            value for value in parsed.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if recognise(
            [key for key, value in parsed.items() if isinstance(value, str | dict) and _as_text(value)], "text", "JSON"
        ):
            return [parsed]
        if len(arrays) > 1:  # such as articles and their sources
            arrays = [one for one in arrays if recognise(_keys(one), "text", "JSON")]
        inner = [value for value in parsed.values() if isinstance(value, dict)]
        if len(arrays) == 1:
            return list(arrays[0])
        if len(inner) != 1:
            return [parsed]
        parsed = inner[0]
    if isinstance(parsed, list) and parsed and all(isinstance(one, str) for one in parsed):
        return [{"text": one} for one in parsed]
    return parsed if isinstance(parsed, list) else []


def _keys(records: list[Any]) -> list[str]:
    return list(dict.fromkeys(key for record in records if isinstance(record, dict) for key in record))


def _row(record: Mapping[str, Any]) -> dict[str, str]:
    """Make each value text; a list of paragraphs becomes a text of blocks, an object with a name its name."""
    row = {str(key): _as_text(value) for key, value in record.items()}
    inner = [value for value in record.values() if isinstance(value, dict) and recognise(list(value), "text", "JSON")]
    if len(inner) == 1 and not recognise(list(row), "text", "JSON"):  # as in a task of Label Studio
        row |= {str(key): _as_text(value) for key, value in inner[0].items()}
    return row


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("name", "title", "rendered") if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, list) else str(value)
