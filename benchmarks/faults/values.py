"""Alter one thing in what JSON has read."""

from __future__ import annotations

import random
from typing import Any

STRANGE: list[Any] = [
    None,
    True,
    -1,
    0,
    1.5,
    2**63,
    10**400,
    1e308,
    "",
    "x",
    "€",
    "a\n\x1b[31mb",
    [],
    {},
    [[]],
    {"a": 1},
    ["x", "x"],
    [1, "x"],
]


def altered(content: Any, draw: random.Random) -> Any:
    """Alter one thing somewhere in what JSON has read."""
    if not isinstance(content, dict | list) or not content or draw.random() < 0.15:
        return draw.choice(STRANGE)
    if isinstance(content, list):
        place = draw.randrange(len(content))
        fresh = list(content)
        how = draw.choice(["in", "in", "drop", "twice"])
        fresh[place : place + 1] = {"in": [altered(content[place], draw)], "drop": [], "twice": [content[place]] * 2}[
            how
        ]
        return fresh
    key = draw.choice(list(content))
    how = draw.choice(["in", "in", "in", "drop", "rename"])
    if how == "in":
        return {**content, key: altered(content[key], draw)}
    rest = {other: value for other, value in content.items() if other != key}
    return {**rest, f"{key}\nx": content[key]} if how == "rename" else rest
