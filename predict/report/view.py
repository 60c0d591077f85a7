"""What the templates show: labelled articles as plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from duiding.prediction import LabelledArticle, LabelledSentence
from predict.notes import NO_NOTES, ActorRow, Notes, Word
from predict.summary import ArticleSummary, summarise

_HEADING = 90  # characters: a longer paragraph without a full stop is text all the same
_CLOSED = re.compile(r"[.!?…:;][”“\"’'»)\]]*$")
_KNOWN = ("title", "date", "author", "sitename", "url")


class Chance(NamedTuple):
    """The probability of one label, as a percentage; ``frame`` is the label's number."""

    frame: int
    label: str
    percent: int


class SentenceView(NamedTuple):
    """A sentence on the page."""

    anchor: str
    number: int
    text: str
    frame: int
    label: str
    percent: int
    strength: float
    uncertain: bool
    chances: list[Chance]
    words: Sequence[Word]
    length: int


class Paragraph(NamedTuple):
    """Sentences that stand together; a heading is one short one that does not end as a sentence."""

    heading: bool
    sentences: list[SentenceView]


class ArticleView(NamedTuple):
    """An article on the page."""

    anchor: str
    title: str
    date: str
    byline: list[str]
    link: str
    fields: dict[str, str]
    paragraphs: list[Paragraph]
    summary: ArticleSummary
    dominant: int
    actors: Sequence[ActorRow]

    @property
    def sentences(self) -> list[SentenceView]:
        """All sentences in order."""
        return [one for paragraph in self.paragraphs for one in paragraph.sentences]


def view_article(
    labelled: LabelledArticle,
    labels: Sequence[str],
    place: int,
    notes: Notes = NO_NOTES,
) -> ArticleView:
    """Prepare an article for the page.

    Args:
        labelled: the article.
        labels: the model's labels.
        place: its number in the report.
        notes: the words that decided and the actors, if they are known.

    """
    fields = dict(labelled.article.fields)
    summary = summarise(labelled, labels)
    anchor = f"a{place}"
    sentences = [_sentence(one, labels, anchor, notes.of(i).words) for i, one in enumerate(labelled.sentences)]
    byline = [fields[name] for name in ("date", "author", "sitename") if fields.get(name)]
    others = {name: value for name, value in fields.items() if name not in _KNOWN and value}
    dominant = list(labels).index(summary.dominant) if summary.dominant else -1
    return ArticleView(
        anchor,
        fields.get("title") or labelled.article.article_id,
        fields.get("date", ""),
        byline,
        _web_address(fields.get("url", "")),
        others,
        _paragraphs(labelled, sentences),
        summary,
        dominant,
        notes.actors,
    )


def _sentence(one: LabelledSentence, labels: Sequence[str], anchor: str, words: Sequence[Word]) -> SentenceView:
    chances = [Chance(i, label, round(100 * one.probabilities[i])) for i, label in enumerate(labels)]
    best = list(labels).index(one.label)
    return SentenceView(
        f"{anchor}-s{one.sentence}",
        one.sentence,
        " ".join(one.text.split()),
        best,
        one.label,
        chances[best].percent,
        round(one.probabilities[best], 2),
        one.uncertain,
        sorted(chances, key=lambda chance: -chance.percent),
        words,
        len(one.text),
    )


def _paragraphs(labelled: LabelledArticle, sentences: Sequence[SentenceView]) -> list[Paragraph]:
    groups: list[list[SentenceView]] = []
    end = -1
    for one, view in zip(labelled.sentences, sentences, strict=True):
        gap = labelled.article.text[end : one.start] if end >= 0 else "\n"
        if labelled.article.whole or "\n" in gap or "\r" in gap:
            groups.append([])
        groups[-1].append(view)
        end = one.end
    whole = labelled.article.whole
    return [Paragraph(not whole and _is_heading(group), group) for group in groups]


def _is_heading(group: Sequence[SentenceView]) -> bool:
    return len(group) == 1 and len(group[0].text) <= _HEADING and not _CLOSED.search(group[0].text)


def _web_address(url: str) -> str:
    """Keep an address only where it leads to the web: a page must not carry one that runs something."""
    try:
        return url if urlsplit(url).scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""
