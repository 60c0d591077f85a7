"""The first page: the projects; and what holds for all pages, the language and the coder's name."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from duiding.errors import InputError
from workbench.projects.names import coder_name
from workbench.server.forms import field, posted
from workbench.server.guard import Access
from workbench.server.languages import COOKIE, LANGUAGES
from workbench.server.rendering import CODER, back, page, remember
from workbench.work.workspace import Workspaces

_LEADING_ON = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>duiding</title>'
    '<p><a href="/">duiding</a></p></html>'
)


def enter(request: Request) -> Response:
    """Let in who has the secret, as the guard has seen: the browser gets a cookie that no script and no other site gets to see.

    The page leads on by itself: a redirect would count as coming from wherever the address was clicked.
    """
    access: Access = request.app.state.access
    answer = HTMLResponse(_LEADING_ON)
    answer.set_cookie(access.cookie, access.session, httponly=True, samesite="strict")
    return answer


def projects(request: Request) -> Response:
    """Show all projects."""
    workspaces: Workspaces = request.app.state.workspaces
    found, broken = workspaces.shelf.read()
    shown = [(one, workspaces.get(one.name).index.totals()) for one in found]
    return page(request, "home.html.j2", projects=shown, broken=broken, folder=workspaces.shelf.folder.resolve())


def make_project(request: Request, form: FormData) -> Response:
    """Make a project and open it."""
    workspaces: Workspaces = request.app.state.workspaces
    return back(f"/p/{workspaces.shelf.make(field(form, 'title')).name}/")


def name_coder(request: Request, form: FormData) -> Response:
    """Remember who sits at this browser."""
    place, name = _own_page(form), coder_name(field(form, "coder"))
    return remember(back(place), CODER, _as_known(request.app.state.workspaces, place, name))


def _as_known(workspaces: Workspaces, place: str, name: str) -> str:
    """Give a coder's name as the project has it already, so that Anna and anna are one."""
    project = place.removeprefix("/p/").partition("/")[0]
    if not place.startswith("/p/") or project not in workspaces.shelf.names():
        return name
    coders = workspaces.get(project).labels.coders()
    return name if name in coders else next((one for one in coders if one.casefold() == name.casefold()), name)


def choose_language(request: Request, form: FormData) -> Response:
    """Remember the language of the pages."""
    if field(form, "language") not in LANGUAGES:
        raise InputError("The pages are there in %(languages)s only.", languages=", ".join(LANGUAGES.values()))
    return remember(back(_own_page(form)), COOKIE, field(form, "language"))


def _own_page(form: FormData) -> str:
    """Give the page that a form was on, which is one of ours whatever the form says."""
    address = field(form, "back")
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


ROUTES = [
    Route("/open/{secret}", enter),
    Route("/", projects),
    Route("/projects", posted(make_project), methods=["POST"]),
    Route("/coder", posted(name_coder), methods=["POST"]),
    Route("/language", posted(choose_language), methods=["POST"]),
]
