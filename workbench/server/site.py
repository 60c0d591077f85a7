"""All pages under one roof."""

from __future__ import annotations

import contextlib
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from duiding.errors import DuidingError, MissingFileError
from workbench.pages import answers, article, coders, home, next, reading, retraining, settings
from workbench.projects import Shelf
from workbench.server.guard import Access, Guard
from workbench.server.languages import language_of, told, translations
from workbench.server.rendering import page
from workbench.work.workspace import Workspaces

mimetypes.add_type("text/javascript", ".js")  # Windows' registry may say otherwise, and browsers then run none
mimetypes.add_type("text/css", ".css")
_STATIC = Path(__file__).resolve().parent.parent / "static"


def make_site(projects: Path, model: Path, access: Access, *, own_network: bool = False) -> ASGIApp:
    """Make the application, with the guard before all of it.

    Args:
        projects: folder of the projects.
        model: folder of the model that new projects begin with.
        access: address and secret.
        own_network: whether pages of this machine and its network may be fetched too.

    """
    workspaces = Workspaces(Shelf(projects, model), own_network=own_network)

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(workspaces.end)

    rooms = (home, reading, article, next, coders, retraining, answers, settings)
    routes = [route for room in rooms for route in room.ROUTES]
    site = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=_STATIC)), Route("/favicon.ico", _nothing)],
        exception_handlers={DuidingError: _told, HTTPException: _refused, Exception: _failed},
        lifespan=life,
    )
    site.state.access, site.state.workspaces = access, workspaces
    return Guard(site, access)


def _nothing(request: Request) -> Response:
    return Response(status_code=204)


def _told(request: Request, error: Exception) -> Response:
    """Tell what was wrong, as a sentence, on a page or to a script."""
    assert isinstance(error, DuidingError)
    code = 404 if isinstance(error, MissingFileError) else 422
    return _answer(request, code, told(error, language_of(request)))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "There is no such page." if error.status_code == 404 else error.detail
    return _answer(request, error.status_code, what)


def _failed(request: Request, error: Exception) -> Response:
    """Tell of a fault of ours; its traceback goes to the terminal."""
    return _answer(
        request, 500, f"The workbench made a mistake ({type(error).__name__}). Nothing that was saved is lost."
    )


def _answer(request: Request, code: int, text: str) -> Response:
    text = translations(language_of(request)).gettext(text)
    if request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"error": text}, code)
    return page(request, "error.html.j2", code, message=text, behind=_behind(request))


def _behind(request: Request) -> str:
    """Give the page of ours on which a form was sent or a link clicked; empty where there is none, or it is this one."""
    came = urlsplit(request.headers.get("referer", ""))
    where = came.path + (f"?{came.query}" if came.query else "")
    here = request.url.path if request.method == "GET" else ""
    ours = came.netloc == request.headers.get("host") and came.path.startswith("/p/")
    return where if ours and came.path != here else ""
