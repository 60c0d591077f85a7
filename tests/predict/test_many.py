"""Long runs: resumed, spread over processes and machines, always the same bytes."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from duiding.locks import held
from duiding.prediction import workers
from predict.journal import Journal
from tests.conftest import Command
from tests.predict.conftest import SMALL

SENTENCES = 1_200
SHORT = 400
SMALL_BATCHES = f"""
from duiding.prediction import labelling
labelling.BATCH, labelling._LARGEST = {SMALL}, {2 * SMALL}
from duiding.cli.startup import start
start("predict", "predict.command")
"""
WORDS = [
    "regent",
    "waait",
    "praat",
    "dreigt",
    "schiet",
    "tekent",
    "wacht",
    "vecht",
    "zwijgt",
    "onderhandelt",
]


def write_articles(path: Path, sentences: int) -> None:
    """Write articles of twenty sentences as a table."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["article_id", "text", "date"])
        for article in range(sentences // 20):
            text = " ".join(f"Land {article} {WORDS[i % 10]} op dag {i}." for i in range(20))
            writer.writerow([f"a{article}", text, f"2022-{article % 12 + 1:02d}"])


pytestmark = pytest.mark.usefixtures("small_batches")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory, little_model: Path) -> Path:
    """A folder with articles of twelve batches of sentences, and what a run without interruption makes of them."""
    folder = tmp_path_factory.mktemp("reference")
    write_articles(folder / "long.csv", SENTENCES)
    running = begin(Command(folder), ["long.csv", "--model", str(little_model), "--output", "whole.csv"])
    assert ended(running) == (0, f"{SENTENCES:,} sentences written to whole.csv.\n")
    return folder


@pytest.fixture
def long_run(reference: Path, little_model: Path) -> list[str]:
    """The words of that run, but for where its output goes."""
    return [str(reference / "long.csv"), "--model", str(little_model)]


