"""Sentence boundaries of difficult Dutch news text, ours beside spaCy's own, on the same hand-made texts."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy

from duiding.language import BUNDLED, load
from duiding.language.pipelines import _BUNDLED_PATH
from duiding.sentences import split

HERE = Path(__file__).parent
FLOOR = 0.97
# A bullet is counted with the sentence behind it, whether or not a splitter cuts it off.
_BULLET = re.compile(r"\s*(?:(?:[-–—•*>]|\d{1,2}\.|[a-z]\))\s+)?")
_SIGNS = {"shy": "\u00ad", "nbsp": "\u00a0", "zwsp": "\u200b", "lrm": "\u200e", "vs": "\ufe0f", "tab": "\t"}

Splitter = Callable[[str], list[int]]


class Text(NamedTuple):
    """A text of the gold file and the offsets at which its sentences begin, the first left out."""

    kind: str
    text: str
    starts: set[int]


class Score(NamedTuple):
    """Boundaries found and not, and the figures made of them."""

    right: int
    found: int
    true: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.true)

    def __str__(self) -> str:
        precision, recall = self.right / self.found, self.right / self.true
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {self.f1:.3f}  ({self.true} boundaries)"


def read_gold(name: str) -> list[Text]:
    """Read texts with their boundaries."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    texts = []
    for part in re.split(r"^%% ", "\n".join(lines), flags=re.MULTILINE)[1:]:
        kind, _, marked = part.partition("\n")
        marked = re.sub(r"\{(\w+)\}", lambda sign: _SIGNS[sign[1]], marked.strip("\n"))
        pieces = marked.split("¦")
        text = "".join(pieces)
        starts = [sum(map(len, pieces[:i])) for i in range(1, len(pieces))]
        texts.append(Text(kind, text, {_at(text, start) for start in starts}))
    return texts


def _at(text: str, start: int) -> int:
    found = _BULLET.match(text, start)
    return found.end() if found else start


def ours(text: str) -> list[int]:
    return [sentence.start for sentence in split(text)]


def by_parser(text: str) -> list[int]:
    return [sentence.start_char for sentence in load(BUNDLED)(text).sents]


def by_senter(text: str) -> list[int]:
    return [sentence.start_char for sentence in _senter()(text).sents]


@functools.cache
def _senter() -> spacy.Language:
    nlp = spacy.load(
        _BUNDLED_PATH,
        exclude=["parser", "morphologizer", "tagger", "lemmatizer", "attribute_ruler"],
    )
    nlp.enable_pipe("senter")
    return nlp


def score(splitter: Splitter, texts: list[Text]) -> Score:
    right = found = true = 0
    for one in texts:
        first = _at(one.text, 0)
        starts = {_at(one.text, start) for start in splitter(one.text)} - {first}
        right, found, true = (
            right + len(starts & one.starts),
            found + len(starts),
            true + len(one.starts),
        )
    return Score(right, found, true)


def mistakes(texts: list[Text]) -> Iterator[str]:
    for one in texts:
        starts = {_at(one.text, start) for start in ours(one.text)} - {_at(one.text, 0)}
        for kind, places in (
            ("missed", one.starts - starts),
            ("too much", starts - one.starts),
        ):
            for place in sorted(places):
                yield f"{one.kind}, {kind}: {one.text[max(0, place - 30) : place]}¦{one.text[place : place + 30]}"


def _report(name: str) -> dict[str, Score]:
    texts = read_gold(name)
    scores = {
        "duiding": score(ours, texts),
        "spaCy parser": score(by_parser, texts),
        "spaCy senter": score(by_senter, texts),
    }
    print(f"\n{name}")
    for splitter, figures in scores.items():
        print(f"  {splitter:<14} {figures}")
    return scores


@pytest.mark.parametrize(
    ("name", "fewest"),
    [
        pytest.param("boundaries.txt", 160, id="difficult"),
        pytest.param("boundaries_untouched.txt", 60, id="difficult, not looked at while tuning"),
        pytest.param("boundaries_news.txt", 240, id="texts as analysts get them"),
        pytest.param("boundaries_news_untouched.txt", 120, id="such texts, not looked at while mending"),
        pytest.param("boundaries_forms.txt", 130, id="forms that news comes in"),
        pytest.param("boundaries_forms_untouched.txt", 60, id="such forms, not looked at while mending"),
    ],
)
def test_boundaries_are_found_better_than_by_spacy(name: str, fewest: int) -> None:
    scores = _report(name)
    assert scores["duiding"].true >= fewest
    shown = [] if "untouched" in name else mistakes(read_gold(name))  # what was put aside stays unseen
    assert scores["duiding"].f1 >= FLOOR, "\n".join(shown)
    assert scores["duiding"].f1 > max(scores["spaCy parser"].f1, scores["spaCy senter"].f1)
