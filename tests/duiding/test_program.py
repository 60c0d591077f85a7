"""The program ``duiding`` before it runs a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


BEGIN = "from duiding.cli.startup import start; start('train', 'work')"


def begun(command: Command, main: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose ``main`` does this, as a process."""
    (command.folder / "work.py").write_text(f"def main() -> None:\n    {main}\n")
    environment = command.environment(
        PYTHONPATH=os.pathsep.join((command.environment()["PYTHONPATH"], str(command.folder)))
    )
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": command.folder, "env": environment, **streams}
    return subprocess.run([sys.executable, "-c", BEGIN], **given)  # type: ignore[call-overload,no-any-return]  # streams vary


def test_a_command_without_standard_streams_has_empty_ones(command: Command) -> None:
    def close() -> None:
        for number in (0, 1, 2):
            os.close(number)

    work = "import sys; print('a'); open('told', 'w').write(repr((sys.stdin.read(), sys.stdout.isatty(), sys.stderr.isatty())))"
    done = begun(command, work, preexec_fn=close, stdout=None, stderr=None)
    assert done.returncode == 0
    assert (command.folder / "told").read_text() == "('', False, False)"


def test_a_full_disk_behind_standard_output_is_told(command: Command) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = begun(command, "print('a' * 100_000, flush=True)", stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"train: what is shown can't be written or read (No space left on device).\n"


def test_a_folder_that_is_gone_is_told(command: Command) -> None:
    gone = command.folder / "gone"
    gone.mkdir()
    done = begun(command, "pass", cwd=gone, preexec_fn=gone.rmdir)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert b"no longer there" in done.stderr


def test_ctrl_c_pressed_twice_interrupts_once_and_pressed_later_leaves_at_once(command: Command) -> None:
    press = "os.kill(os.getpid(), signal.SIGINT)"
    twice = f"import os, signal, time\n    try:\n        {press}\n        time.sleep(9)\n    finally:\n        {press}\n        time.sleep(0.1)"
    done = begun(command, twice)
    assert (done.returncode, done.stderr) == (130, b"train: interrupted; nothing half-written was left behind.\n")
    done = begun(command, f"{twice}\n        time.sleep(2.1)\n        {press}\n        time.sleep(9)")
    assert (done.returncode, done.stderr) == (
        130,
        b"train: interrupted again, so left at once; the next run clears up.\n",
    )
