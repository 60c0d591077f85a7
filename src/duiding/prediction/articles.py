"""A text to label, and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from duiding.errors import InputError, TooLongError
from duiding.sentences import Sentence, clean, read_front_matter, split

LONGEST = 1_000_000  # characters: a newspaper's article has some 5,000; a longer file than this is not one article


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


def check_length(text: str, where: str) -> None:
    """See that a text can be an article.

    Raises:
        InputError: it is empty, or longer than ``LONGEST``.

    """
    if not clean(text).strip():
        raise InputError("%(where)s holds no text: expected an article.", where=where)
    if len(text) > LONGEST:
        raise TooLongError(
            f"{where} has {len(text):,} characters, more than the {LONGEST:,} of any one article: cut it into articles."
        )


def sentences_of(article: Article) -> list[Sentence]:
    """Split an article into sentences, its front matter left out; one that is ``whole`` is kept as it is."""
    if article.whole:
        stripped = article.text.strip()
        start = article.text.find(stripped)
        return [Sentence(start, start + len(stripped), stripped)] if stripped else []
    return split(article.text, read_front_matter(article.text).body)
