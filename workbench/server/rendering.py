"""Templates -> pages, in the language of who reads them."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from workbench.server.guard import Access
from workbench.server.languages import LANGUAGES, language_of, told, translations

_HERE = Path(__file__).resolve().parent.parent
CODER = "coder"  # name of the cookie with the coder's


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Make a page, or a part of one.

    Args:
        request: what is answered.
        template: name of the template.
        status: of the answer.
        context: what the template is given beside what every page needs.

    """
    access: Access = request.app.state.access
    language = language_of(request)
    shared = {
        "token": access.token,
        "language": language,
        "languages": LANGUAGES,
        "here": request.url.path,
        "coder": coder_of(request),
        "workspace": None,
    }
    return HTMLResponse(_environment(language).get_template(template).render({**shared, **context}), status)


def said(request: Request, text: str, **values: Any) -> str:
    """Translate a sentence for who asks.

    Args:
        request: what is answered.
        text: the sentence in English.
        values: what stands in the place of each ``%(name)s``.

    """
    return translations(language_of(request)).gettext(text) % values


def back(address: str) -> RedirectResponse:
    """Lead on to a page after a form."""
    return RedirectResponse(address, 303)


def coder_of(request: Request) -> str:
    """Name the coder who sits at this browser; empty where nobody said."""
    return unquote(request.cookies.get(CODER, ""))


def remember(response: Response, name: str, value: str) -> Response:
    """Let the browser keep a choice for a year, out of the reach of scripts and other sites."""
    response.set_cookie(name, quote(value), max_age=31_536_000, httponly=True, samesite="strict")
    return response


_WEIGHT = re.compile(r"(?<= )[+-]\d+\.\d+(?=;|$)")  # of a word that decided, as predict --explain writes it


def _decimal(value: float, digits: int = 1, *, comma: bool, sign: str = "-") -> str:
    if round(value, digits) == 0:
        value, sign = 0.0, "-"
    shown = f"{value:{sign}.{digits}f}".replace("-", "\u2212")
    return shown.replace(".", ",") if comma else shown


@lru_cache(maxsize=len(LANGUAGES))
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters["number"] = lambda value: f"{value:,}".replace(",", "." if language == "nl" else ",")
    decimal = partial(_decimal, comma=language == "nl")
    made.globals["figure"] = lambda value: "–" if value != value else decimal(value, 2)
    made.filters["decimal"] = decimal
    made.filters["weights"] = lambda words: _WEIGHT.sub(lambda found: decimal(float(found[0]), 2, sign="+"), words)
    made.filters["signed"] = partial(_decimal, comma=language == "nl", sign="+")
    made.filters["told"] = partial(told, language=language)
    made.filters["percent"] = lambda share: f"{100 * share:.0f}\u202f%"
    return made
