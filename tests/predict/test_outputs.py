"""What is written can be loaded elsewhere, and says what was worked out."""

from __future__ import annotations

import csv
import gc
import io
import json
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.errors import DuidingError
from duiding.files import WholeFile
from duiding.labels import SHIPPED
from duiding.prediction import Article, LabelledArticle, LabelledSentence, most_frequent
from duiding.tabular import open_table
from predict.notes import Notes, SentenceNotes
from predict.outputs import Content, open_targets, output_for, write_articles
from predict.outputs.table_output import Table, write_csv
from predict.summary import summarise
from tests.conftest import Command

LABELS = SHIPPED.names
CONTENT = Content(SHIPPED, "little@1")


def article(name: str, *sentences: tuple[str, str, float], **fields: str) -> LabelledArticle:
    """An article of sentences (text, label, probability of that label)."""
    made, start = [], 0
    for number, (text, label, sure) in enumerate(sentences, 1):
        rest = (1 - sure) / 3
        chances = tuple(sure if one == label else rest for one in LABELS)
        made.append(LabelledSentence(name, number, start, start + len(text), text, label, chances, sure < 0.5))
        start += len(text) + 1
    return LabelledArticle(Article(name, " ".join(text for text, _, _ in sentences), fields), made)


FIRST = article(
    "a",
    ("Zij praten.", "diplomatic", 0.6),
    ("Zij schieten.", "escalatory", 0.9),
    date="2022-01",
)
SECOND = article(
    "b",
    ("=Kop", "other", 0.4),
    ("Zij tekenen.", "diplomatic", 0.7),
    label="goud",
    outlet="krant",
)


def write(path: Path, what: Content = CONTENT) -> Path:
    """Write both articles."""
    with WholeFile(path, binary=path.suffix == ".parquet") as file:
        output = output_for(path, file, what)
        output.add(FIRST)
        output.add(SECOND)
        output.finish()
    return path


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_same_rows(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"o.{ending}")
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}.get(ending)
    table = read(path) if read else pd.read_json(path, lines=True, dtype=False)
    assert list(table.columns) == [
        *("article_id", "sentence", "start", "end", "text", "label"),
        *(f"p_{label}" for label in LABELS),
        *("uncertain", "model", "date", "input_label", "outlet"),
    ]
    assert table["label"].tolist() == [
        "diplomatic",
        "escalatory",
        "other",
        "diplomatic",
    ]
    assert table["p_escalatory"].round(4).tolist() == [0.1333, 0.9, 0.2, 0.1]
    assert table["uncertain"].tolist() == [False, False, True, False]
    assert table["date"].fillna("").tolist() == ["2022-01", "2022-01", "", ""]
    assert table["input_label"].fillna("").tolist() == ["", "", "goud", "goud"]


