"""What each feature block takes from a sentence, before anything is counted or learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from duiding.features.lexicon_block import lexicon_figures
from duiding.features.view import View

Excerpt = dict[str, Any]  # by block, in plain lists, dictionaries, text and figures, so that JSON can keep it


_TAKEN: dict[str, Callable[[View], Any]] = {
    "words": attrgetter("lemmas"),
    "characters": attrgetter("tokens"),
    "lexicon": lexicon_figures,
}


def excerpt(view: View, blocks: Iterable[str]) -> Excerpt:
    """Take from a sentence what these blocks need of it."""
    return {block: _TAKEN[block](view) for block in blocks}
