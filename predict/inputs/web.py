"""Fetch a web page with trafilatura's own fetcher, within a size and a time."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from duiding.addresses import on_own_network
from duiding.errors import DuidingError

SECONDS = 30
MEGABYTES = 10
_REDIRECTS = 4
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class Page(NamedTuple):
    """A fetched page, the encoding that its server names, and the address at which it was found in the end."""

    raw: bytes
    charset: str | None
    url: str


def fetch(url: str, *, seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Page:
    """Fetch one page over http or https, certificates checked.

    A page can't send us on to an address of this machine or its network; such an address must be named by the user, as a number or
    as localhost, and may send us on to itself or the public web only.

    Args:
        url: the address, checked by ``find_urls``.
        seconds: time after which we stop waiting, for all of it.
        megabytes: size after decompression above which the page is refused.

    Raises:
        DuidingError: trafilatura is not installed, or the page can't be had; the reason is named.

    """
    try:
        import trafilatura.downloads  # noqa: F401  # before the clock runs
    except ImportError as error:
        raise DuidingError("Fetching pages needs trafilatura: pip install 'duiding[html]'.") from error
    answer: list[Any] = []
    with _reasons() as reasons:
        # The fetcher's own limit holds for each read, and a slow server can make many of those: a thread bounds the whole.
        worker = threading.Thread(target=lambda: answer.append(_answer(url, seconds, megabytes)), daemon=True)
        worker.start()
        worker.join(seconds)
    if worker.is_alive():
        raise DuidingError(f"{url} did not arrive within {seconds:g} seconds.")
    if answer and isinstance(answer[0], DuidingError):
        raise answer[0]
    return _page(url, answer[0] if answer else None, reasons, megabytes)


def _answer(url: str, seconds: float, megabytes: float) -> Any:
    """Give what comes of asking for a page: a response, None, or the error that a thread can't raise."""
    from trafilatura import downloads

    try:
        place, own = _followed(url, seconds), on_own_network(url)
        config = _config(seconds, megabytes, own=own and _origin(place) == _origin(url))
        return downloads.fetch_response(place, config=config)
    except DuidingError as error:
        return error
    except ValueError as error:  # what it redirects to is no address
        return DuidingError(f"{url} can't be fetched: {error}.")


def _followed(url: str, seconds: float) -> str:
    """Follow the redirects of a page on one's own network, for which the fetcher knows no bounds, to where they end or leave it.

    Raises:
        DuidingError: it redirects to another address of one's network, or too often.

    """
    if not on_own_network(url):
        return url
    import certifi
    import urllib3

    here = url
    with urllib3.PoolManager(ca_certs=certifi.where()) as pool:
        for _ in range(_REDIRECTS + 1):
            try:
                answer = pool.request(
                    "GET", here, redirect=False, retries=False, timeout=seconds, preload_content=False
                )
                place = answer.get_redirect_location()
                answer.close()
            except urllib3.exceptions.HTTPError:
                return here  # the fetcher meets the same and tells it
            if not place:
                return here
            there = urljoin(here, place)
            if urlsplit(there).scheme not in ("http", "https"):
                break
            if not on_own_network(there):
                return there
            if _origin(there) != _origin(url):
                raise DuidingError(f"{url} leads to another address that is not on the public web: it was not fetched.")
            here = there
    raise DuidingError(f"{url} can't be fetched: it redirects too often, or to no page.")


def _origin(url: str) -> tuple[str | None, int]:
    parts = urlsplit(url)
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _config(seconds: float, megabytes: float, *, own: bool) -> Any:
    """Set the fetcher's bounds; an address on one's ``own`` network is fetched without its protection, and without redirects."""
    from trafilatura.settings import use_config

    config = use_config()
    config.read_dict(
        {
            "DEFAULT": {
                "DOWNLOAD_TIMEOUT": str(max(1, round(seconds))),
                "MAX_FILE_SIZE": str(round(megabytes * 1_000_000)),
                "MAX_REDIRECTS": "0" if own else str(_REDIRECTS),
                "SSRF_PROTECTION": "off" if own else "on",
                "INSECURE_SSL_FALLBACK": "off",
            }
        }
    )
    return config


def _page(url: str, response: Any, reasons: list[str], megabytes: float) -> Page:
    said = " ".join(reasons)
    if "MAX_FILE_SIZE" in said:
        raise DuidingError(f"{url} is larger than {megabytes:g} MB, which no article is.")
    if "SSRF" in said:
        raise DuidingError(f"{url} leads to an address that is not on the public web: it was not fetched.")
    if response is None:
        raise DuidingError(f"{url} can't be fetched: {_short(reasons)}.")
    if response.status != 200:
        raise DuidingError(f"{url} can't be fetched: the server answers {response.status}.")
    if not response.data:
        raise DuidingError(f"{url} is an empty page.")
    headers = {key.lower(): value for key, value in (response.headers or {}).items()}
    found = _CHARSET.search(headers.get("content-type", ""))
    return Page(response.data, found[1] if found else None, response.url or url)


def _short(reasons: list[str]) -> str:
    last = reasons[-1] if reasons else "no answer"
    for sign, plain in (
        ("refused", "the connection was refused"),
        ("resolve", "there is no such host"),
        ("Name or service", "there is no such host"),
        ("CERTIFICATE", "its certificate is not in order"),
        ("too many redirects", "it redirects too often"),
        ("timed out", "the server does not answer in time"),
        ("too many 5", "the server keeps answering with an error"),
    ):
        if sign in last:
            return plain
    return " ".join(last.split())[:200]


@contextmanager
def _reasons() -> Iterator[list[str]]:
    """Collect what the fetcher logs, which is the only place where it says why it failed."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # the shortest handler
    logger = logging.getLogger("trafilatura")
    others, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = others