def test_a_heading_of_a_column_is_harmless_too(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    with WholeFile(path) as file:
        output = output_for(path, file, CONTENT)
        output.add(article("a", ("Het regent.", "other", 0.9), **{"=1+1": "@x"}))
        output.finish()
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    assert rows[0]["'=1+1"] == "'@x"


@given(
    st.text(
        st.one_of(st.sampled_from("'=-\t\r\n\",;"), st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
        min_size=1,
        max_size=12,
    )
)
def test_a_table_gives_every_text_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "o.csv"
        with WholeFile(path) as file:
            write_csv(Table({"text": str, "label": str}, iter([[text, "other"]])), file)
        with open_table(path) as table:
            assert [row["text"] for row in table.rows] == [text]


def test_notes_become_columns_before_what_the_source_carried(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    notes = Notes([SentenceNotes({"speaker": "Psaki"}), SentenceNotes({"speaker": ""})])
    with WholeFile(path) as file:
        output = output_for(path, file, CONTENT)
        output.add(FIRST, notes)
        output.finish()
    assert path.read_text().splitlines()[0].endswith("uncertain,model,speaker,date")
    assert path.read_text().splitlines()[1].endswith("little@1,Psaki,2022-01")


def test_half_a_surrogate_pair_does_not_stop_parquet(tmp_path: Path) -> None:
    path = tmp_path / "o.parquet"
    with WholeFile(path, binary=True) as file:
        output = output_for(path, file, CONTENT)
        output.add(article("a", ("Het \ud83d regent.", "other", 0.9)))
        output.finish()
    assert pd.read_parquet(path)["text"].tolist() == ["Het ? regent."]


def test_a_summary_has_a_row_an_article(tmp_path: Path) -> None:
    table = pd.read_csv(write(tmp_path / "s.csv", CONTENT._replace(summary=True)))
    assert table["article_id"].tolist() == ["a", "b"]
    assert table["sentences"].tolist() == [2, 2]
    assert table["dominant"].tolist() == [
        "escalatory",
        "diplomatic",
    ]  # of equals the surer one; other is no frame
    assert table["share_diplomatic"].tolist() == [0.5, 0.5]
    assert table["share_uncertain"].tolist() == [0, 0.5]
    assert table["first_diplomatic"].tolist() == [1, 2]
    assert table["strongest_diplomatic_text"].tolist() == [
        "Zij praten.",
        "Zij tekenen.",
    ]
    assert table["strongest_diplomatic_p"].tolist() == [0.6, 0.7]
    assert table["first_sanction"].isna().all()


def test_first_and_strongest_are_told_apart() -> None:
    three = article("a", ("A.", "sanction", 0.5), ("B.", "sanction", 0.9), ("C.", "other", 0.99))
    frame = summarise(three, SHIPPED).frames[2]
    assert frame.first and frame.strongest
    assert (
        frame.first.text,
        frame.strongest.text,
        frame.sentences,
        round(frame.share, 3),
    ) == ("A.", "B.", 2, 0.667)


def test_the_shares_of_an_article_add_up_to_one() -> None:
    assert sum(frame.share for frame in summarise(SECOND, SHIPPED).frames) == pytest.approx(1)


def test_an_article_without_sentences_has_no_dominant_frame() -> None:
    assert summarise(article("a"), SHIPPED).dominant == ""


def test_sentences_that_come_row_by_row_are_summed_up_by_article(command: Command, little_model: Path) -> None:
    (command.folder / "t.csv").write_text(
        "article_id,text,date,outlet\nx,Een.,2022,a\nx,Twee.,2022,b\ny,Drie.,2023,c\n"
    )
    words = ["t.csv", "--split", "none", "--summary", "--output", "s.jsonl"]
    assert command("predict", "--model", str(little_model), *words).returncode == 0
    rows = [json.loads(line) for line in (command.folder / "s.jsonl").read_text().splitlines()]
    assert [(row["article_id"], row["sentences"], row["date"], row["outlet"]) for row in rows] == [
        ("x", 2, "2022", None),
        ("y", 1, "2023", "c"),
    ]


def test_a_summary_on_the_terminal_names_the_most_frequent_frame(command: Command, little_model: Path) -> None:
    words = ("predict", "--summary", "--model", str(little_model))
    twice = command(*words, stdin="Raketten troffen de stad. Raketten troffen de haven. Het regent.")
    assert twice.returncode == 0
    assert "3 sentences, most frequent: escalatory" in twice.stdout
    assert "2 sentences, no frame stands out" in command(*words, stdin="Raketten troffen de stad. Het regent.").stdout


@pytest.mark.parametrize(
    ("labels", "frames"),
    [
        ("d", [0]),
        ("dooo", []),
        ("ddoo", [0]),
        ("ddeeo", [0, 1]),
        ("sooooo", []),
        ("ss" + "o" * 18, [2]),
        ("ss" + "o" * 19, []),
        ("oo", []),
        ("", []),
    ],
)
def test_the_most_frequent_frame_may_tie_and_needs_two_sentences_and_a_tenth(labels: str, frames: list[int]) -> None:
    names = {"d": "diplomatic", "e": "escalatory", "s": "sanction", "o": "other"}
    made = article("a", *((f"Zin {i}.", names[label], 0.9) for i, label in enumerate(labels)))
    assert most_frequent(made, LABELS, "other") == frames


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    with pytest.raises(DuidingError), WholeFile(path) as file:
        output_for(path, file, CONTENT).add(FIRST)
        raise DuidingError("x")
    assert list(tmp_path.iterdir()) == []


def test_resuming_needs_an_output(command: Command, little_model: Path) -> None:
    done = command("predict", "--resume", "--model", str(little_model), stdin="Het regent.")
    assert done.returncode == 2
    assert "--output" in done.stderr


@pytest.mark.parametrize("name", ["o.csv", "o.html"])
def test_an_error_on_the_way_leaves_no_file_open(tmp_path: Path, name: str) -> None:
    def articles() -> Iterator[LabelledArticle]:
        yield FIRST
        raise DuidingError("a page that can't be read")

    gc.collect()  # what other tests left open
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        targets = open_targets(tmp_path / name, force=False)
        with pytest.raises(DuidingError, match="a page"):
            write_articles(articles(), lambda _: Notes(), targets, CONTENT)
        gc.collect()
    assert [str(one.message) for one in said if str(one.message).startswith("unclosed file")] == []
    assert list(tmp_path.iterdir()) == []
