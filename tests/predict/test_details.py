"""``python -m predict`` tells which words decided and who speaks, where it is asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest

import duiding
from duiding.language import ParsedSentence, Parser
from duiding.prediction import Article, label_articles
from predict.details import Details
from predict.labelled import spread
from predict.options import PredictOptions
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
    assert list(rows[0])[-9:] == [
        "because",
        "despite",
        "runner_up",
        "speaker",
        "blamed",
        "actors",
        "speaker_canonical",
        "blamed_canonical",
        "actors_canonical",
    ]
    assert [row["speaker"] for row in rows] == ["minister Bot", "minister Bot", "Bot"]
    assert [row["speaker_canonical"] for row in rows] == ["Bot"] * 3
    assert [row["blamed"] for row in rows] == ["", "", "Jansen"]
    assert "speaker: minister Bot" in command(*words, stdin=text).stdout


def test_what_labelling_has_parsed_is_not_parsed_again(little_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model, parsed = duiding.load(little_model), []
    stream = Parser.stream

    def counted(parser: Parser, texts: Iterable[str], groups: Sequence[int]) -> Iterator[ParsedSentence]:
        assert groups == [0, 0, 0]
        for one in stream(parser, texts, groups):
            parsed.append(one.text)
            yield one

    monkeypatch.setattr(Parser, "stream", counted)
    details = Details(model, explain=True, who=True)
    predict = spread(model, PredictOptions(model=little_model), details)
    labelled = next(iter(label_articles(model.classifier, [Article("a", TEXT)], predict, details.parse)))
    notes = details.of(labelled)
    assert len(notes.sentences) == 3
    assert {"because", "speaker"} <= notes.of(0).cells.keys()
    assert parsed == ["De ministers praten in Wenen over vrede.", "“Raketten troffen de stad.”", "Het regent."]


WHO = "“Wij wachten”, zegt minister Bot. De VS en Bot praten. Volgens Bot wordt Rusland verantwoordelijk gehouden."


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_summary_has_a_table_of_actors_by_frame_beside_it(command: Command, little_model: Path, ending: str) -> None:
    (command.folder / "a.txt").write_text(WHO, encoding="utf-8")
    (command.folder / "b.txt").write_text("Volgens Moskou regent het.", encoding="utf-8")
    inputs = ("predict", "a.txt", "b.txt", "--model", str(little_model), "--who")
    assert command(*inputs, "--output", "rows.jsonl").returncode == 0
    done = command(*inputs, "--summary", "--output", f"s.{ending}")
    assert done.returncode == 0
    assert f"s.actors.{ending}" in done.stderr
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}.get(ending)
    path = command.folder / f"s.actors.{ending}"
    table = read(path) if read else pd.read_json(path, lines=True)
    found = {(row.article_id, row.actor, row.role): row.sentences for row in table.itertuples()}
    assert found["a", "minister Bot", "speaker"] + found.get(("a", "Bot", "speaker"), 0) == 2
    assert found["a", "Rusland", "blamed"] == 1
    assert found["b", "Moskou", "speaker"] == 1
    assert set(table["canonical"][table["role"] == "speaker"]) == {"Bot"} | set(
        table["canonical"][table["actor"] == "Moskou"]
    )
    assert (
        table[[f"n_{label}" for label in ("diplomatic", "escalatory", "other")]].sum(axis=1) == table["sentences"]
    ).all()


def test_a_summary_on_the_terminal_ends_with_the_actors(command: Command, little_model: Path) -> None:
    words = ("predict", "--summary", "--model", str(little_model))
    assert "Who, by frame" not in command(*words, stdin=WHO).stdout
    shown = command(*words, "--who", stdin=WHO).stdout
    assert "Rusland" in shown[shown.index("Who, by frame") :]


def test_a_table_of_actors_is_not_overwritten_unasked(command: Command, little_model: Path) -> None:
    (command.folder / "s.actors.csv").write_text("mine")
    words = ("predict", "--summary", "--who", "--model", str(little_model), "--output", "s.csv")
    done = command(*words, stdin=WHO)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert [path.name for path in command.folder.glob("s.*")] == ["s.actors.csv"]


def test_who_speaks_does_not_change_what_a_label_is(command: Command, little_model: Path) -> None:
    text = " ".join(
        f"“Wij vielen land {i} aan”, zegt minister Bot. Er is volgens Bot geen verdrag {i}." for i in range(40)
    )
    probabilities = []
    for more in ((), ("--who", "--explain")):
        words = ("predict", "--model", str(little_model), "--output", f"o{len(more)}.jsonl", *more)
        assert command(*words, stdin=text).returncode == 0
        rows = (command.folder / f"o{len(more)}.jsonl").read_text(encoding="utf-8").splitlines()
        probabilities.append([{k: v for k, v in json.loads(row).items() if k.startswith("p_")} for row in rows])
    assert len(probabilities[0]) == 80
    assert probabilities[0] == probabilities[1]
