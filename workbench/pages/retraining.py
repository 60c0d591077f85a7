"""The model: train a new one, see whether it is better, use it, or go back."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.pages.shared import project_page, workspace_of
from workbench.server.forms import field, posted
from workbench.server.rendering import back
from workbench.work.training import STEPS
from workbench.work.workspace import Workspace


def model(request: Request) -> Response:
    """Show the models, the last verdict and the sentences that changed."""
    workspace = workspace_of(request)
    training = workspace.training
    shown = request.query_params.get("of", "") or training.last()
    models = training.models()
    one = next((one for one in models if one.name == shown and one.verdict), None)
    return project_page(
        request,
        "model.html.j2",
        models=models,
        one=one,
        changed=training.changed(one.name) if one else [],
        labels=len(workspace.labels.by_coder()),
        **_state(workspace),
    )


def progress(request: Request) -> Response:
    """Show how far a training is, for the page to put in place."""
    return project_page(request, "training.html.j2", **_state(workspace_of(request)))


def _state(workspace: Workspace) -> dict[str, Any]:
    task = workspace.training.task.state()
    step = max(
        (place for place, step in enumerate(STEPS) if any(line.startswith(step) for line in task.lines)), default=-1
    )
    return {"task": task, "step": step + 1, "steps": len(STEPS)}


def train(request: Request, form: FormData) -> Response:
    """Begin a training, or stop it."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.training.task.stop()
    else:
        workspace.training.start()
    return back(f"/p/{workspace.project.name}/model")


def use(request: Request, form: FormData) -> Response:
    """Use another model; what it has not labelled is labelled again."""
    workspace = workspace_of(request)
    workspace.training.use(field(form, "model"))
    workspace.labeller.wake()
    return back(f"/p/{workspace.project.name}/model")


ROUTES = [
    Route("/p/{project}/model", model),
    Route("/p/{project}/model/progress", progress),
    Route("/p/{project}/model", posted(train), methods=["POST"]),
    Route("/p/{project}/model/use", posted(use), methods=["POST"]),
]