def begin(command: Command, words: list[str]) -> subprocess.Popen[bytes]:
    """Start ``python -m predict`` as a process and a group of its own, with small batches."""
    return subprocess.Popen(
        [sys.executable, "-c", SMALL_BATCHES, *words],
        cwd=command.folder,
        env=command.environment(),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ended(running: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for the end; gives the exit code and what was said."""
    _, said = running.communicate(timeout=300)
    return running.returncode, said.decode()


def wait_for_batches(command: Command, count: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until so many batches are done and noted, while the run goes on."""
    for _ in range(1200):
        journals = list((command.folder / "cache" / "interrupted").glob("*.jsonl"))
        if journals and len(journals[0].read_bytes().splitlines()) > count:
            return
        assert running.poll() is None, "the run ended before it could be interrupted"
        time.sleep(0.1)
    raise AssertionError("no batch was done within two minutes")


def interrupted_after(count: int) -> Callable[..., bool]:
    """Give what notes a batch in the journal, and is interrupted as by Ctrl-C once so many are noted."""
    write, done = Journal._write, iter(range(1, count + 1))

    def noted(journal: Journal, *batch: Any) -> bool:
        written = write(journal, *batch)
        if next(done) == count:
            raise KeyboardInterrupt
        return written

    return noted


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_resumed_run_gives_the_same_bytes(
    command: Command, long_run: list[str], reference: Path, how: signal.Signals
) -> None:
    running = begin(command, [*long_run, "--output", "out.csv"])
    wait_for_batches(command, 2, running)
    running.send_signal(how)
    code, said = ended(running)
    if how is signal.SIGINT:
        assert code == 130
        assert "--resume" in said
        assert len(said.splitlines()) == 1
        assert list(command.folder.glob("*out*")) == []
    assert not (command.folder / "out.csv").exists()
    done = command("predict", *long_run, "--output", "out.csv", "--resume")
    assert done.returncode == 0, done.stderr
    assert "taken over" in done.stderr
    assert (command.folder / "out.csv").read_bytes() == (reference / "whole.csv").read_bytes()
    assert list((command.folder / "cache" / "interrupted").iterdir()) == []
    assert sorted(path.name for path in command.folder.glob("*out*")) == ["out.csv", "out.csv.about.json"]


@pytest.mark.parametrize(
    ("ending", "more"),
    [
        ("jsonl", ()),
        ("json", ()),
        ("parquet", ()),
        ("html", ("--explain",)),
        ("csv", ("--summary", "--who")),
    ],
)
def test_every_format_is_resumed_to_the_same_bytes(
    command: Command, little_model: Path, monkeypatch: pytest.MonkeyPatch, ending: str, more: tuple[str, ...]
) -> None:
    write_articles(command.folder / "short.csv", SHORT)
    words = ["short.csv", "--model", str(little_model), *more, "--output", f"out.{ending}"]
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_write", interrupted_after(2))
        assert command("predict", *words).returncode == 130
    assert list(command.folder.glob("*out*")) == []
    done = command("predict", *words, "--resume")
    assert done.returncode == 0, done.stderr
    assert "taken over" in done.stderr
    resumed = {path.name: path.read_bytes() for path in command.folder.glob("out*")}
    named = [name for name in resumed if not name.endswith(".about.json")]
    assert len(named) == (2 if "--who" in more else 1)
    assert command("predict", *words, "--force").returncode == 0
    assert {path.name: path.read_bytes() for path in command.folder.glob("out*")} == resumed


def test_an_interrupted_run_to_a_workbook_is_resumed_to_the_same_cells(
    command: Command, little_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(command.folder / "short.csv", SHORT)
    words = ("predict", "short.csv", "--model", str(little_model), "--output", "out.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_write", interrupted_after(2))
        assert command(*words).returncode == 130
    assert list(command.folder.glob("*out*")) == []
    assert "taken over" in command(*words, "--resume").stderr
    resumed = [list(sheet.values) for sheet in openpyxl.load_workbook(command.folder / "out.xlsx")]
    assert command(*words, "--force").returncode == 0
    assert [list(sheet.values) for sheet in openpyxl.load_workbook(command.folder / "out.xlsx")] == resumed


@pytest.fixture
def interrupted(command: Command, little_model: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of a run of four batches that was interrupted after two."""
    write_articles(command.folder / "short.csv", SHORT)
    words = ["short.csv", "--model", str(little_model), "--output", "out.csv"]
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_write", interrupted_after(2))
        done = command("predict", *words)
    assert done.returncode == 130
    assert "sentences are kept: go on with the same command and --resume." in done.stderr
    return words


def kept(command: Command) -> list[bytes]:
    """The journals of interrupted runs."""
    return [path.read_bytes() for path in (command.folder / "cache" / "interrupted").iterdir()]


def test_what_was_kept_goes_only_when_asked(command: Command, interrupted: list[str]) -> None:
    before = kept(command)
    done = command("predict", *interrupted)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"kept {2 * SMALL} sentences: go on with --resume, or begin anew with --force" in done.stderr
    assert kept(command) == before
    done = command("predict", *interrupted, "--force")
    assert (done.returncode, kept(command)) == (0, [])
    assert "taken over" not in done.stderr


def test_what_other_articles_or_another_model_left_is_not_thrown_away(
    command: Command, interrupted: list[str], little_model: Path
) -> None:
    before = kept(command)
    _, *rest = interrupted
    (command.folder / "other.txt").write_text("Het regent.")
    done = command("predict", "other.txt", *rest, "--resume")
    assert (done.returncode, kept(command)) == (2, before)
    assert "of other sentences" in done.stderr
    other = command.folder / "other"
    shutil.copytree(little_model, other)
    manifest = json.loads((other / "manifest.json").read_text()) | {"name": "other"}
    (other / "manifest.json").write_text(json.dumps(manifest))
    done = command("predict", "short.csv", "--model", "other", "--output", "out.csv", "--resume")
    assert (done.returncode, kept(command)) == (2, before)
    assert f"labelled by {little_model.name}@" in done.stderr
    assert command("predict", "other.txt", *rest, "--resume", "--force").returncode == 0


def test_a_finished_run_that_is_resumed_is_done(command: Command, interrupted: list[str]) -> None:
    journal = next((command.folder / "cache" / "interrupted").iterdir())
    raw = journal.read_bytes()
    assert command("predict", *interrupted, "--resume").returncode == 0
    output, left = command.folder / "out.csv", command.folder / ".out.csv-abcdefgh.part"
    written = output.read_bytes()
    journal.write_bytes(raw)  # as after a kill between the last two steps
    os.utime(journal, ns=(0, output.stat().st_mtime_ns))
    left.write_text("from a run that was killed")
    for _ in range(2):
        done = command("predict", *interrupted, "--resume")
        assert done.returncode == 0
        assert done.stderr.startswith("out.csv is done")
        assert len(done.stderr.splitlines()) == 1
        assert (output.read_bytes(), left.exists(), kept(command)) == (written, False, [])


def test_a_run_to_the_output_of_another_that_is_at_work_is_refused(command: Command, interrupted: list[str]) -> None:
    journal = next((command.folder / "cache" / "interrupted").iterdir())
    with journal.open("rb") as file:
        lock = held(file.fileno())
        assert lock is not None
        for more in ((), ("--resume",)):
            done = command("predict", *interrupted, *more)
            assert done.returncode == 2
            assert "Another run is writing out.csv" in done.stderr
        os.close(lock)
    assert command("predict", *interrupted, "--resume").returncode == 0


def test_a_summary_counts_articles(command: Command, little_model: Path) -> None:
    write_articles(command.folder / "short.csv", SHORT)
    words = ("predict", "short.csv", "--model", str(little_model), "--output")
    for output, more, told in (
        ("a.csv", ("--summary",), f"{SHORT // 20:,} articles written to a.csv."),
        ("b.html", (), f"{SHORT:,} sentences of {SHORT // 20:,} articles written to b.html."),
        ("c.csv", (), f"{SHORT:,} sentences written to c.csv."),
    ):
        assert command(*words, output, *more).stderr == f"{told}\n"


def test_a_run_in_two_processes_gives_the_same_bytes(command: Command, long_run: list[str], reference: Path) -> None:
    done = command("predict", *long_run, "--output", "two.csv", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert (command.folder / "two.csv").read_bytes() == (reference / "whole.csv").read_bytes()


def test_a_run_in_two_processes_is_interrupted_in_one_line(command: Command, long_run: list[str]) -> None:
    running = begin(command, [*long_run, "--output", "out.csv", "--jobs", "2"])
    wait_for_batches(command, 1, running)
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does
    code, said = ended(running)
    assert code == 130
    assert "Traceback" not in said
    assert "--resume" in said


@contextmanager
def cluster(command: Command) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two worker processes on this machine."""
    pytest.importorskip("distributed")
    file = command.folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = {
        "cwd": command.folder,
        "env": command.environment(),
        "stderr": subprocess.DEVNULL,
    }
    scheduler = subprocess.Popen(
        [
            *dask,
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        ],
        **quiet,
    )
    workers: list[subprocess.Popen[bytes]] = []
    try:
        while not file.exists():
            assert scheduler.poll() is None
            time.sleep(0.1)
        only = [
            "--nworkers",
            "1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        ]
        workers += [subprocess.Popen([*dask, "worker", *only], **quiet) for _ in range(2)]
        yield json.loads(file.read_text())["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_nothing_is_lost_when_a_worker_of_a_cluster_is_killed(
    command: Command, long_run: list[str], reference: Path
) -> None:
    with cluster(command) as (address, workers):
        running = begin(command, [*long_run, "--output", "there.csv", "--dask", address])
        wait_for_batches(command, 1, running)
        workers[0].kill()
        code, said = ended(running)
        assert code == 0, said
    assert (command.folder / "there.csv").read_bytes() == (reference / "whole.csv").read_bytes()


def test_a_cluster_that_does_not_answer_is_refused(
    command: Command, little_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 1)
    done = command(
        "predict",
        "--model",
        str(little_model),
        "--dask",
        "tcp://127.0.0.1:9",
        stdin="Het regent.",
    )
    assert done.returncode == 2
    assert "No Dask scheduler answers" in done.stderr
    assert len(done.stderr.splitlines()) == 1
