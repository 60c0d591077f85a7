"""A project's settings."""

from __future__ import annotations

import math

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from duiding.cli.folders import supplied
from duiding.errors import InputError
from workbench.pages.shared import project_page, workspace_of
from workbench.projects.settings import FILE
from workbench.server.forms import field, posted
from workbench.server.rendering import back

FAST = "train/fast.toml"


def settings(request: Request) -> Response:
    """Show the settings."""
    workspace = workspace_of(request)
    project = workspace.project
    own = {path.name for path in project.folder.glob("*.toml") if path.name != FILE} | {project.settings.config}
    return project_page(
        request,
        "settings.html.j2",
        saved="saved" in request.query_params,
        folder=project.folder.resolve(),
        configs=sorted(own - {"", FAST}),
    )


def save(request: Request, form: FormData) -> Response:
    """Keep the settings."""
    project = workspace_of(request).project
    title = " ".join(field(form, "title").split())[:200]
    if not title:
        raise InputError("A project needs a name: type one.")
    base = [line.strip() for line in field(form, "base").splitlines() if line.strip()]
    config = field(form, "config").strip()
    for name in (*base, *filter(None, (config,))):
        if not (project.folder / name).exists() and not supplied(name).exists():
            raise InputError(
                "%(name)s is neither in the project's folder nor where the workbench was started.", name=name
            )
    project.change(
        title=title,
        base=base,
        config=config,
        weight=_weight(field(form, "weight")),
        blind=field(form, "blind") == "1",
        double=field(form, "double") == "1",
    )
    return back(f"/p/{project.name}/settings?saved=1")


def _weight(typed: str) -> float:
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0 < number <= 100:
        raise InputError("The weight of your labels is a number above 0, up to 100.")
    return number


ROUTES = [
    Route("/p/{project}/settings", settings),
    Route("/p/{project}/settings", posted(save), methods=["POST"]),
]
