"""What the pages of a project share: which project, which frames, and how sentences are shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse

from duiding.labels import SHIPPED, LabelSet
from workbench.server.languages import language_of, spoken
from workbench.server.rendering import page
from workbench.work.workspace import Workspace, Workspaces

_WIDTH = 1000  # of a strip, in its own units


class Frame(NamedTuple):
    """A label as the pages show it: its number, its name in data and as shown, its meaning, key and colour."""

    number: int
    name: str
    shown: str
    meaning: str
    key: str
    colour: str


class Frames:
    """The labels of a project, in order.

    Args:
        known: what is known of them.
        language: in which names and meanings that the core knows are shown.

    """

    def __init__(self, known: LabelSet, language: str = "en") -> None:
        self.no_frame, term = known.no_frame, spoken(language).term
        names = [term(one.shown) for one in known.labels]
        self.all = [
            Frame(i, one.name, shown, term(one.meaning), key, one.colour)
            for i, (one, shown, key) in enumerate(zip(known.labels, names, keys_for(names), strict=True))
        ]
        self._by_name = {frame.name: frame for frame in self.all}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def number(self, name: str) -> int:
        """Give the number of a label; -1 where the model in use has no such label."""
        return self._by_name[name].number if name in self._by_name else -1

    def shown(self, name: str) -> str:
        """Give the name shown of a label."""
        return self._by_name[name].shown if name in self._by_name else name

    def share(self, counts: Mapping[str, int]) -> list[tuple[Frame, int, float]]:
        """Give each frame with its count and its share."""
        total = sum(counts.values()) or 1
        return [(frame, counts.get(frame.name, 0), counts.get(frame.name, 0) / total) for frame in self.all]


def keys_for(names: Sequence[str]) -> list[str]:
    """Give each label the first letter of it that no label before it has and no page uses otherwise; empty where none is left.

    >>> keys_for(["diplomatic", "escalatory", "sanction", "other", "undo"])
    ['d', 'e', 's', 'o', '']
    """
    taken: list[str] = []
    for name in names:
        letters = (one for one in name.lower() if one.isalpha() and one not in (*taken, *"nu"))
        taken.append(next(letters, ""))
    return taken


def workspace_of(request: Request) -> Workspace:
    """Give the project that a page is about.

    Raises:
        MissingFileError: there is none.

    """
    workspaces: Workspaces = request.app.state.workspaces
    return workspaces.get(request.path_params["project"])


def frames_of(workspace: Workspace, language: str = "en") -> Frames:
    """Give the labels of a project: those of its model, else those that were given.

    Args:
        workspace: the project.
        language: in which they are shown.

    """
    manifest = workspace.project.manifest
    known = manifest.label_set.of(manifest.labels) if manifest else SHIPPED.of(workspace.index.counts())
    return Frames(known, language)


def project_page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Make a page of a project; see ``page``."""
    workspace = workspace_of(request)
    shared = {"workspace": workspace, "project": workspace.project, "base": f"/p/{workspace.project.name}"}
    return page(
        request, template, status, **{"frames": frames_of(workspace, language_of(request)), **shared, **context}
    )


class Block(NamedTuple):
    """A sentence's part of a strip."""

    frame: int
    x: float
    width: float
    opacity: float


def strip_of(article: sqlite3.Row, frames: Frames) -> list[Block]:
    """Lay the sentences of an article out beside each other, each as wide as it is long."""
    labels = list(json.loads(article["counts"]))
    parts = json.loads(article["strip"])
    total, at, blocks = sum(length for _, _, length in parts) or 1, 0.0, []
    for place, strength, length in parts:
        width = _WIDTH * length / total
        blocks.append(
            Block(
                frames.number(labels[place]),
                round(at, 1),
                round(max(width - 1.5, 0.5), 1),
                round(0.3 + 0.7 * strength, 2),
            )
        )
        at += width
    return blocks
