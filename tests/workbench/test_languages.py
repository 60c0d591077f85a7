"""Every text of the pages is there in every language."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("babel")

from babel.messages.extract import extract_from_dir

from tests.conftest import ROOT
from workbench.server.languages import LANGUAGES, translations

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
