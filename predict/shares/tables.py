"""Shares as the tables that files hold."""

from __future__ import annotations

import pandas as pd

from predict.shares.answer import Answer

TRENDS, COMPARISON = "trends", "comparison"


def table_of(answer: Answer, kind: str) -> pd.DataFrame:
    """Give one of the tables, a row a group and label.

    Args:
        answer: what was found.
        kind: ``trends``, which without groups is of all articles, or ``comparison``.

    """
    if kind == TRENDS:
        return answer.trends if answer.by else answer.whole
    parts = [
        one.table.assign(compared=one.compared.name, group_1=one.compared.first, group_2=one.compared.second)
        for one in answer.differences
    ]
    if not parts:
        return pd.DataFrame()
    whole = pd.concat(parts, ignore_index=True)
    head = ["compared", "group_1", "group_2"]
    return whole[[*head, *(name for name in whole.columns if name not in head)]]
