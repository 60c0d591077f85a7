"""`python -m predict` labels whatever text it is given, or says why not."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Command

COLUMNS = ["article_id", "sentence", "start", "end", "text", "label"]
TEXT = "De ministers praten in Wenen. “Raketten troffen de stad.”\n\n=SOM(A1) kop\n"


def run(command: Command, model: Path, *words: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    return command("predict", "--model", str(model), *words, stdin=stdin)


def test_offsets_slice_back_to_the_source(command: Command, little_model: Path) -> None:
    (command.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(command, little_model, "a.txt", "--output", "out.jsonl").returncode == 0
    rows = [json.loads(line) for line in (command.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert [row["sentence"] for row in rows] == [1, 2, 3]
    assert list(rows[0])[:6] == COLUMNS
    assert list(rows[0])[-2:] == ["uncertain", "model"]
    assert all(abs(sum(v for k, v in row.items() if k.startswith("p_")) - 1) < 0.001 for row in rows)


def test_csv_makes_formulas_harmless(command: Command, little_model: Path) -> None:
    (command.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    run(command, little_model, "a.txt", "--output", "out.csv")
    with (command.folder / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[2]["text"] == "'=SOM(A1) kop"
    assert list(rows[0])[:6] == COLUMNS


def test_standard_input_is_an_article(command: Command, little_model: Path) -> None:
    done = run(command, little_model, stdin="Raketten troffen de stad. Het regent.")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "escalatory",
        "other",
    ]
    assert "\x1b[" not in done.stdout


def test_a_line_is_a_sentence_without_splitting(command: Command, little_model: Path) -> None:
    done = run(
        command,
        little_model,
        "--split",
        "none",
        "--output",
        "out.jsonl",
        stdin="Een. Twee.\n\nDrie.\n",
    )
    assert done.returncode == 0
    rows = [json.loads(line) for line in (command.folder / "out.jsonl").read_text().splitlines()]
    assert [(row["text"], row["sentence"]) for row in rows] == [
        ("Een. Twee.", 1),
        ("Drie.", 3),
    ]


def test_a_row_of_a_table_is_an_article_or_a_sentence(command: Command, little_model: Path) -> None:
    (command.folder / "t.csv").write_text('article_id,text\nx,"Een. Twee."\ny,Drie.\n')
    for split, expected in (
        ("auto", ["Een.", "Twee.", "Drie."]),
        ("none", ["Een. Twee.", "Drie."]),
    ):
        run(
            command,
            little_model,
            "t.csv",
            "--split",
            split,
            "--output",
            "o.jsonl",
            "--force",
        )
        rows = [json.loads(line) for line in (command.folder / "o.jsonl").read_text().splitlines()]
        assert [row["text"] for row in rows] == expected
        assert {row["article_id"] for row in rows} == {"x", "y"}


def test_predict_keeps_going_after_an_unreadable_article(command: Command, little_model: Path) -> None:
    folder = command.folder / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Het regent.")
    (folder / "b.txt").write_bytes(b"\x00\xff\x00\x01" * 50)
    (folder / "c.txt").write_text("")
    (folder / "d.txt").write_text("Raketten troffen de stad.")
    done = run(command, little_model, "in", "--output", "out.csv")
    assert done.returncode == 1
    assert "b.txt is not text" in done.stderr
    assert "c.txt holds no text" in done.stderr
    assert len((command.folder / "out.csv").read_text().splitlines()) == 3


def test_the_front_matter_is_not_a_sentence(command: Command, little_model: Path) -> None:
    done = run(command, little_model, stdin=" date 2022-01 Het regent.")
    assert done.stdout.split(maxsplit=2)[-1].strip().endswith("Het regent.")
    assert "2022" not in done.stdout


def test_other_encodings_are_read_and_said(command: Command, little_model: Path) -> None:
    text = "De première van Genève: één café, coördinatie en financiële steun voor België. " * 4
    (command.folder / "latin.txt").write_bytes(text.encode("cp1252"))
    (command.folder / "bom.txt").write_bytes(text.encode("utf-8-sig"))
    latin, bom = (
        run(command, little_model, "latin.txt"),
        run(command, little_model, "bom.txt"),
    )
    assert "Genève" in latin.stdout
    assert "which was detected" in latin.stderr
    assert bom.stdout == latin.stdout
    assert bom.stderr == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no text"),
        (b"x " * 5_500_000, "more than the 10,000,000"),
        (b"x. " * 600_000, "more than the 500,000"),
        (b"\x00\x01\xfe" * 40, "not text"),
    ],
)
def test_a_single_bad_article_is_refused(command: Command, little_model: Path, content: bytes, message: str) -> None:
    (command.folder / "bad.txt").write_bytes(content)
    done = run(command, little_model, "bad.txt", "--output", "out.csv")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in command.folder.iterdir() if "out" in path.name] == []


def test_a_missing_input_is_refused_before_anything_is_read(command: Command, little_model: Path) -> None:
    done = run(command, little_model, "none.txt")
    assert done.returncode == 2
    assert "none.txt does not exist" in done.stderr


def test_an_existing_output_is_kept_unless_forced(command: Command, little_model: Path) -> None:
    (command.folder / "out.csv").write_text("mine")
    done = run(command, little_model, "--output", "out.csv", stdin="Het regent.")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (command.folder / "out.csv").read_text() == "mine"
    assert run(command, little_model, "--output", "out.csv", "--force", stdin="Het regent.").returncode == 0
    assert (command.folder / "out.csv").read_text().startswith("article_id")


def test_an_unknown_ending_is_refused(command: Command, little_model: Path) -> None:
    done = run(command, little_model, "--output", "out.docx", stdin="Het regent.")
    assert done.returncode == 2
    assert "'.docx'" in done.stderr


def test_a_full_disk_leaves_nothing(command: Command, little_model: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = run(command, little_model, "--output", "/dev/full/x.csv", stdin="Het regent.")
    assert done.returncode == 2
    assert "can't be written" in done.stderr


def test_no_model_says_which_command_makes_one(command: Command) -> None:
    done = command("predict", stdin="Het regent.")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "python -m train" in done.stderr


def test_an_interruption_leaves_no_file(command: Command, little_model: Path) -> None:
    (command.folder / "long.txt").write_text("De ministers praten in Wenen. " * 30_000)
    running = command.begin("predict", "long.txt", "--model", str(little_model), "--output", "out.csv")
    cache = command.folder / "cache" / "interrupted"
    while not cache.exists():
        assert running.poll() is None, "the run ended before it could be interrupted"
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert errors.startswith(b"predict: interrupted")
    assert len(errors.splitlines()) == 1
    assert sorted(path.name for path in command.folder.iterdir() if "out" in path.name) == []


@pytest.mark.parametrize(("text", "told"), [("...", "holds no sentence"), ("\u200b\n", "holds no text")])
def test_a_file_without_a_sentence_is_told(command: Command, little_model: Path, text: str, told: str) -> None:
    (command.folder / "a.txt").write_text(text, encoding="utf-8")
    done = run(command, little_model, "a.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    (command.folder / "b.txt").write_text("Het regent.")
    done = run(command, little_model, "a.txt", "b.txt")
    assert done.returncode == 1
    assert "Het regent." in done.stdout


@pytest.mark.parametrize("output", [[], ["--output", "out.csv"]], ids=["screen", "csv"])
def test_an_article_is_labelled_without_what_only_learning_and_tables_need(
    command: Command, little_model: Path, output: list[str]
) -> None:
    (command.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['predict', 'a.txt', '--model', {str(little_model)!r}, *{output!r}]\n"
        "try: runpy.run_module('predict', run_name='__main__')\n"
        "finally: print(*{'sklearn', 'pandas', 'scipy.stats', 'joblib'} & set(sys.modules), file=sys.stderr)"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(
        words, cwd=command.folder, env=command.environment(), capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1].split() == []
