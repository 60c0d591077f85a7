"""A text to label, and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from duiding.errors import InputError, TooLongError
from duiding.sentences import Sentence, clean, read_front_matter, split

LONGEST = 10_000_000  # characters: a newspaper's article has some 5,000, a sentence a line may have a million and more
_MOST_ENDS = 500_000  # full stops, question marks and line ends: each may end a sentence, and takes memory all the same
_LONGEST_SENTENCE = 1_000_000  # characters: spaCy parses no longer ones


class Article(NamedTuple):
    """A text to label.

    ``fields`` holds what is known about it (date, title, columns of its row). ``whole`` says that it is one sentence already, the
    ``number``-th of its article; in ``context`` it is read with the sentences of the same ``article_id`` next to it.
    """

    article_id: str
    text: str
    fields: Mapping[str, str] = MappingProxyType({})
    whole: bool = False
    number: int = 1
    context: bool = True


def check_length(text: str, where: str, *, whole: bool = False) -> None:
    """See that a text can be an article.

    Args:
        text: the text.
        where: what to call it in an error.
        whole: whether it is one sentence already.

    Raises:
        InputError: it is empty, or ``too_long``.

    """
    if not clean(text).strip():
        raise InputError("%(where)s holds no text: expected an article.", where=where)
    if trouble := too_long(text, whole=whole):
        raise TooLongError(f"{where} {trouble}: cut it into articles.")


def too_long(text: str, *, whole: bool = False) -> str:
    """Tell why a text is too long to be labelled as one article, so that memory stays bounded; empty where it is not.

    Args:
        text: the text.
        whole: whether it is one sentence already.

    """
    if len(text) > LONGEST:
        return f"has {len(text):,} characters, more than the {LONGEST:,} of any one article"
    if len(text) > _MOST_ENDS and (ends := sum(map(text.count, ".?!…\n\r"))) > _MOST_ENDS:
        return f"has {ends:,} full stops and line ends, more than the {_MOST_ENDS:,} of any one article"
    if len(text) > _LONGEST_SENTENCE:
        longest = len(text) if whole else max((one.end - one.start for one in split(text)), default=0)
        if longest > _LONGEST_SENTENCE:
            return f"has a sentence of {longest:,} characters, more than the {_LONGEST_SENTENCE:,} of any one sentence"
    return ""


def sentences_of(article: Article) -> list[Sentence]:
    """Split an article into sentences, its front matter left out; one that is ``whole`` is kept as it is."""
    if article.whole:
        stripped = article.text.strip()
        start = article.text.find(stripped)
        return [Sentence(start, start + len(stripped), stripped)] if stripped else []
    return split(article.text, read_front_matter(article.text).body)
