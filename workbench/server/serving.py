"""Listen on this machine only, open the browser, and end cleanly."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from duiding.cli.terminal import say, screen
from duiding.errors import DuidingError
from duiding.locks import held, remove_abandoned
from workbench.server.guard import Access
from workbench.server.site import make_site

_LEADING_ON = re.compile(r"open-[a-z0-9_]{8}\.html")
_PATIENCE = 3  # seconds in which open requests may end after Ctrl-C


def serve(projects: Path, model: Path, port: int = 0, *, browser: bool = True, own_network: bool = False) -> None:
    """Run the workbench until Ctrl-C.

    Args:
        projects: folder of the projects; made if need be.
        model: folder of the model that new projects begin with.
        port: on 127.0.0.1; 0 for a free one.
        browser: whether to open the page.
        own_network: whether pages of this machine and its network may be fetched too.

    Raises:
        DuidingError: the port is taken, or the folder can't be made.

    """
    try:
        projects.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DuidingError(
            "%(path)s can't be made (%(why)s): name another folder.", path=projects, why=error.strerror
        ) from error
    listening = _listen(port)
    access = Access.made(listening.getsockname()[1])
    site = make_site(projects, model, access, own_network=own_network)
    config = uvicorn.Config(
        site, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_PATIENCE
    )
    logging.getLogger("uvicorn.error").addFilter(_is_told)
    server = uvicorn.Server(config)
    screen().print(f"The workbench is open at {access.address}", markup=False)
    screen().print("It is seen on this machine only. End it with Ctrl-C.", markup=False)
    with contextlib.ExitStack() as stack:
        if browser:
            stack.callback(_open_when_ready(server, access.address, projects))
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    say(f"The workbench is closed; everything is kept in {projects}.")


def _is_told(record: logging.LogRecord) -> bool:
    """Pass over that a browser held its connection when the workbench was closed, which is no error."""
    return "graceful shutdown exceeded" not in record.getMessage()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)  # on Windows the latter lets others in too
    listening.setsockopt(socket.SOL_SOCKET, alone, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # whoever comes before the server takes requests waits, and is not refused
    except OSError as error:
        listening.close()
        raise DuidingError(
            "Port %(port)s can't be used (%(why)s): choose another one, or 0 for a free one.",
            port=port,
            why=error.strerror,
        ) from error
    return listening


def _open_when_ready(server: uvicorn.Server, address: str, folder: Path) -> Callable[[], None]:
    """Open the browser on a file that leads to the address: a command line, which others can see, must not hold the secret.

    It stands among the projects, since a browser that is shut in, as Ubuntu's Firefox is, sees no file of the system's own folder.

    Args:
        server: opened once it takes requests.
        address: of the workbench.
        folder: of the projects.

    Returns:
        What removes the file.

    """
    remove_abandoned(folder, _LEADING_ON)
    handle, name = tempfile.mkstemp(prefix="open-", suffix=".html", dir=folder)
    lock = held(handle)
    with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123  # it is a handle
        file.write(f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={address}"><title>duiding</title>')

    def wait() -> None:
        while not server.started and not server.should_exit:
            time.sleep(0.05)
        if server.started:
            webbrowser.open(Path(name).resolve().as_uri())

    def remove() -> None:
        Path(name).unlink(missing_ok=True)
        if lock is not None:
            os.close(lock)

    threading.Thread(target=wait, daemon=True).start()
    return remove
