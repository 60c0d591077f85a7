"""Label what teaches the model most, one sentence at a time."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from duiding.errors import InputError
from workbench.pages.marking import mark_of
from workbench.pages.shared import project_page, workspace_of
from workbench.projects.names import coder_name
from workbench.server.forms import field, number_of, posted
from workbench.server.languages import language_of
from workbench.server.rendering import back, coder_of
from workbench.storage.filling import key_of
from workbench.storage.marks import one_line
from workbench.work.choosing import Wanted
from workbench.work.workspace import Workspace


def ask(request: Request) -> Response:
    """Show the next sentence, or the form by which some are chosen."""
    workspace = workspace_of(request)
    after = request.query_params.get("after", "")
    return _page(request, workspace, "next.html.j2", number_of(after, -1))


def choosing(request: Request) -> Response:
    """Show how far the choice is, for the page to put in place."""
    return project_page(request, "choosing.html.j2", **_choice(workspace_of(request)))


def _choice(workspace: Workspace) -> dict[str, Any]:
    return {"task": workspace.choosing.task.state(), "came": workspace.choosing.came()}


def growth(request: Request) -> Response:
    """Show what more labels would be worth, or how far the drawing of that is, for the page to put in place."""
    return project_page(request, "growth.html.j2", **_growth(workspace_of(request)))


def grow(request: Request, form: FormData) -> Response:
    """Have the learning curve drawn, or stop that."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.growth.task.stop()
    else:
        workspace.growth.start(language_of(request))
    return back(f"/p/{workspace.project.name}/next#growth")


def _growth(workspace: Workspace) -> dict[str, Any]:
    return {"drawing": workspace.growth.task.state(), "curve": workspace.growth.curve()}


def answer(request: Request, form: FormData) -> Response:
    """Keep a label and go on to the next sentence, pass over one, or take the last label back."""
    workspace, coder = workspace_of(request), coder_of(request)
    place = number_of(field(form, "place"), -1)
    passed = -1
    match field(form, "do"):
        case "undo":
            if workspace.labels.undo(coder_name(coder)) is None:
                raise InputError("There is no label of yours to take back.")
            passed = _place_of_last(workspace, coder) - 1
        case "pass":
            passed = place
        case _:
            one = next((one for one in workspace.choosing.wanted() if one.place == place), None)
            if one is None:
                raise InputError("This sentence is not in the batch any more: load the page again.")
            _keep(workspace, one, field(form, "label"), coder, field(form, "notes"))
            passed = place
    if request.headers.get("x-part"):
        return _page(request, workspace, "asking.html.j2", passed)
    return back(f"/p/{workspace.project.name}/next?after={max(passed, 0)}")


def choose(request: Request, form: FormData) -> Response:
    """Have sentences chosen, or stop that."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.choosing.task.stop()
    else:
        number, share = field(form, "sentences"), field(form, "control")
        if not number.isdecimal() or not share.isdecimal():
            raise InputError(
                "Give the number of sentences, and the share of them that is drawn at random, as whole numbers."
            )
        workspace.choosing.start(number_of(number), number_of(share, 101) / 100, language_of(request))
    return back(f"/p/{workspace.project.name}/next")


def _keep(workspace: Workspace, one: Wanted, label: str, coder: str, notes: str) -> None:
    article = workspace.index.article(key_of(one.article_id))
    known = workspace.index.sentence(article["key"], one.sentence) if article else None
    if article is None or known is None or known["text"] != one_line(one.text):
        raise InputError("The article of this sentence has changed since it was chosen: pass it over, or choose anew.")
    workspace.labels.add(mark_of(workspace, article, one.sentence, label, coder, notes, one.chosen))


def _place_of_last(workspace: Workspace, coder: str) -> int:
    """Give the place of the first sentence that is open again."""
    left = workspace.choosing.open(coder)
    return left[0].place if left else 0


def _page(request: Request, workspace: Workspace, template: str, after: int) -> Response:
    coder = coder_of(request)
    wanted, left = workspace.choosing.wanted(), workspace.choosing.open(coder)
    one = next((one for one in left if one.place > after), left[0] if left else None)
    return project_page(request, template, **_context(workspace, coder, wanted, left, one))


def _context(
    workspace: Workspace, coder: str, wanted: list[Wanted], left: list[Wanted], one: Wanted | None
) -> dict[str, Any]:
    marks = workspace.labels.by_coder()
    counts = Counter(mark.label for given in marks.values() for mark in given.values())
    article = workspace.index.article(key_of(one.article_id)) if one else None
    known = workspace.index.sentence(article["key"], one.sentence) if one and article else None
    return {
        **_choice(workspace),
        "wanted": wanted,
        "left": left,
        "one": one,
        "article": article,
        "chances": [] if workspace.project.settings.blind or known is None else json.loads(known["chances"]),
        "blind": workspace.project.settings.blind,
        "counts": counts,
        "mine": sum(coder in given for given in marks.values()),
        "total": len(marks),
        "articles": workspace.index.totals()["articles"],
        **_growth(workspace),
    }


ROUTES = [
    Route("/p/{project}/next", ask),
    Route("/p/{project}/next/choosing", choosing),
    Route("/p/{project}/next/growth", growth),
    Route("/p/{project}/next/growth", posted(grow), methods=["POST"]),
    Route("/p/{project}/next", posted(answer), methods=["POST"]),
    Route("/p/{project}/next/choose", posted(choose), methods=["POST"]),
]
