"""The command refuses in one line what it can't do."""

from __future__ import annotations

import socket
import sys

import pytest

from tests.conftest import Command


def test_without_its_libraries_it_says_what_to_install(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "workbench.server.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = command("workbench", "--no-browser")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "workbench: The workbench needs uvicorn: pip install 'duiding[workbench]'.\n"


def test_a_port_that_is_taken_is_told(command: Command) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = command("workbench", "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"workbench: Port {port} can't be used")


def test_a_folder_that_can_not_be_made_is_told(command: Command) -> None:
    (command.folder / "file").write_text("x")
    done = command("workbench", "--no-browser", "--projects", "file/projects")
    assert done.returncode == 2
    assert "can't be made" in done.stderr
