"""A labelled article as the plain data that ``article.js`` shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypedDict
from urllib.parse import urlsplit

from duiding.prediction import LabelledArticle, LabelledSentence, most_frequent

_HEADING = 90  # characters: a longer paragraph without a full stop is text all the same
_TITLE = 100  # characters of a sentence that stands for a title
_CLOSED = re.compile(r"[.!?…:;][”“\"’'»)\]]*$")
_BYLINE = ("author", "publisher", "sitename", "section")
_KNOWN = ("title", "date", "url", *_BYLINE)


class ArticleData(TypedDict):
    """An article: what is known of it, and its paragraphs of sentences.

    A sentence is ``{"n": number, "text", "label": number of its label, "p": percentages}``, with ``"doubt": true`` where the model is
    uncertain and ``"words"`` where they are known. ``top`` numbers the most frequent frames, see ``most_frequent``.
    """

    id: str
    title: str
    named: bool
    date: str
    source: str
    byline: list[str]
    link: str
    fields: dict[str, str]
    paragraphs: list[dict[str, Any]]
    actors: list[list[Any]]
    top: list[int]


def article_data(
    labelled: LabelledArticle,
    labels: Sequence[str],
    words: Sequence[Sequence[tuple[str, float]]] = (),
    actors: Sequence[tuple[str, str, Sequence[int]]] = (),
    *,
    no_frame: str = "",
) -> ArticleData:
    """Prepare an article for a page.

    Args:
        labelled: the article.
        labels: the model's labels.
        words: the words that decided each sentence with their weights (positive: for its label), where they are known.
        actors: names with their role and the number of sentences of each label, where they are known.
        no_frame: the label that is no frame; empty if there is none.

    """
    fields = dict(labelled.article.fields)
    codes = {label: i for i, label in enumerate(labels)}
    sentences = [
        _sentence(one, codes, words[place] if place < len(words) else ())
        for place, one in enumerate(labelled.sentences)
    ]
    paragraphs = _paragraphs(labelled, sentences)
    title = fields.get("title", "")
    return {
        "id": labelled.article.article_id,
        "title": title or _first_words(paragraphs) or labelled.article.article_id,
        "named": bool(title),
        "date": fields.get("date", ""),
        "source": fields.get("publisher") or fields.get("sitename", ""),
        "byline": [fields[name] for name in _BYLINE if fields.get(name)],
        "link": _web_address(fields.get("url", "")),
        "fields": {name: value for name, value in fields.items() if name not in _KNOWN and value},
        "paragraphs": paragraphs,
        "actors": [[name, role, list(counts)] for name, role, counts in actors],
        "top": most_frequent(labelled, labels, no_frame),
    }


def _sentence(one: LabelledSentence, codes: dict[str, int], words: Sequence[tuple[str, float]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "n": one.sentence,
        "text": one.cleaned,
        "label": codes[one.label],
        "p": [round(100 * p) for p in one.probabilities],
    }
    if one.uncertain:
        made["doubt"] = True
    if words:
        made["words"] = [[word, round(weight, 2)] for word, weight in words]
    return made


def _paragraphs(labelled: LabelledArticle, sentences: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: list[list[dict[str, Any]]] = []
    end = -1
    whole = labelled.article.whole
    for one, made in zip(labelled.sentences, sentences, strict=True):
        gap = labelled.article.text[end : one.start] if end >= 0 else "\n"
        if whole or "\n" in gap or "\r" in gap:
            groups.append([])
        groups[-1].append(made)
        end = one.end
    return [
        {"heading": True, "sentences": group} if not whole and _is_heading(group) else {"sentences": group}
        for group in groups
    ]


def _is_heading(group: Sequence[dict[str, Any]]) -> bool:
    return len(group) == 1 and len(group[0]["text"]) <= _HEADING and not _CLOSED.search(group[0]["text"])


def _first_words(paragraphs: Sequence[dict[str, Any]]) -> str:
    """Give the first sentence, which in a newspaper's text is the headline, cut where it is long."""
    text = str(paragraphs[0]["sentences"][0]["text"]) if paragraphs else ""
    return text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _web_address(url: str) -> str:
    """Keep an address only where it leads to the web: a page must not carry one that runs something."""
    try:
        return url if urlsplit(url).scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""
