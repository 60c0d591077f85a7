"""One article: its sentences in their frames, why each has its own, and what the coder says of it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from duiding.errors import MissingFileError
from workbench.pages.marking import mark_of, take_back
from workbench.pages.shared import Frames, frames_of, project_page, strip_of, workspace_of
from workbench.server.forms import field, number_of, posted
from workbench.server.languages import language_of
from workbench.server.rendering import back, coder_of, said
from workbench.storage.marks import Mark
from workbench.work.workspace import Workspace

_BETWEEN = 2  # characters between two sentences from which on another paragraph begins
_HEADING = 90  # characters: a longer paragraph without a full stop is text all the same
_CLOSED = tuple(".!?…:;”\"'»)")


class Shown(NamedTuple):
    """A sentence as the page shows it: the model's frame, the coder's, and how sure the model is, from 0 to 10."""

    number: int
    text: str
    label: str
    frame: int
    strength: int
    uncertain: bool
    mine: str
    mine_frame: int
    notes: str


def article(request: Request) -> Response:
    """Show an article, and the sentence that is asked for."""
    workspace, frames, row = _asked(request)
    coder = coder_of(request)
    sentences = workspace.index.sentences(row["key"])
    marks = {number: workspace.labels.given((row["id"], number)).get(coder) for number in _numbers(sentences)}
    shown = [_shown(one, frames, marks[one["number"]]) for one in sentences]
    chosen = request.query_params.get("s", "")
    before, behind = workspace.index.neighbours(row["key"])
    return project_page(
        request,
        "article.html.j2",
        frames=frames,
        article=row,
        fields=json.loads(row["fields"]),
        counts=frames.share(json.loads(row["counts"])),
        strip=[] if workspace.project.settings.blind else strip_of(row, frames),
        paragraphs=_paragraphs(sentences, shown),
        before=before,
        behind=behind,
        blind=workspace.project.settings.blind,
        **_panel(workspace, frames, row, number_of(chosen), coder),
    )


def panel(request: Request) -> Response:
    """Show what is known of one sentence, for the page to put in place."""
    workspace, frames, row = _asked(request)
    known = _panel(workspace, frames, row, number_of(request.path_params["number"]), coder_of(request))
    blind = workspace.project.settings.blind
    return project_page(request, "sentence.html.j2", frames=frames, article=row, blind=blind, **known)


def label(request: Request, form: FormData) -> Response:
    """Keep what the coder says of a sentence, or take it back."""
    workspace, frames, row = _asked(request)
    number = number_of(field(form, "number"))
    coder = coder_of(request)
    if field(form, "label"):
        kept = workspace.labels.add(mark_of(workspace, row, number, field(form, "label"), coder, field(form, "notes")))
    else:
        kept = take_back(workspace, (row["id"], number), coder)
    if not request.headers.get("accept", "").startswith("application/json"):
        return back(f"/p/{workspace.project.name}/a/{row['key']}?s={number}#s{number}")
    return JSONResponse(
        {
            "label": kept.label,
            "shown": frames.shown(kept.label),
            "frame": frames.number(kept.label),
            "told": _told(request, kept, frames),
        }
    )


def _told(request: Request, kept: Mark, frames: Frames) -> str:
    if not kept.label:
        return said(request, "Sentence %(number)s: label taken back.", number=kept.sentence)
    return said(request, "Sentence %(number)s: %(label)s, saved.", number=kept.sentence, label=frames.shown(kept.label))


def _asked(request: Request) -> tuple[Workspace, Frames, sqlite3.Row]:
    workspace = workspace_of(request)
    row = workspace.index.article(request.path_params["key"])
    if row is None:
        raise MissingFileError("This article is not in the project (any more).")
    return workspace, frames_of(workspace, language_of(request)), row


def _numbers(sentences: list[sqlite3.Row]) -> list[int]:
    return [one["number"] for one in sentences]


def _shown(one: sqlite3.Row, frames: Frames, mark: Mark | None) -> Shown:
    mine = (
        mark if mark and mark.text == one["text"] else None
    )  # a label of a text that was another then is none of this one
    chances = json.loads(one["chances"])
    return Shown(
        one["number"],
        one["text"],
        one["label"],
        frames.number(one["label"]),
        round(10 * chances[one["label"]]),
        bool(one["uncertain"]),
        mine.label if mine else "",
        frames.number(mine.label) if mine else -1,
        mine.notes if mine else "",
    )


def _panel(workspace: Workspace, frames: Frames, row: sqlite3.Row, number: int, coder: str) -> dict[str, Any]:
    one = workspace.index.sentence(row["key"], number)
    if one is None:
        return {"one": None}
    given = workspace.labels.given((row["id"], number))
    chances = sorted(json.loads(one["chances"]).items(), key=lambda pair: -pair[1])
    return {
        "one": _shown(one, frames, given.get(coder)),
        "chances": [(frames.number(name), name, chance) for name, chance in chances],
        "why": json.loads(one["notes"]),
        "settled": workspace.labels.settled().get((row["id"], number)),
    }


class Paragraph(NamedTuple):
    """Sentences that stand together; a heading is one short one that does not end as a sentence."""

    heading: bool
    sentences: list[Shown]


def _paragraphs(sentences: list[sqlite3.Row], shown: list[Shown]) -> list[Paragraph]:
    groups: list[list[Shown]] = []
    end = None
    for one, view in zip(sentences, shown, strict=True):
        if end is None or one["start"] - end >= _BETWEEN or one["start"] < end:
            groups.append([])
        groups[-1].append(view)
        end = one["end"]
    return [Paragraph(_is_heading(group), group) for group in groups]


def _is_heading(group: list[Shown]) -> bool:
    return len(group) == 1 and len(group[0].text) <= _HEADING and not group[0].text.endswith(_CLOSED)


ROUTES = [
    Route("/p/{project}/a/{key}", article),
    Route("/p/{project}/a/{key}/{number}", panel),
    Route("/p/{project}/a/{key}", posted(label), methods=["POST"]),
]
