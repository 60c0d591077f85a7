"""``python -m predict`` tells which words decided and who speaks, where it is asked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.conftest import Command

TEXT = "De ministers praten in Wenen over vrede. “Raketten troffen de stad.”\n\nHet regent.\n"


def test_reasons_are_columns_of_a_file(command: Command, little_model: Path) -> None:
    (command.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    words = ("predict", "a.txt", "--model", str(little_model), "--explain", "--output")
    assert command(*words, "out.jsonl").returncode == 0
    rows = [json.loads(line) for line in (command.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(rows[0])[-4:] == ["model", "because", "despite", "runner_up"]
    assert all(row["runner_up"] not in ("", row["label"]) for row in rows)
    for row in rows:
        for reason in filter(None, row["because"].split("; ")):
            word, value = reason.rsplit(" ", 1)
            assert word in row["text"]
            assert float(value) > 0
    assert command(*words, "out.csv").returncode == 0
    with (command.folder / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["because"] for row in csv.DictReader(file)] == [row["because"] for row in rows]


def test_reasons_stand_under_the_sentence(command: Command, little_model: Path) -> None:
    done = command(
        "predict",
        "--model",
        str(little_model),
        "--explain",
        stdin="Raketten troffen de stad.",
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("escalatory")
    assert done.stdout.splitlines()[1].strip().startswith("because ")


def test_without_it_nothing_is_added(command: Command, little_model: Path) -> None:
    done = command("predict", "--model", str(little_model), stdin="Raketten troffen de stad.")
    assert len(done.stdout.splitlines()) == 1


def test_who_speaks_is_told_beside_the_label(command: Command, little_model: Path) -> None:
    text = "“Wij wachten”, zegt minister Bot. “Nog even.” Volgens Bot wordt Jansen verantwoordelijk gehouden."
    words = ("predict", "--model", str(little_model), "--who", "--explain")
    assert command(*words, "--output", "out.jsonl", stdin=text).returncode == 0
    rows = [json.loads(line) for line in (command.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(rows[0])[-6:] == [
        "because",
        "despite",
        "runner_up",
        "speaker",
        "blamed",
        "actors",
    ]
    assert [row["speaker"] for row in rows] == ["minister Bot", "minister Bot", "Bot"]
    assert [row["blamed"] for row in rows] == ["", "", "Jansen"]
    assert "speaker: minister Bot" in command(*words, stdin=text).stdout
