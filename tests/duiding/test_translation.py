"""Every message of pages and tables is in the catalogue of each language. To add those that are missing:

pybabel extract -F src/duiding/translation/babel.cfg -k N_ --no-wrap --sort-output --add-location=file -o messages.pot src predict evaluate train
pybabel update -i messages.pot -o src/duiding/translation/nl.po -l nl --no-wrap --no-fuzzy-matching
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import duiding.translation
from duiding.labels import SHIPPED
from duiding.translation import Translation, speak, use
from duiding.translation.terms import TERMS
from tests.conftest import ROOT, Command

FOLDER = Path(duiding.translation.__file__).parent
VALUES = re.compile(r"%\((\w+)\)s|%%")


def written() -> Iterator[tuple[str, ...]]:
    """Give all messages that the sources hold, each with its forms."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "N_": None}
    for folder in ("src", "predict", "evaluate", "train"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, options, keywords):
            yield message if isinstance(message, tuple) else (message,)


@pytest.fixture(scope="module")
def messages() -> set[tuple[str, ...]]:
    return set(written())


@pytest.fixture(scope="module")
def dutch() -> dict[str, tuple[str, ...]]:
    with (FOLDER / "nl.po").open("rb") as file:
        found = {}
        for one in read_po(file):
            if one.id:
                key = one.id[0] if isinstance(one.id, tuple | list) else one.id
                found[key] = tuple(one.string) if isinstance(one.string, tuple | list) else (one.string,)
        return found


def test_every_message_has_a_dutch_form(messages: set[tuple[str, ...]], dutch: dict[str, tuple[str, ...]]) -> None:
    assert len(messages) > 200
    assert sorted(forms[0] for forms in messages if not all(dutch.get(forms[0], ("",)))) == []
    assert sorted(set(dutch) - {forms[0] for forms in messages}) == []


def test_a_translation_has_the_values_of_its_message(
    messages: set[tuple[str, ...]], dutch: dict[str, tuple[str, ...]]
) -> None:
    for forms in messages:
        wanted = set(VALUES.findall(forms[-1]))
        for form in dutch[forms[0]]:
            assert set(VALUES.findall(form)) == wanted, forms[0]


def test_what_the_shipped_labels_are_called_and_mean_is_translated(dutch: dict[str, tuple[str, ...]]) -> None:
    for label in SHIPPED.labels:
        assert {label.shown, label.meaning} <= set(TERMS) & set(dutch)


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    dutch = Translation("nl")
    assert dutch.plural("%(num)s sentence", "%(num)s sentences", 3229) == "3.229 zinnen"
    assert dutch.plural("%(num)s sentence", "%(num)s sentences", 1) == "1 zin"
    assert dutch.date((2022, 3)) == "mrt 2022"
    assert dutch("95 %% interval:") == "95%-interval:"


@pytest.mark.parametrize(("locale", "language"), [("nl_BE.UTF-8", "nl"), ("fr_FR", "en"), ("C", "en"), ("", "en")])
def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    use(None)
    assert speak().language == language


def test_a_command_speaks_the_language_that_it_is_told(command: Command, little_model: Path) -> None:
    (command.folder / "a.txt").write_text("De ministers praten in Wenen over vrede.", encoding="utf-8")
    words = ("predict", "a.txt", "--model", str(little_model), "--language")
    assert command(*words, "nl", "--output", "r.html").returncode == 0
    page = (command.folder / "r.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "Frames in dit artikel" in page
    assert "diplomatiek" in page
    assert command(*words, "en", "--output", "e.html").returncode == 0
    assert "Frames in this article" in (command.folder / "e.html").read_text(encoding="utf-8")
    assert "meest voorkomend: diplomatiek" in command(*words, "nl", "--summary").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("weg.txt",), "predict: weg.txt bestaat niet: controleer de naam."),
        (("a.txt", "--model", "weg"), "predict: Er staat geen model in weg. Maak er een met 'python -m train', of noem een andere map."),
        (("a.txt", "--output", "a.csv"), "predict: a.csv bestaat al. Overschrijf het met --force, of noem een ander bestand."),
        (("a.txt", "--only", "oorlog"), "predict: --only oorlog: de labels van het model zijn diplomatic, escalatory, other."),
        (("leeg.csv",), "predict: overgeslagen: leeg.csv heeft geen kolom met de tekst. Gevonden: a. Noem die met --text-column."),
        (("leeg.txt",), "predict: overgeslagen: leeg.txt bevat geen tekst: verwacht wordt een artikel."),
    ],
)  # fmt: skip
def test_what_goes_wrong_most_is_told_in_the_language_of_the_run(
    command: Command, little_model: Path, words: tuple[str, ...], told: str
) -> None:
    for name, text in {"a.txt": "Het regent.", "a.csv": "", "leeg.csv": "a\n1\n", "leeg.txt": ""}.items():
        (command.folder / name).write_text(text)
    done = command("predict", "--model", str(little_model), *words, "--language", "nl")
    assert done.returncode == 2 and told in done.stderr.splitlines()


def test_what_is_written_is_told_in_the_language_of_the_run(command: Command, little_model: Path) -> None:
    words = ("predict", "--model", str(little_model), "--language", "nl", "--output", "a.xlsx")
    done = command(*words, stdin="Het regent. Zij praten.")
    assert done.stderr == "2 zinnen uit 1 artikel geschreven naar a.xlsx.\n"


def test_what_columns_are_taken_for_is_told_in_the_language_of_the_run(command: Command, little_model: Path) -> None:
    (command.folder / "a.csv").write_text("krant,bericht,inhoud\nTrouw,x,Het regent.\n")
    done = command("predict", "a.csv", "--model", str(little_model), "--language", "nl")
    assert done.stderr == "a.csv: tekst in 'inhoud', krant in 'krant'; elke rij geldt als een eigen artikel.\n"
