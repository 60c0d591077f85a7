"""The canonical names of actors fit together."""

from __future__ import annotations

import csv
from pathlib import Path

ROWS = list(csv.DictReader((Path(__file__).parents[2] / "data" / "actors.csv").open(encoding="utf-8")))
NAMES = {row["canonical"] for row in ROWS} - {""}


def test_states_capitals_and_bodies_have_a_canonical_name() -> None:
    generic = {"lidstaten", "trojka", "volksrepubliek", "groothertogdom"}
    lacking = [
        row["stem"]
        for row in ROWS
        if row["event"] in ("actor-state", "actor-capital", "actor-body") and not row["canonical"]
    ]
    assert not set(lacking) - generic


def test_canonical_names_differ_in_more_than_their_case() -> None:
    assert len({name.casefold() for name in NAMES}) == len(NAMES)


def test_a_canonical_name_that_is_an_entry_stands_for_itself() -> None:
    of = {row["stem"]: row["canonical"] for row in ROWS if row["canonical"]}
    assert {name: of[name.lower()] for name in NAMES if of.get(name.lower(), name) != name} == {}


def test_adjectives_and_offices_name_no_actor() -> None:
    assert not [row["stem"] for row in ROWS if row["event"] == "actor-office" and row["canonical"]]
    assert not [row["stem"] for row in ROWS if row["stem"] in ("russische", "amerikaanse") and row["canonical"]]
