"""Who may ask anything: this machine, by this address, with the secret, from our own pages only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 200_000_000  # bytes of one request: the browser sends files in several
_OURS = (b"same-origin", b"none")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Access(NamedTuple):
    """What opens the workbench: where it listens, and a secret that nobody else on this machine knows."""

    port: int
    secret: str

    @classmethod
    def made(cls, port: int) -> Access:
        """Make a new secret."""
        return cls(port, secrets.token_urlsafe(32))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which a browser may call this server: others are those of a page that turned its name to this machine."""
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def address(self) -> str:
        """Where to open it."""
        return f"http://{self.hosts[0]}/open/{self.secret}"

    @property
    def cookie(self) -> str:
        """Name of the cookie; browsers do not tell the ports of one host apart, the name does."""
        return f"duiding-{self.port}"

    @property
    def token(self) -> str:
        """What every form must carry; it can't be told from the cookie, nor the cookie from it."""
        return hmac.new(self.secret.encode(), b"form", hashlib.sha256).hexdigest()

    @property
    def session(self) -> str:
        """What the cookie holds."""
        return hmac.new(self.secret.encode(), b"session", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


TOO_LARGE = "That is more than the workbench takes at a time."


class Guard:
    """Lets through what comes from our own pages, and puts the headers on every answer that keep others out.

    Args:
        app: what answers.
        access: address and secret.
        largest: bytes that a request may have.

    """

    def __init__(self, app: ASGIApp, access: Access, largest: int = LARGEST) -> None:
        self._app, self._access, self._largest = app, access, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # there is nothing here for a web socket: it is closed without an answer
        guarded = _with_headers(send)
        if refusal := self._refusal(scope, Headers(scope=scope)):
            await refusal(scope, receive, guarded)
            return
        await self._bounded(scope, receive, guarded)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._largest:
                raise HTTPException(413, TOO_LARGE)
            return message

        await self._app(scope, counted, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.get("host", "") not in self._access.hosts or len(headers.getlist("host")) != 1:
            return _refuse(400, "The workbench answers to its own address only.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refuse(405, "The workbench knows no such request.")
        if scope["method"] == "GET" and same(scope["path"], f"/open/{self._access.secret}"):
            return None
        if not same(cookie_parser(headers.get("cookie", "")).get(self._access.cookie, ""), self._access.session):
            return _refuse(403, "Open the address that the workbench printed when it began: it holds the key.")
        if headers.get("sec-fetch-site", "none").encode() not in _OURS:
            return _refuse(403, "A page of another site can't ask the workbench for anything.")
        if scope["method"] == "POST":
            return self._refusal_of_form(headers)
        return None

    def _refusal_of_form(self, headers: Headers) -> Response | None:
        if headers.get("origin", "") not in [f"http://{host}" for host in self._access.hosts]:
            return _refuse(403, "A form of another page can't be sent to the workbench.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._largest:
            return _refuse(413, TOO_LARGE)
        return None


def _refuse(code: int, why: str) -> PlainTextResponse:
    return PlainTextResponse(f"{why}\n", code)


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.encode().lower() for name in _HEADERS}
            own = [(name, value) for name, value in message.get("headers", []) if name.lower() not in names]
            message["headers"] = own + [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
        await send(message)

    return guarded
