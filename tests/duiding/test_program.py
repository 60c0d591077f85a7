"""The program ``duiding`` before it runs a command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import Command


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_reader_that_has_left_is_no_fault(option: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code = f"import sys; from duiding.cli.program import main; sys.argv = ['duiding', {option!r}]; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, env=Command.environment()
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
