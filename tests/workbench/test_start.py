"""The command refuses in one line what it can't do."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import sys
import time

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


@pytest.mark.skipif(os.name == "nt", reason="$BROWSER is of other systems")
def test_the_browser_is_led_on_by_a_file_that_only_its_owner_reads_and_that_goes(command: Command) -> None:
    seen = command.folder / "seen"
    (command.folder / "browser.py").write_text(
        f"import pathlib, sys; pathlib.Path({str(seen)!r}).write_text(sys.argv[1])"
    )
    (command.folder / "workbench").mkdir()
    stale = command.folder / "workbench" / "open-abcdefgh.html"
    stale.write_text("of a workbench that was killed")
    browser = f"{sys.executable} {command.folder / 'browser.py'} %s"
    process = command.begin("workbench", BROWSER=browser, PYTHONUNBUFFERED="1")
    assert process.stdout is not None
    address = re.findall(r"http://\S+", process.stdout.readline().decode())[0]
    for _ in range(300):
        if seen.exists() and seen.read_text():
            break
        time.sleep(0.1)
    (leading,) = (command.folder / "workbench").glob("open-*.html")
    assert seen.read_text() == leading.resolve().as_uri()
    assert address in leading.read_text()
    assert stat.S_IMODE(leading.stat().st_mode) == 0o600
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert not list((command.folder / "workbench").glob("open-*.html"))
