"""Forms of our own pages: bounded, and with the token that only those have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from workbench.server.guard import Access, same

MOST_FILES, MOST_FIELDS = 200, 400
LONGEST_FIELD = 4_000_000  # bytes: a pasted article may have a million characters

Answer = Callable[[Request, FormData], Response]


def posted(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a function that takes a request and its form, once the form's token is seen to be ours.

    Raises:
        HTTPException: the token is not there or not ours, or the form holds more than a form may.

    """

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as form:
            access: Access = request.app.state.access
            if not same(field(form, "token"), access.token):
                raise HTTPException(403, "This form is not one of this workbench: load the page again.")
            return await run_in_threadpool(answer, request, form)

    return endpoint


def field(form: FormData, name: str) -> str:
    """Give a field as text; empty where it is missing or a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def number_of(text: str, otherwise: int = 0) -> int:
    """Read a whole number from 0 up; one that is none, or larger than anything is here, is ``otherwise``.

    >>> number_of("12"), number_of("-1"), number_of("9" * 30, -1)
    (12, 0, -1)
    """
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
