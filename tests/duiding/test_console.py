"""What is printed can't steer a terminal, and a console that lacks a character shows another."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHOWN = """
from rich.table import Table
from duiding.cli.terminal import progress, say, screen
say("fout \\x1b[2J \\x9b1m \\ud83d \\u202e → é")
table = Table("kop \\x1b]0;titel\\x07")
table.add_row("Kiev → \\x1b[31mrood")
screen().print(table)
screen().print("Genève → Київ \\x08", markup=False)
with progress("leest →"):
    pass
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii", "cp437:strict", "utf-8:surrogateescape"])
def test_nothing_printed_steers_a_terminal_or_fails_for_want_of_a_character(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWN],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": encoding, "PATH": "", **_path()},
    )
    assert done.returncode == 0, done.stderr.decode("ascii", "replace")
    printed = (done.stdout + done.stderr).decode("utf-8" if encoding.startswith("utf-8") else "latin-1")
    assert not any(sign in printed for sign in "\x1b\x07\x08\u202e")
    assert "[2J" in printed
    assert "[31mrood" in printed


def _path() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key in ("PYTHONPATH", "HOME", "DUIDING_CACHE")}
