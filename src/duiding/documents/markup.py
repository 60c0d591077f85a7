"""Pieces of HTML, such as a cell, a mail or an item of a feed -> text with its blocks apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAGS = (
    "a|abbr|address|article|aside|b|blockquote|body|br|button|caption|center|cite|code|col|dd|del|details|div|dl|dt|em|figcaption|figure|"
    "font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|label|li|link|main|mark|meta|nav|noscript|o:p|ol|p|picture|pre|q|s|"
    "script|section|small|span|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|title|tr|u|ul|video|wbr"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|&(?:[a-zA-Z]{{2,8}}|#\d{{1,6}}|#x[0-9a-fA-F]{{1,6}});")
_CLOSED = re.compile(r"</(?:p|div|li|h[1-6]|td|article|section|blockquote)>|<br ?/?>", re.IGNORECASE)
_KNOWN = re.compile(rf"(?:{_TAGS})\Z")
_BLOCKS = re.compile(
    r"(?:address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|"
    r"table|tbody|td|th|thead|title|tr|ul)\Z"
)
_UNSEEN = frozenset(["script", "style", "head", "template"])


def holds_markup(text: str) -> bool:
    """Tell whether a text holds HTML tags or entities.

    >>> holds_markup("<p>Hallo</p>"), holds_markup("EU &amp; VS"), holds_markup("Ik las <dit>.")
    (True, True, False)
    """
    return bool(_MARKUP.search(text))


def is_marked_up(text: str) -> bool:
    """Tell whether a text is a piece of HTML, and not a text that names a tag: it closes several blocks.

    >>> is_marked_up("<p>Een</p><p>Twee</p>"), is_marked_up("De tag <p> begint een alinea.")
    (True, False)
    """
    return len(_CLOSED.findall(text[:200_000])) > 1


def blocks_of(markup: str) -> list[str]:
    """List the blocks of text in a piece of HTML; tags that HTML does not know stay text.

    >>> blocks_of("<p>De EU &amp; de VS.</p><p>Ja<br>nee &lt;dit&gt;</p>")
    ['De EU & de VS.', 'Ja', 'nee <dit>']
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.blocks()


class _Reader(HTMLParser):
    """Collects the text of each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._unseen = 0

    def blocks(self) -> list[str]:
        """Give the blocks that hold text."""
        texts = (" ".join("".join(parts).split()) for parts in self._blocks)
        return [text for text in texts if text]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or keep what is no tag of HTML."""
        if not _KNOWN.match(tag) and tag not in _UNSEEN:
            self.handle_data(self.get_starttag_text() or "")
        self._border(tag)
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self._border(tag)
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Add text to the block that is open."""
        if not self._unseen:
            self._blocks[-1].append(data)

    def _border(self, tag: str) -> None:
        if _BLOCKS.match(tag):
            self._blocks.append([])
