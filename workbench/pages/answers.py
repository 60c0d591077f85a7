"""What the labels come to: shares, trends, comparisons, actors, and files to send on."""

from __future__ import annotations

import math
import shlex
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from duiding.errors import InputError, MissingFileError
from duiding.page.chart import HEIGHT, WIDTH, Chart, chart_of
from duiding.shares import DATE, ROLES, UNITS, Plan, best
from workbench.pages.shared import Block, Frames, frames_of, project_page, workspace_of
from workbench.server.forms import field, posted
from workbench.server.languages import language_of
from workbench.server.rendering import back
from workbench.work.answering import WIDTH as WISHED
from workbench.work.answering import Answer
from workbench.work.exporting import FORMATS
from workbench.work.workspace import Workspace

_TABLES = ("labels.csv", "training.csv")
_STRIP = 1000  # width of a strip, in its own units
_ROWS = 300  # groups on the page; the file has all


def answers(request: Request) -> Response:
    """Show shares, a chart over time, a comparison, actors and files."""
    workspace = workspace_of(request)
    if not workspace.index.totals()["articles"] or not workspace.project.manifest:
        return project_page(request, "answers.html.j2", found=None, **_exports(workspace))
    asked, frames = request.query_params, frames_of(workspace, language_of(request))
    by = list(dict.fromkeys(one for one in (asked.get("by", ""), asked.get("with", "")) if one))
    found = workspace.answers.shares(by)
    rows = _rows(found.shares, by, frames)
    whole = _rows(workspace.answers.shares().shares, (), frames) if by else []
    return project_page(
        request,
        "answers.html.j2",
        frames=frames,
        by=by,
        groups=workspace.answers.groups(),
        units=UNITS,
        roles=ROLES,
        found=found,
        rows=rows[:_ROWS],
        left_out=max(0, len(rows) - _ROWS),
        all=whole,
        corrected=any(one.get("corrected") is not None for row in rows + whole for one in row["labels"]),
        chart=_chart(found.shares, by),
        width=WIDTH,
        height=HEIGHT,
        wished=WISHED,
        plan=_plan(found),
        held_out=workspace.answers.held_out(),
        actors=workspace.answers.actors(),
        command=shlex.join(["duiding", *workspace.exports.command(",".join(by), _compared(asked))]),
        **_comparison(workspace, asked, frames),
        **_exports(workspace),
    )


def progress(request: Request) -> Response:
    """Show how far an export is, for the page to put in place."""
    return project_page(request, "exports.html.j2", **_exports(workspace_of(request)))


def export(request: Request, form: FormData) -> Response:
    """Have a file written, or stop that."""
    workspace = workspace_of(request)
    if field(form, "do") == "stop":
        workspace.exports.task.stop()
    else:
        by = [one for one in field(form, "by").split(",") if one]
        workspace.answers.shares(by)  # refuses what there is not
        compared, summary = field(form, "compared"), field(form, "rows") == "articles"
        workspace.exports.start(
            field(form, "format"), ",".join(by), compared, summary=summary, language=language_of(request)
        )
    return back(f"/p/{workspace.project.name}/answers#files")


def download(request: Request) -> Response:
    """Give out a file that was written, or the table of labels."""
    workspace, name = workspace_of(request), request.path_params["file"]
    folder = workspace.project.folder
    if name == "training.csv":
        workspace.labels.write_training(folder / name)
    places = {one.name: workspace.exports.folder / one.name for one in workspace.exports.files()}
    places |= {one: folder / one for one in _TABLES}
    if name not in places or not places[name].is_file():
        raise MissingFileError("There is no file '%(name)s' to give out.", name=name)
    return FileResponse(places[name], filename=f"{workspace.project.name}-{name}" if name in _TABLES else name)


def _exports(workspace: Workspace) -> dict[str, Any]:
    return {"task": workspace.exports.task.state(), "files": workspace.exports.files(), "formats": list(FORMATS)}


