"""How far coders agree, and the sentences on which they don't: settled here."""

from __future__ import annotations

from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from duiding.agreement import by_label, measure_agreement
from duiding.errors import InputError
from workbench.pages.shared import frames_of, project_page, workspace_of
from workbench.projects.names import coder_name
from workbench.server.forms import field, number_of, posted
from workbench.server.rendering import back, coder_of
from workbench.storage.filling import key_of
from workbench.storage.marks import YES, Key, Mark
from workbench.work.workspace import Workspace

SHOWN = 100


class Dispute(NamedTuple):
    """A sentence to which coders gave different labels, and the one that was settled on, if one was."""

    key: str
    marks: list[Mark]
    settled: Mark | None


def coders(request: Request) -> Response:
    """Show agreement and disputes."""
    workspace = workspace_of(request)
    by_coder = workspace.labels.by_coder()
    codings = [{coder: mark.label for coder, mark in marks.items()} for marks in by_coder.values()]
    disputes = _disputes(workspace)
    open_ones = [one for one in disputes if one.settled is None]
    return project_page(
        request,
        "coders.html.j2",
        counts={name: sum(name in marks for marks in by_coder.values()) for name in workspace.labels.coders()},
        agreement=measure_agreement(codings),
        labels=by_label(codings) if any(len(one) > 1 for one in codings) else [],
        disputes=open_ones[:SHOWN],
        left=len(open_ones),
        settled=[one for one in disputes if one.settled is not None][-SHOWN:],
    )


def settle(request: Request, form: FormData) -> Response:
    """Keep the label that holds, or open a dispute again."""
    workspace, coder = workspace_of(request), coder_name(coder_of(request))
    number = field(form, "sentence")
    key: Key = (field(form, "article"), number_of(number))
    dispute = next((one for one in _disputes(workspace) if one.marks[0].key == key), None)
    label = field(form, "label")
    if dispute is None:
        raise InputError("This sentence is in no dispute any more: load the page again.")
    if label and label not in frames_of(workspace):
        raise InputError("'%(label)s' is none of the labels of this project.", label=label)
    kept = dispute.marks[-1]._replace(label=label, coder=coder, notes=field(form, "notes")[:2000], settled=YES, undo="")
    workspace.labels.add(kept)
    return back(f"/p/{workspace.project.name}/coders#disputes")


def _disputes(workspace: Workspace) -> list[Dispute]:
    settled = workspace.labels.settled()
    return [
        Dispute(key_of(key[0]), list(marks.values()), settled.get(key))
        for key, marks in workspace.labels.by_coder().items()
        if len({mark.label for mark in marks.values()}) > 1
    ]


ROUTES = [
    Route("/p/{project}/coders", coders),
    Route("/p/{project}/coders", posted(settle), methods=["POST"]),
]
