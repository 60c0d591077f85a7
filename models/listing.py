"""All models in a folder, broken ones with what is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.markup import escape
from rich.table import Table

from duiding.cli.hints import called
from duiding.errors import DuidingError
from duiding.store import Manifest, check


class Listed(NamedTuple):
    """A model folder: its manifest, or why it can't be used."""

    name: str
    manifest: Manifest | None
    broken: str = ""


def find_models(folder: Path) -> list[Listed]:
    """Look through a folder of models, by name; hidden folders and those of Python itself are no models."""
    if not folder.is_dir():
        return []
    inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "__")))
    return [_look(path) for path in inside]


def _look(folder: Path) -> Listed:
    try:
        return Listed(folder.name, check(folder))
    except DuidingError as error:
        return Listed(folder.name, None, str(error))
    except OSError as error:
        return Listed(folder.name, None, f"{folder} can't be read ({error.strerror or error}).")


def record(one: Listed) -> dict[str, Any]:
    """Give what the list tells of a model; of a broken one only its name and why."""
    manifest = one.manifest
    if manifest is None:
        return {"name": one.name, "broken": one.broken}
    return {
        "name": one.name,
        "created": manifest.created,
        "sentences": manifest.corpus.sentences,
        "articles": manifest.corpus.articles,
        "macro_f1": manifest.scores.get("macro_f1"),
        "labels": manifest.labels,
        "pipeline": f"{manifest.pipeline.name} {manifest.pipeline.version}",
        "sources": manifest.corpus.sources,
        "broken": None,
    }


def to_json(found: Sequence[Listed]) -> str:
    """Write the list as JSON."""
    return json.dumps([record(one) for one in found], ensure_ascii=False, indent=2)


def models_table(found: Sequence[Listed]) -> Table:
    """Lay the list out, a model a row, broken ones below with the reason."""
    table = Table(title="Models", title_justify="left")
    for column in ("model", "made", "sentences", "articles", "macro-F1*", "pipeline"):
        words = column in ("model", "made", "pipeline")
        table.add_column(
            column, justify="left" if words else "right", no_wrap=column in ("model", "made"), overflow="fold"
        )
    for one in map(record, found):
        if one["broken"] is None:
            score = "–" if one["macro_f1"] is None else f"{one['macro_f1']:.3f}"
            figures = (f"{one['sentences']:,}", f"{one['articles']:,}", score)
            table.add_row(escape(one["name"]), escape(one["created"][:10]), *figures, escape(one["pipeline"]))
        else:
            table.add_row(escape(one["name"]), "broken", "", "", "", "")
    reasons = [f"{one.name} is broken: {one.broken}" for one in found if one.broken]
    caption = f"* cross-validated, each on its own data: models are compared by '{called('train')} --against'"
    table.caption = escape("\n".join([caption, *reasons]))
    table.caption_justify = "left"
    return table
