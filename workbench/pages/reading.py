"""The articles of a project: add some, see how far their labelling is, find one."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from duiding.documents import ENDINGS
from duiding.errors import InputError
from duiding.page import label_style
from workbench.pages.shared import Frames, frames_of, project_page, strip_of, workspace_of
from workbench.server.forms import field, number_of, posted
from workbench.server.languages import language_of, told
from workbench.server.rendering import back, page
from workbench.storage.index import Query
from workbench.work.workspace import Workspace

SHOWN = 50  # articles on a page of the list


def articles(request: Request) -> Response:
    """Show the articles, and the forms to add more."""
    workspace = workspace_of(request)
    asked = request.query_params
    query = Query(
        asked.get("q", "")[:200], asked.get("frame", ""), asked.get("doubt") == "1", asked.get("order", "new")
    )
    number = number_of(asked.get("page", ""), 1)
    frames = frames_of(workspace, language_of(request))
    found, rows = workspace.index.articles(query, (max(number, 1) - 1) * SHOWN, SHOWN)
    return project_page(
        request,
        "articles.html.j2",
        frames=frames,
        rows=[(row, strip_of(row, frames)) for row in rows],
        found=found,
        query=query,
        number=number,
        last=max(1, -(-found // SHOWN)),
        endings=", ".join(ENDINGS),
        **_state(workspace, frames),
    )


def progress(request: Request) -> Response:
    """Show how far the labelling is, for the page to put in place."""
    workspace = workspace_of(request)
    frames = frames_of(workspace, language_of(request))
    context: dict[str, Any] = {"project": workspace.project, "base": f"/p/{workspace.project.name}", "frames": frames}
    return page(request, "progress.html.j2", workspace=workspace, **context, **_state(workspace, frames))


def _state(workspace: Workspace, frames: Frames) -> dict[str, Any]:
    return {
        "progress": workspace.labeller.progress(),
        "totals": workspace.index.totals(),
        "shares": frames.share(workspace.index.counts()),
    }


def add(request: Request, form: FormData) -> Response:
    """Take a text, an address or files, and have them labelled."""
    workspace = workspace_of(request)
    refused: list[InputError] = []
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if files:
        taken, refused = workspace.articles.add_files((str(one.filename), one.file) for one in files)
    elif address := field(form, "address"):
        workspace.articles.add_address(address)
        taken = 1
    else:
        workspace.articles.add_text(field(form, "text"), field(form, "title"), field(form, "date"))
        taken = 1
    workspace.labeller.wake(language_of(request))
    why = [told(one, language_of(request)) for one in refused]
    if request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"taken": taken, "refused": why})
    if refused:
        raise InputError("%(taken)s files were taken. Not taken: %(refused)s", taken=taken, refused=" ".join(why))
    return back(f"/p/{workspace.project.name}/")


def steer(request: Request, form: FormData) -> Response:
    """Pause the labelling, go on with it, try a part again, or leave out what could not be read."""
    workspace = workspace_of(request)
    match field(form, "do"):
        case "pause":
            workspace.labeller.pause()
        case "again":
            workspace.labeller.try_again(field(form, "part"))
        case "leave":
            workspace.labeller.leave_out(field(form, "part"))
        case _:
            workspace.labeller.go_on()
    return back(f"/p/{workspace.project.name}/")


def colours(request: Request) -> Response:
    """Give the style sheet with the colours of the project's frames."""
    frames = frames_of(workspace_of(request))
    colours = {frame.name: frame.colour for frame in frames.all}
    return Response(label_style(list(colours), colours, frames.no_frame), media_type="text/css")


ROUTES = [
    Route("/p/{project}/", articles),
    Route("/p/{project}/progress", progress),
    Route("/p/{project}/frames.css", colours),
    Route("/p/{project}/add", posted(add), methods=["POST"]),
    Route("/p/{project}/steer", posted(steer), methods=["POST"]),
]
