"""Every text of the pages is there in every language."""

from __future__ import annotations

import ast
import re

import pytest

pytest.importorskip("babel")

from babel.messages.extract import extract_from_dir

from duiding.errors import DuidingError, InputError
from tests.conftest import ROOT
from workbench.server.languages import LANGUAGES, told, translations

FOUND = list(
    extract_from_dir(
        ROOT / "workbench",
        [("**.j2", "jinja2")],
        {"**.j2": {"newstyle_gettext": "true", "trimmed": "true", "extensions": "jinja2.ext.i18n"}},
    )
)
PUT_IN = re.compile(r"%\(\w+\)s|%%|\{\w+\}")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_of_the_templates_is_translated_with_what_is_put_in(language: str) -> None:
    known = translations(language)
    assert len(FOUND) > 100
    for file, line, message, _, _ in FOUND:
        one, *more = message if isinstance(message, tuple) else (message,)
        said = [known.gettext(one)] if not more else [known.ngettext(one, more[0], count) for count in (1, 2)]
        for text in said:
            same = text in (
                "Excel (.xlsx)",
                "SPSS (.sav)",
                "Stata (.dta)",
                "OK",
                "Frames",
                "Actor",
                "Project",
                "Model",
                "Label",
                "Training",
                "Dominant frame",
                "Stop",
                "week",
                "Frame",
            )
            assert same or text not in (one, *more), f"{file}:{line}: not translated: {one}"
            assert set(PUT_IN.findall(text)) == set(PUT_IN.findall(one)), f"{file}:{line}: {text}"


def errors() -> list[tuple[str, str]]:
    """Find the messages of errors that pages can show, each with its file."""
    found = []
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.Call) and getattr(one.func, "id", "").endswith("Error") and one.args:
                first = one.args[0]
                assert not isinstance(first, ast.JoinedStr), f"{path}:{one.lineno}: no message of a catalogue"
                if isinstance(first, ast.Constant) and path.name not in ("command.py", "serving.py"):
                    found.append((path.name, str(first.value)))
    return found


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_error_that_a_page_can_show_is_translated_with_what_is_put_in(language: str) -> None:
    assert len(errors()) > 40
    for file, message in errors():
        text = translations(language).gettext(message)
        assert text != message, f"{file}: not translated: {message}"
        assert set(PUT_IN.findall(text)) == set(PUT_IN.findall(message)), f"{file}: {text}"


def test_an_error_is_told_in_the_readers_language_be_it_ours_or_the_cores() -> None:
    core = InputError("No article has a date before %(day)s.", day="2022-02-24")
    assert told(core, "en") == "No article has a date before 2022-02-24."
    assert told(core, "nl") not in ("No article has a date before 2022-02-24.", core.message)
    ours = InputError("There is no such format: %(formats)s.", formats="csv")
    assert told(ours, "nl") == "Dat formaat is er niet; wel zijn er csv."
    assert told(ours, "en") == "There is no such format: csv."
    assert told(DuidingError("Not in any catalogue, 5 %."), "nl") == "Not in any catalogue, 5 %."
