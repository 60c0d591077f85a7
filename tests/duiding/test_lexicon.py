"""The lexicon matches compounds, phrases and separable verbs; the longest entry wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiding.errors import DuidingError
from duiding.language import Parser
from duiding.lexicon import Entry, Lexicon, label_by_lexicon, matching, read_lexicon

ENTRIES = [
    Entry("embargo", "suffix", "sanction", "sanction"),
    Entry("raket", "prefix", "weapon", "escalatory"),
    Entry("aanval", "suffix", "assault", "escalatory"),
    Entry("aanvaller", "lemma", "other-sport", "other"),
    Entry("uitwijzen", "lemma", "sanction", "sanction"),
    Entry("om tafel", "phrase", "consult", "diplomatic"),
    Entry("oorlog", "lemma", "assault", "escalatory"),
    Entry("burgeroorlog om tafel", "phrase", "other-daily", "other"),
    Entry("tarief", "suffix", "sanction", "sanction", "state"),
    Entry("tarief", "prefix", "other-economy", "other", "!state"),
    Entry("china", "lemma", "actor-state", "other"),
    Entry("eu", "lemma", "actor-body", "other"),
    Entry("sanctie", "suffix", "sanction", "sanction"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ENTRIES)


def stems(lexicon: Lexicon, text: str) -> list[str]:
    (sentence,) = Parser("auto").parse([text])
    return [hit.entry.stem for hit in lexicon.match(sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er komt een wapenembargo.", ["embargo"]),
        ("Een raketbeschieting trof de stad.", ["raket"]),
        ("De luchtaanvallen gaan door.", ["aanval"]),
        ("De aanvaller scoorde.", ["aanvaller"]),
        ("Moskou wees gisteren twee diplomaten uit.", ["uitwijzen"]),
        ("Ze zitten weer om tafel.", ["om tafel"]),
        ("De oorlogen duurden lang.", ["oorlog"]),
        ("De tarieven voor China stijgen.", ["tarief", "china"]),
        ("De EU-sancties blijven.", ["eu", "sanctie"]),
        ("Het regent.", []),
    ],
)
def test_entries_are_found_in_running_text(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert sorted(stems(lexicon, text)) == sorted(expected)


def test_a_need_that_is_not_met_leaves_the_entry_out(lexicon: Lexicon) -> None:
    (sentence,) = Parser("auto").parse(["De tarieven stijgen."])
    assert {hit.entry.event for hit in lexicon.match(sentence)} == {"other-economy"}


def test_the_baseline_labels_by_hits(lexicon: Lexicon) -> None:
    sentences = Parser("auto").parse(["Een luchtaanval en een embargo en een wapenembargo.", "Het regent."])
    assert label_by_lexicon(lexicon, sentences) == ["sanction", "other"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("stem,match,event\na,lemma,x\n", "lacks the column 'label'"),
        ("stem,match,event,label\na,middle,x,other\n", "line 2: match is 'middle'"),
        ("stem,match,event,label\n,lemma,x,other\n", "line 2: the stem is empty"),
        (
            "stem,match,event,label\na,lemma,x,other\na,lemma,y,other\n",
            "line 3: 'a' .* line 2 already",
        ),
        ("stem,match,event,label\n", "no entries"),
    ],
)
def test_a_bad_lexicon_is_refused_by_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "lexicon.csv"
    path.write_text(content)
    with pytest.raises(DuidingError, match=message):
        read_lexicon(path)


def test_a_missing_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(DuidingError, match="does not exist"):
        read_lexicon(tmp_path / "none.csv")


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "KNOWN", 10)
    lexicon = Lexicon(ENTRIES)
    for sentence in Parser("auto").parse([f"Raket{i} en luchtaanval{i} in Stad{i}." for i in range(50)]):
        lexicon.match(sentence)
    held = [one for one in vars(lexicon).values() if hasattr(one, "cache_info")]
    assert held
    assert all(one.cache_info().currsize <= 10 for one in held)


def test_a_word_without_end_is_matched_at_its_ends(lexicon: Lexicon) -> None:
    assert stems(lexicon, f"De raket{'ab' * 200_000}.") == ["raket"]
    assert stems(lexicon, f"Een {'ab' * 200_000}embargo.") == ["embargo"]
