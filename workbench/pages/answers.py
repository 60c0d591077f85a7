"""What the labels come to, and files to send on."""

from __future__ import annotations

from typing import Any

import pandas as pd
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from duiding.errors import MissingFileError
from workbench.pages.chart import HEIGHT, WIDTH, columns_of, lines
from workbench.pages.shared import frames_of, project_page, workspace_of
from workbench.server.forms import field, posted
from workbench.server.rendering import back
from workbench.work.answering import FORMATS, GROUPS
from workbench.work.workspace import Workspace

_TABLES = ("labels.csv", "training.csv")


def answers(request: Request) -> Response:
    """Show shares, a chart over time or by source, and actors."""
    workspace, by = workspace_of(request), request.query_params.get("by", "")
    frames = frames_of(workspace)
    totals = workspace.index.totals()
    found = workspace.answers.shares(by) if totals["articles"] and workspace.project.manifest else None
    return project_page(
        request,
        "answers.html.j2",
        frames=frames,
        by=by,
        groups=GROUPS,
        totals=totals,
        found=found,
        rows=_rows(found.shares, by) if found else [],
        columns=columns_of(found.shares, by, frames) if found and by else [],
        lines=lines(),
        width=WIDTH,
        height=HEIGHT,
        actors=workspace.answers.actors() if found else [],
        **_exports(workspace),
    )


def progress(request: Request) -> Response:
    """Show how far an export is, for the page to put in place."""
    return project_page(request, "exports.html.j2", **_exports(workspace_of(request)))


def export(request: Request, form: FormData) -> Response:
    """Have a file written, or stop that."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.answers.task.stop()
    else:
        workspace.answers.export(field(form, "format"))
    return back(f"/p/{workspace.project.name}/answers#files")


def download(request: Request) -> Response:
    """Give out a file that was written, or the table of labels."""
    workspace, name = workspace_of(request), request.path_params["file"]
    folder = workspace.project.folder
    if name in _TABLES and name == "training.csv":
        workspace.labels.write_training(folder / name)
    places = {
        **{one: folder / one for one in _TABLES},
        **{one: folder / "answers" / one for one in workspace.answers.files()},
    }
    if name not in places or not places[name].is_file():
        raise MissingFileError(f"There is no file '{name}' to give out.")
    return FileResponse(places[name], filename=f"{workspace.project.name}-{name}" if name in _TABLES else name)


def _exports(workspace: Workspace) -> dict[str, Any]:
    return {"task": workspace.answers.task.state(), "files": workspace.answers.files(), "formats": FORMATS}


def _rows(shares: pd.DataFrame, by: str) -> list[dict[str, Any]]:
    """Give a row a group, with the figures of each label beside each other."""
    if not len(shares):
        return []
    groups = shares.groupby(by, sort=False) if by else [("", shares)]
    return [
        {
            "name": str(name),
            "articles": int(rows["articles"].iloc[0]),
            "sentences": int(rows["sentences"].iloc[0]),
            "labelled": int(rows["labelled"].iloc[0]) if "labelled" in rows else 0,
            "labels": [{k: None if pd.isna(v) else v for k, v in one.items()} for one in rows.to_dict("records")],
        }
        for name, rows in groups
    ]


ROUTES = [
    Route("/p/{project}/answers", answers),
    Route("/p/{project}/answers/progress", progress),
    Route("/p/{project}/answers", posted(export), methods=["POST"]),
    Route("/p/{project}/answers/{file}", download),
]
