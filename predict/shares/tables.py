"""Shares as the tables that files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duiding.translation import speak
from predict.shares.answer import Answer

if TYPE_CHECKING:
    import pandas as pd


TRENDS, COMPARISON = "trends", "comparison"


def table_of(answer: Answer, kind: str, *, in_words: bool = False) -> pd.DataFrame:
    """Give one of the tables, a row a group and label.

    Args:
        answer: what was found.
        kind: ``trends``, which without groups is of all articles, or ``comparison``.
        in_words: whether groups are named in the language of this process, for people to read.

    """
    import pandas as pd  # takes long to import, and most runs label without it

    if kind == TRENDS:
        return answer.trends if answer.by else answer.whole
    parts = []
    for one in answer.differences:
        name, *groups = one.compared[:3]
        if in_words:
            name, groups = speak().term(name), list(one.compared.shown)
        parts.append(one.table.assign(compared=name, group_1=groups[0], group_2=groups[1]))
    if not parts:
        return pd.DataFrame()
    whole = pd.concat(parts, ignore_index=True)
    head = ["compared", "group_1", "group_2"]
    return whole[[*head, *(name for name in whole.columns if name not in head)]]
