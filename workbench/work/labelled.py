"""Labelled articles out of the index: as what they are counted from, what is known of them, and who is in them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.shares import DATE, FIELDS, ROLES, names_in
from workbench.storage.index import Index

_MOST_VALUES = 100  # of a field by which articles are grouped
_ACTORS = 100


class Actor(NamedTuple):
    """How many sentences of each label an actor has a role in."""

    name: str
    role: str
    counts: list[int]


def articles_of(
    index: Index, labels: Sequence[str], role: str = ""
) -> Iterator[tuple[LabelledArticle, list[list[str]] | None]]:
    """Give the labelled articles, and who has a role in each of their sentences where that is asked for.

    Args:
        index: the index of a project.
        labels: the model's labels; sentences with others are left out.
        role: one of ``ROLES``.

    """
    with index.open() as database:
        for row in database.execute("SELECT key, id, date, publisher, fields FROM articles"):
            query = "SELECT * FROM sentences WHERE key = ? ORDER BY number"
            rows = [one for one in database.execute(query, (row["key"],)) if one["label"] in labels]
            values = [names_in(json.loads(one["notes"]).get(ROLES[role], "")) for one in rows] if role else None
            sentences = [_sentence(row["id"], one, labels) for one in rows]
            yield LabelledArticle(Article(row["id"], "", _known(row)), sentences), values


def fields_of(index: Index) -> dict[str, list[str]]:
    """Give what is known of articles that can group them, with its values, the most frequent first."""
    values: dict[str, Counter[str]] = defaultdict(Counter)
    with index.open() as database:
        for row in database.execute("SELECT date, publisher, fields FROM articles"):
            for name, value in _known(row).items():
                if value:
                    values[name][" ".join(value.split())] += 1
    several = {name: found for name, found in values.items() if name == DATE or 1 < len(found) <= _MOST_VALUES}
    order = sorted(several, key=lambda name: (FIELDS.index(name) if name in FIELDS else len(FIELDS), name))
    return {name: [value for value, _ in several[name].most_common()] for name in order}


def actors_of(index: Index, labels: Sequence[str]) -> list[Actor]:
    """Give the actors of most sentences, by role, with the number of sentences of each label."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(labels))
    with index.open() as database:
        for label, notes in database.execute("SELECT label, notes FROM sentences WHERE notes != '{}'"):
            known = json.loads(notes) if label in labels else {}
            for role, column in ROLES.items():
                for name in names_in(known.get(column, "")):
                    counts[name, role][labels.index(label)] += 1
    found = [Actor(name, role, numbers) for (name, role), numbers in counts.items()]
    return sorted(found, key=lambda one: (-sum(one.counts), one.name, one.role))[:_ACTORS]


def _known(row: Any) -> dict[str, str]:
    return {**json.loads(row["fields"]), "date": row["date"], "publisher": row["publisher"]}


def _sentence(article: str, row: Any, labels: Sequence[str]) -> LabelledSentence:
    chances = json.loads(row["chances"])
    numbers = tuple(float(chances.get(label, 0)) for label in labels)
    place = (row["number"], row["start"], row["end"], row["text"], row["label"])
    return LabelledSentence(article, *place, numbers, bool(row["uncertain"]))
