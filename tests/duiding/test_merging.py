"""One name for each actor of an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiding.attribution import ActorMerger, Attribution, actor_frames, names_of
from duiding.lexicon import Lexicon, read_lexicon

ACTORS = Path(__file__).parents[2] / "data" / "actors.csv"


@pytest.fixture(scope="module")
def merger() -> ActorMerger:
    return ActorMerger(Lexicon(read_lexicon(ACTORS)))


def merged(merger: ActorMerger, *names: str) -> list[str]:
    """The names of actors, a sentence each."""
    return [one.actors[0] for one in merger.of([Attribution("", (), (name,)) for name in names])]


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (("Rusland", "Moskou", "het Kremlin", "Kremlin", "Russische Federatie"), "Rusland"),
        (("VS", "Verenigde Staten", "de Verenigde Staten", "Washington", "Witte Huis"), "Verenigde Staten"),
        (("DEN HAAG", "Den Haag"), "Den Haag"),
        (("NAVO", "de NAVO", "Noord-Atlantische Verdragsorganisatie"), "NAVO"),
        (("Kiev", "Kyiv", "OEKRAÏNE"), "Oekraïne"),
        (("Rusland", "Rusland van agressie"), "Rusland"),
        (("Rus", "Russen", "de Russen"), "Russen"),
    ],
)
def test_names_of_one_actor_are_merged(merger: ActorMerger, names: tuple[str, ...], one: str) -> None:
    assert set(merged(merger, *names)) == {one}


def test_cities_where_others_talk_stay_themselves(merger: ActorMerger) -> None:
    assert merged(merger, "Wenen", "Genève", "Brussel") == ["Wenen", "Genève", "Brussel"]


def test_a_later_surname_joins_the_full_name_before_it(merger: ActorMerger) -> None:
    names = ("Poetin", "Vladimir Poetin", "president Poetin", "de Russische president Poetin")
    assert merged(merger, *names) == ["Poetin", *["Vladimir Poetin"] * 3]
    assert merged(merger, "perenteler Wim Verhagen", "Verhagen") == ["Wim Verhagen"] * 2
    assert merged(merger, "Ursula von der Leyen", "Von der Leyen") == ["Ursula von der Leyen"] * 2
    assert merged(merger, "minister Wopke Hoekstra van Buitenlandse Zaken", "Hoekstra") == ["Wopke Hoekstra"] * 2
    assert merged(merger, "President Vladimir Poetin", "Poetin") == ["Vladimir Poetin"] * 2
    assert merged(merger, "NAVO-chef Jens Stoltenberg", "Stoltenberg") == ["Jens Stoltenberg"] * 2


def test_a_surname_of_two_persons_joins_neither(merger: ActorMerger) -> None:
    assert merged(merger, "George Bush", "Jeb Bush", "Bush")[-1] == "Bush"


def test_a_surname_of_another_article_joins_nothing(merger: ActorMerger) -> None:
    merged(merger, "Vladimir Poetin")
    assert merged(merger, "Poetin") == ["Poetin"]


@pytest.mark.parametrize(
    "name",
    [
        "Partij voor de Vrijheid",
        "een woordvoerder van het leger",
        "de Amerikaanse regering",
        "hij",
        "Médecins",
        "",
        "200.000 Libanezen",
        "Boeren in Texas",
        "leider van de Tigreeërs",
        "Ham in blik",
    ],
)
def test_what_is_no_person_stays_as_it_is_written(merger: ActorMerger, name: str) -> None:
    assert merged(merger, name) == [name]


def test_an_actor_counts_once_a_sentence_however_often_it_is_named(merger: ActorMerger) -> None:
    said = [Attribution("het Kremlin", (), ("Moskou", "Rusland")), Attribution("", (), ("Rusland",))]
    table = actor_frames(merger.of(said), ["escalatory", "other"], ["escalatory", "other"])
    rows = {(row["actor"], row["role"]): row["sentences"] for row in table.to_dict("records")}
    assert rows == {("Rusland", "named"): 2, ("Rusland", "speaker"): 1}
    assert names_of(said, merger.of(said)) == [
        ("Rusland", "speaker", "het Kremlin"),
        ("Rusland", "named", "Moskou"),
        ("Rusland", "named", "Rusland"),
    ]


def test_a_lexicon_without_canonical_names_leaves_them_as_they_are_written() -> None:
    bare = [one._replace(canonical="") for one in read_lexicon(ACTORS)]
    assert merged(ActorMerger(Lexicon(bare)), "Moskou", "het Kremlin") == ["Moskou", "het Kremlin"]
