"""What people say is kept: whole lines, the newest holding, through undo, kills and edits by hand."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiding.corpus import ReadingOptions, read_labelled
from duiding.errors import DuidingError
from tests.conftest import Command
from workbench.projects.names import SETTLED
from workbench.storage.labels import Labels
from workbench.storage.marks import YES, Mark, one_line

ONE = Mark("a", 1, "De ministers praten.", "diplomatic", "anna", before="Kop", predicted="other")
TWO = Mark("a", 2, "=Zij „schieten”, 'zei' hij", "escalatory", "anna", notes="twijfel")


def label_of(labels: Labels, mark: Mark) -> str:
    given = labels.given(mark.key).get(mark.coder)
    return given.label if given else ""


def test_a_label_is_on_disk_at_once_and_the_last_one_holds(tmp_path: Path) -> None:
    labels = Labels(tmp_path / "labels.csv")
    labels.add(ONE)
    labels.add(TWO)
    labels.add(ONE._replace(label="sanction"))
    again = Labels(tmp_path / "labels.csv")
    assert (label_of(again, ONE), label_of(again, TWO)) == ("sanction", "escalatory")
    assert again.given(TWO.key)["anna"].text == TWO.text
    assert len((tmp_path / "labels.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_undo_goes_back_step_by_step_for_the_coder_alone(tmp_path: Path) -> None:
    labels = Labels(tmp_path / "labels.csv")
    for mark in (ONE, TWO, ONE._replace(label="sanction"), ONE._replace(coder="bert", label="other")):
        labels.add(mark)
    undone = [labels.undo("anna") for _ in range(4)]
    assert [(one.sentence, one.label) if one else None for one in undone] == [(1, "diplomatic"), (2, ""), (1, ""), None]
    for one in (labels, Labels(tmp_path / "labels.csv")):
        assert list(one.by_coder()) == [ONE.key]
        assert one.given(ONE.key)["bert"].label == "other"
        assert one.undo("anna") is None
    labels.add(ONE._replace(label="other"))
    assert label_of(labels, ONE) == "other"


@given(st.text(min_size=1), st.text(), st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_one_line_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, notes: str, coder: str
) -> None:
    path = tmp_path_factory.mktemp("labels") / "labels.csv"
    mark = ONE._replace(text=f"a{text}", notes=notes, coder=f"c{coder}")
    Labels(path).add(mark)
    assert path.read_bytes().count(b"\n") == 2
    back = list(Labels(path).by_coder().values())
    assert len(back) == 1
    found = next(iter(back[0].values()))
    assert (found.text, found.notes, found.coder) == tuple(map(one_line, (mark.text, mark.notes, mark.coder)))


def test_a_line_cut_off_anywhere_costs_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    for mark in (ONE, TWO, ONE._replace(sentence=3, text='Drie "woorden" hier', notes="x, y")):
        Labels(path).add(mark)
    whole = path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for end in range(start, len(whole)):
        path.write_bytes(whole[:end])
        labels = Labels(path)
        kept = {key[1] for key in labels.by_coder()}
        assert kept == ({1, 2, 3} if end == len(whole) - 1 else {1, 2}), end
        labels.add(ONE._replace(sentence=4))
        assert {key[1] for key in Labels(path).by_coder()} == kept | {4}


def test_two_workbenches_on_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, other = Labels(tmp_path / "labels.csv"), Labels(tmp_path / "labels.csv")
    for number in range(1, 21):
        (one if number % 2 else other).add(ONE._replace(sentence=number, coder="anna" if number % 2 else "bert"))
    assert len(one.by_coder()) == len(other.by_coder()) == 20


def test_a_table_that_a_spreadsheet_saved_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    labels = Labels(path)
    labels.add(ONE)
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    rows[1][rows[0].index("label")] = "other"
    path.write_text("\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    assert label_of(labels, ONE) == "other"
    labels.add(TWO)
    assert len(Labels(path).by_coder()) == 2


def test_killed_while_labelling_all_that_was_said_to_be_saved_is_there(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from workbench.storage.labels import Labels; from tests.workbench.test_labels import ONE\n"
        "labels, number = Labels(Path('labels.csv')), 0\n"
        "while True:\n"
        "    number += 1; labels.add(ONE._replace(sentence=number)); print(number, flush=True)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=Command.environment(), stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(40)]
    running.send_signal(signal.SIGKILL)
    said += running.communicate()[0].splitlines()
    last = max(int(line) for line in said if line.strip())
    kept = {key[1] for key in Labels(tmp_path / "labels.csv").by_coder()}
    assert kept >= set(range(1, last + 1))
    assert len(kept) <= last + 1


def test_a_table_of_labels_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").mkdir()
    with pytest.raises(DuidingError, match="can't be read"):
        Labels(tmp_path / "labels.csv").add(ONE)


def test_a_model_learns_from_what_holds_and_from_what_was_settled(tmp_path: Path) -> None:
    labels = Labels(tmp_path / "labels.csv")
    labels.add(ONE)
    labels.add(ONE._replace(label="sanction"))
    for mark in (
        TWO,
        TWO._replace(coder="bert", label="other"),
        TWO._replace(coder="bert", label="other", settled=YES),
    ):
        labels.add(mark)
    labels.add(ONE._replace(sentence=3, text="Weg ermee."))
    labels.undo("anna")
    assert labels.write_training(tmp_path / "training.csv") == 4
    read = read_labelled([tmp_path / "training.csv"], ReadingOptions(adjudicator=SETTLED))
    assert dict(zip(read.corpus["text"], read.corpus["label"], strict=True)) == {
        ONE.text: "sanction",
        TWO.text: "other",
    }
    assert list(read.corpus["article_id"]) == ["a", "a"]
    assert read.undecided == []
