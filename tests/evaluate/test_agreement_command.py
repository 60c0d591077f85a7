"""`python -m evaluate --agreement` tells how far annotators agree, and needs no model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Command

ROWS = (
    "text,coder,label",
    *("Er is overleg.,anna,diplomatic", "Er is overleg.,bert,diplomatic"),
    *("Er vallen bommen.,anna,escalatory", "Er vallen bommen.,bert,escalatory"),
    *("Het regent.,anna,other", "Het regent.,bert,other"),
    *("Er dreigt oorlog.,anna,escalatory", "Er dreigt oorlog.,bert,diplomatic", "Alleen ik.,anna,other"),
)


@pytest.fixture
def coded(command: Command) -> Path:
    path = command.folder / "coded.csv"
    path.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    return path


def test_agreement_is_told_overall_by_label_and_by_sentence(command: Command, coded: Path) -> None:
    done = command("evaluate", "--agreement", coded.name)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "Agreement of 2 annotators on 4 sentences" in lines
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")]
    # kappa overall (0.75 - 0.3125) / (1 - 0.3125); other agrees wholly; escalatory (0.75 - 0.5) / (1 - 0.5)
    assert ["all", "8", "0.636", "", ""] in cells
    assert next(row for row in cells if row[:2] == ["other", "2"])[2:4] == ["1.000", "1.000"]
    assert next(row for row in cells if row[:2] == ["escalatory", "3"])[2] == "0.500"
    assert ["anna", "1", "2", "1"] in cells and ["bert", "2", "1", "1"] in cells
    assert ["escalatory", "1", "1", "0"] in cells  # anna's row, bert's columns
    start = lines.index("In dispute: 1 of 4 sentences.")
    assert lines[start + 1 :] == ["  Er dreigt oorlog.  [anna: escalatory, bert: diplomatic]"]
    assert not (command.folder / "models").exists()


def test_files_of_annotators_are_compared_too(command: Command) -> None:
    for name, label in (("anna", "x"), ("bert", "y")):
        (command.folder / f"{name}.csv").write_text(f"text,label\nA.,{label}\nB.,x\n", encoding="utf-8")
    words = (
        "--agreement",
        "anna.csv",
        "--agreement",
        "bert.csv",
        "--coder",
        "anna.csv=anna",
        "--coder",
        "bert.csv=bert",
    )
    done = command("evaluate", *words)
    assert (done.returncode, "  A.  [anna: x, bert: y]" in done.stdout) == (0, True)


def test_one_annotator_has_nobody_to_agree_with(command: Command) -> None:
    (command.folder / "a.csv").write_text("text,coder,label\nA.,anna,x\n", encoding="utf-8")
    done = command("evaluate", "--agreement", "a.csv")
    assert done.returncode == 2
    assert "No sentence has labels of two annotators: found anna" in done.stderr


def test_files_that_name_no_annotator_are_an_annotators_each(command: Command) -> None:
    for name, label in (("anna", "x"), ("bert", "y")):
        (command.folder / f"{name}.csv").write_text(f"text,label\nA.,{label}\nB.,x\n", encoding="utf-8")
    done = command("evaluate", "--agreement", "anna.csv", "--agreement", "bert.csv")
    assert (done.returncode, "  A.  [anna: x, bert: y]" in done.stdout) == (0, True)
    assert "No annotators are named, so each file counts as one: anna, bert." in done.stderr


def test_two_labels_by_one_annotator_are_told(command: Command) -> None:
    rows = "A.,anna,x\nA.,anna,y\nA.,bert,x\nB.,anna,x\nB.,bert,x\n"
    (command.folder / "a.csv").write_text(f"text,coder,label\n{rows}", encoding="utf-8")
    done = command("evaluate", "--agreement", "a.csv")
    assert done.returncode == 0
    assert (
        "Given two labels by one annotator, so left out there: 1 sentence, first 'A.' by anna (a.csv, row 1)."
        in done.stderr
    )
