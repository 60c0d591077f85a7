"""Shares by group as stacked columns."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from workbench.pages.shared import Frames

WIDTH, HEIGHT = 860, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 10, 40
_NAMES = 12  # most names under the columns


class Part(NamedTuple):
    """One label's part of a column."""

    frame: int
    y: float
    height: float


class Column(NamedTuple):
    """One group: where it stands, what it is called, and what it is made of."""

    name: str
    axis: str
    x: float
    width: float
    sentences: int
    parts: list[Part]


def columns_of(shares: pd.DataFrame, by: str, frames: Frames) -> list[Column]:
    """Lay the shares of each group out as a column, the first label at the foot.

    Args:
        shares: what ``shares_by`` gives.
        by: the group.
        frames: the labels.

    """
    groups = list(shares.groupby(by, sort=False))
    step = (WIDTH - _LEFT - _RIGHT) / max(len(groups), 1)
    every = -(-len(groups) // _NAMES)
    columns = []
    for place, (name, rows) in enumerate(groups):
        parts, foot = [], float(HEIGHT - _BOTTOM)
        for label, share in zip(rows["label"], rows["share"], strict=True):
            height = share * (HEIGHT - _TOP - _BOTTOM)
            foot -= height
            parts.append(Part(frames.number(label), round(foot, 1), round(height, 1)))
        x, width = _LEFT + place * step, min(step * 0.86, 90)
        axis = str(name)[:12] if place % every == 0 else ""
        columns.append(Column(str(name), axis, round(x, 1), round(width, 1), int(rows["sentences"].iloc[0]), parts))
    return columns


def lines() -> list[tuple[int, float]]:
    """Give the lines of the axis: percent and height."""
    return [(percent, HEIGHT - _BOTTOM - percent / 100 * (HEIGHT - _TOP - _BOTTOM)) for percent in (0, 25, 50, 75, 100)]
