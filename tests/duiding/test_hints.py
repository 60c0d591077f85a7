"""The core says what is wrong; the command line adds what its user can do about it."""

from __future__ import annotations

import ast
import pickle
import re
import sys
from pathlib import Path

import pytest

import duiding
from duiding.cli.hints import told
from duiding.errors import (
    ColumnError,
    ConflictError,
    DuidingError,
    ExistsError,
    NoModelError,
    PipelineMismatchError,
    TooLongError,
)
from duiding.translation import use

CORE = Path(duiding.__file__).parent
OPTION = re.compile(
    r"(?<![\w-])--[a-z][\w-]*(?![\w:-])|python -m (?!spacy)\w|\bduiding (train|evaluate|predict|models)\b"
)


def test_no_text_of_the_core_names_an_option_or_a_command() -> None:
    files = [path for path in CORE.rglob("*.py") if path.relative_to(CORE).parts[0] not in ("cli", "_stages")]
    assert len(files) > 100
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not OPTION.search(node.value), f"{path}, line {node.lineno}"


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (ExistsError("a.csv exists already."), "Add --force to overwrite it, or name another file."),
        (NoModelError("There is no model in x."), "Make one with 'python -m train', or name another folder."),
        (PipelineMismatchError("Another one.", "nl_x"), "Or train again with 'python -m train --pipeline nl_x'."),
        (TooLongError("a.txt is too long."), "Or use --split none for a sentence a line."),
        (ColumnError("a.csv has no column 'text'.", "text"), "Name it with --text-column."),
        (ColumnError("a.csv has no column."), ""),
        (ConflictError("'A.' is labelled x and y."), "Or choose with --prefer new or old."),
        (DuidingError("Something else."), ""),
    ],
)
def test_the_command_line_adds_what_to_do_by_the_kind_of_error(error: DuidingError, hint: str) -> None:
    assert told(error) == f"{error} {hint}".strip()


def test_commands_are_called_as_they_were_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/venv/bin/duiding", "predict"])
    assert "'duiding train'" in told(NoModelError("There is no model in x."))


def test_an_error_and_its_hint_are_said_in_the_language_of_the_process() -> None:
    error = ExistsError("%(path)s is 100 %% there.", path="a.csv")
    assert str(error) == "a.csv is 100 % there."
    assert pickle.loads(pickle.dumps(error)).said({error.message: "%(path)s is er."}.__getitem__) == "a.csv is er."
    use("nl")
    assert told(error) == "a.csv is 100 % there. Overschrijf het met --force, of noem een ander bestand."


def test_an_error_within_another_is_said_in_the_same_language() -> None:
    inner = DuidingError("%(path)s is gone", path="a")
    found = DuidingError("Skipped: %(why)s.", why=inner)
    assert str(found) == "Skipped: a is gone."
    dutch = {inner.message: "%(path)s is weg", found.message: "Overgeslagen: %(why)s."}
    assert found.said(dutch.__getitem__) == "Overgeslagen: a is weg."


def test_a_message_without_values_may_hold_a_percent_sign() -> None:
    assert told(DuidingError("Only 50 % is left.")) == "Only 50 % is left."