def _rows(shares: pd.DataFrame, by: Sequence[str], frames: Frames) -> list[dict[str, Any]]:
    """Give a row a group: its names, sizes, the figures of each label beside each other, and a strip of them."""
    rows = []
    records = map(_known, shares.to_dict("records"))
    for names, part in groupby(records, key=lambda row: [str(row[one]) for one in by]):
        figures = list(part)
        corrected = figures[0].get("corrected") is not None
        rows.append(
            {
                "names": names,
                "articles": figures[0]["articles"],
                "sentences": figures[0]["sentences"],
                "labels": figures,
                "strip": _strip(figures, frames, "corrected" if corrected else "share"),
            }
        )
    return rows


def _known(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Put nothing in the place of what can't be told."""
    return {str(name): None if isinstance(value, float) and math.isnan(value) else value for name, value in row.items()}


def _strip(figures: Sequence[Mapping[str, Any]], frames: Frames, name: str) -> list[Block]:
    total, at, blocks = sum(max(one[name], 0) for one in figures) or 1, 0.0, []
    for one in figures:
        width = _STRIP * max(one[name], 0) / total
        quiet = 0.3 if one["label"] == frames.no_frame else 1.0
        blocks.append(Block(frames.number(one["label"]), round(at, 1), round(width, 1), quiet))
        at += width
    return blocks


def _chart(shares: pd.DataFrame, by: Sequence[str]) -> Chart | None:
    """Lay out a chart where shares are by time alone and there are two periods or more."""
    if len(by) != 1 or by[0] not in UNITS or not len(shares):
        return None
    shown = best(shares)
    return chart_of(shown, by[0]) if shown[by[0]].nunique() > 1 else None


def _plan(found: Answer) -> dict[str, Any]:
    """Tell how many more sentences to label, for all articles and for every group; None where no number does, 0 where there are enough."""
    return {"whole": _more(found.plan, found.labelled), "groups": _more(found.groups_plan, found.labelled)}


def _more(plan: Plan | None, labelled: int) -> int | None:
    return None if plan is None or plan.sentences is None else max(0, plan.sentences - labelled)


def _compared(asked: QueryParams) -> str:
    """Give what is compared as predict has it; empty where it can't be said to it, as of a value with a comma."""
    what, one, other = (asked.get(name, "") for name in ("what", "one", "other"))
    if what == DATE:
        return f"{DATE}={one}" if one else ""
    return f"{what}={one},{other}" if what and one and other and "," not in one + other else ""


def _comparison(workspace: Workspace, asked: QueryParams, frames: Frames) -> dict[str, Any]:
    """Give what the form of a comparison shows, and its outcome where two groups are chosen."""
    fields = workspace.answers.fields()
    what, one, other = (asked.get(name, "") for name in ("what", "one", "other"))
    what = what if what in fields else ""
    difference, refusal = None, None
    if what and one and (other or what == DATE):
        try:
            difference = workspace.answers.compare(what, one, other)
        except InputError as error:
            refusal = error
    table = [_known(row) for row in difference.table.to_dict("records")] if difference else []
    corrected = bool(table) and table[0].get("corrected_difference") is not None
    return {
        "fields": fields,
        "what": what,
        "one": one,
        "other": other,
        "difference": difference,
        "refusal": refusal,
        "compared": _compared(asked) if difference else "",
        "difference_corrected": corrected,
        "table": [
            {
                name: row[f"corrected_{name}" if corrected else name]
                for name in ("first", "second", "difference", "low", "high", "p_value")
            }
            | {"label": row["label"]}
            for row in table
        ],
    }


ROUTES = [
    Route("/p/{project}/answers", answers),
    Route("/p/{project}/answers/progress", progress),
    Route("/p/{project}/answers", posted(export), methods=["POST"]),
    Route("/p/{project}/answers/{file}", download),
]
