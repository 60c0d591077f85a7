"""Markdown, with markdown-it-py: headings, paragraphs, items and cells become blocks of text, links their words; code is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from duiding.documents.article import BETWEEN, Tell, article_of
from duiding.documents.markup import blocks_of
from duiding.errors import InputError
from duiding.prediction import Article
from duiding.sentences import read_front_matter

if TYPE_CHECKING:
    from markdown_it.token import Token

ENDINGS = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,6} \S.*$", re.MULTILINE)
_MARKS = re.compile(
    r"!?\[[^\[\]\n]{1,300}\]\((?:https?:|mailto:|[./#])[^()\s]{0,500}\)|^(?:```|~~~)|(?<!\*)\*\*[^\s*][^*\n]*\*\*|^\S.*\n={3,}[ \t]*$",
    re.MULTILINE,
)
_SAMPLE, _RARE = 50_000, 10_000  # characters that are looked at, and in which one mark makes a text Markdown
_LONGEST = 100_000  # characters; the parser's time grows with their square where marks nest
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?\s?")


def is_markdown(text: str, ending: str) -> bool:
    """Tell whether a text is written in Markdown: by its name, or by links, emphasis or several headings in it if it isn't long.

    >>> is_markdown("De **ministers** praten.", ".txt"), is_markdown("Het is 3 * 4 * 5. #MH17", ".txt")
    (True, False)
    """
    sample = text[:_SAMPLE]
    marks = len(_MARKS.findall(sample)) + len(_HEADING.findall(sample)) // 2
    return ending.lower() in ENDINGS or (len(text) <= _LONGEST and marks * _RARE >= max(len(sample), 1))


def article_in(text: str, name: str, where: str, skip: Tell, *, ending: str) -> Article:
    """Make an article of a text in Markdown; its title is its first heading.

    Lines of a paragraph are joined where the file's name says that it is Markdown; in other texts they may each end a sentence.

    Args:
        text: the text.
        name: id of the article.
        where: what to call it.
        skip: told that code in it is left out.
        ending: of the file's name.

    Raises:
        InputError: it is longer than any article.

    """
    if len(text) > _LONGEST:
        raise InputError(f"{where} is Markdown of more than {_LONGEST:,} characters: cut it into smaller files.")
    before = read_front_matter(text)
    from markdown_it import MarkdownIt  # takes long to import, and plain text needs it not

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code"])
    tokens = reader.parse(_FOOTNOTE.sub("", text[before.body :]))
    if count := sum(token.type == "fence" for token in tokens):
        skip(f"{where}: left out {count} {'piece' if count == 1 else 'pieces'} of code.")
    titles = (below for one, below in pairwise(tokens) if one.type == "heading_open")
    title = next((_inline(below.children or [], " ") for below in titles), "")
    line_end = " " if ending.lower() in ENDINGS else "\n"
    fields = dict(before.fields)
    return article_of(name, _blocks(tokens, line_end), title=fields.pop("title", title), fields=fields)


def _blocks(tokens: Sequence[Token], line_end: str) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token.children or [], line_end)
        elif token.type == "html_block":
            yield from blocks_of(token.content)


def _inline(tokens: Sequence[Token], line_end: str) -> str:
    """Give the text of a block without marks, pictures and tags."""
    parts = {"softbreak": line_end, "hardbreak": BETWEEN, "image": ""}
    return "".join(
        (" " if token.content.startswith("<br") else "")
        if token.type == "html_inline"
        else parts.get(token.type, token.content)
        for token in tokens
    )
