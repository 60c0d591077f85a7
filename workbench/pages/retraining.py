"""The model: train a new one, see whether it is better, use it, or go back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from duiding.errors import MissingFileError
from workbench.pages.shared import project_page, workspace_of
from workbench.server.forms import field, number_of, posted
from workbench.server.languages import language_of
from workbench.server.rendering import back
from workbench.work.task import State
from workbench.work.training import STEPS, Trained
from workbench.work.workspace import Workspace

SHOWN = 100  # changed sentences on a page
KINDS = ("worse", "better", "neither")


def model(request: Request) -> Response:
    """Show the model in use, the training, and the models there are."""
    workspace = workspace_of(request)
    models, settings = workspace.training.models(), workspace.project.settings
    fresh = next((one for one in models if one.own and one.manifest), None)
    return project_page(
        request,
        "model.html.j2",
        manifest=workspace.project.manifest,
        learned=workspace.training.learned(),
        models=models,
        fresh=fresh if fresh and fresh.setting not in (settings.model, *settings.earlier) else None,
        earlier=next((one for one in models if settings.earlier[-1:] == [one.setting]), None),
        **_state(workspace),
    )


def progress(request: Request) -> Response:
    """Show how far the training is, for the page to put in place."""
    return project_page(request, "training.html.j2", **_state(workspace_of(request)))


def comparison(request: Request) -> Response:
    """Show how a model did against the one that was in use, and the sentences that it labels otherwise."""
    workspace, one = workspace_of(request), _asked(request)
    changes = workspace.training.changes(one)
    kind = request.query_params.get("change", "")
    number = request.query_params.get("page", "1")
    wanted = [row for row in changes if row["change"] == kind] if kind in KINDS else changes
    first = (max(number_of(number), 1) - 1) * SHOWN
    return project_page(
        request,
        "comparison.html.j2",
        one=one,
        counts=Counter(row["change"] for row in changes),
        kinds=KINDS,
        kind=kind if kind in KINDS else "",
        rows=wanted[first : first + SHOWN],
        first=first,
        found=len(wanted),
        shown=SHOWN,
    )


def train(request: Request, form: FormData) -> Response:
    """Begin a training, or stop it."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.training.stop()
        return _page(workspace)
    workspace.training.start(language_of(request))
    return _page(workspace)


def choose(request: Request, form: FormData) -> Response:
    """Put a model in use, go back to the one before, or throw one away."""
    workspace = workspace_of(request)
    match field(form, "do"):
        case "back":
            workspace.training.go_back()
        case "drop":
            workspace.training.drop(field(form, "model"))
        case _:
            workspace.training.use(field(form, "model"))
    return _page(workspace)


def _page(workspace: Workspace) -> Response:
    return back(f"/p/{workspace.project.name}/model")


def _asked(request: Request) -> Trained:
    name = request.path_params["name"]
    found = next((one for one in workspace_of(request).training.models() if one.own and one.name == name), None)
    if found is None:
        raise MissingFileError("This project has no model '%(name)s' (any more).", name=name)
    return found


def _state(workspace: Workspace) -> dict[str, Any]:
    task = workspace.training.task.state()
    return {"task": task, "step": _step(task), "steps": len(STEPS)}


def _step(task: State) -> int:
    """Tell which step of a training runs, from 1; 0 before the first."""
    begun = [place for place, step in enumerate(STEPS, 1) if any(line.startswith(step) for line in task.lines)]
    return max(begun, default=0)


ROUTES = [
    Route("/p/{project}/model", model),
    Route("/p/{project}/model/progress", progress),
    Route("/p/{project}/model/of/{name}", comparison),
    Route("/p/{project}/model", posted(train), methods=["POST"]),
    Route("/p/{project}/model/use", posted(choose), methods=["POST"]),
]
