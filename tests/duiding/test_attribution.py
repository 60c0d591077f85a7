"""Who speaks, who is blamed and who is named, on sentences marked by hand."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiding.attribution import Attribution, Attributor, actor_frames
from duiding.language import BUNDLED
from duiding.lexicon import Lexicon, read_lexicon

HERE = Path(__file__).parent
ACTORS = HERE.parents[1] / "data" / "actors.csv"
ARTICLES = frozenset(["de", "het", "een"])


class Marked(NamedTuple):
    """A sentence and what was marked in it."""

    text: str
    speaker: tuple[str, ...]
    blamed: tuple[str, ...]
    actors: tuple[str, ...]


class Figures(NamedTuple):
    """Names found, marked, and both."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)


def read_marked(kind: str) -> list[list[Marked]]:
    """Read the articles of a kind."""
    articles: list[list[Marked]] = []
    wanted = False
    for line in (HERE / "who.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            wanted = line == f"@ {kind}"
            if wanted:
                articles.append([])
        elif wanted and line and not line.startswith("# "):
            text, *cells = (cell.strip() for cell in line.split("‖"))
            speaker, blamed, actors = (tuple(filter(None, cell.split(";"))) for cell in cells)
            articles[-1].append(Marked(text, speaker, blamed, actors))
    return articles


@functools.cache
def attributor() -> Attributor:
    return Attributor(BUNDLED, Lexicon(read_lexicon(ACTORS)))


def _words(name: str) -> list[str]:
    return [word for word in name.lower().split() if word not in ARTICLES]


def same(found: str, marked: str) -> bool:
    """Names agree if one is the other without words before or behind it, as in 'Psaki' and 'woordvoerster Psaki'."""
    a, b = _words(found), _words(marked)
    shorter, longer = sorted((a, b), key=len)
    return bool(shorter) and any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))


def count(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], *, exact: bool = False) -> Figures:
    right = 0
    for found, marked in pairs:
        left = list(marked)
        for name in found:
            hit = next(
                (one for one in left if _words(one) == _words(name) or (not exact and same(name, one))),
                None,
            )
            if hit is not None:
                left.remove(hit)
                right += 1
    return Figures(right, sum(len(f) for f, _ in pairs), sum(len(m) for _, m in pairs))


@functools.cache
def measured(kind: str) -> dict[str, Figures]:
    """Measure each role, print the figures, and give them."""
    pairs: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {
        "speaker": [],
        "blamed": [],
        "actors": [],
    }
    for article in read_marked(kind):
        for marked, found in zip(article, attributor().attribute([one.text for one in article]), strict=True):
            pairs["speaker"].append(((found.speaker,) if found.speaker else (), marked.speaker))
            pairs["blamed"].append((found.blamed, marked.blamed))
            pairs["actors"].append((found.actors, marked.actors))
    figures = {role: count(both) for role, both in pairs.items()}
    print(f"\n{kind}: {len(pairs['speaker'])} sentences")
    for role, one in figures.items():
        if not one.true:
            continue
        strict = count(pairs[role], exact=True)
        print(
            f"  {role:<8} precision {one.precision:.3f}  recall {one.recall:.3f}  ({one.true} marked; "
            f"word for word: {strict.precision:.3f}, {strict.recall:.3f})"
        )
    return figures


def test_there_are_enough_marked_sentences() -> None:
    assert sum(len(article) for kind in FLOORS for article in read_marked(kind)) >= 150


# What was measured when this was written, less a little; a rule that costs more than that fails here.
FLOORS = {
    "tuned": {"speaker": (0.97, 0.97), "blamed": (0.94, 0.94), "actors": (0.97, 0.97)},
    "untouched": {
        "speaker": (0.94, 0.94),
        "blamed": (0.88, 0.88),
        "actors": (0.90, 0.96),
    },
    "corpus": {"speaker": (0.92, 0.86), "actors": (0.88, 0.92)},
    "blame": {"speaker": (0.88, 0.83), "blamed": (0.90, 0.72)},
    # The fair figures for hard sentences: each has a word of blame, stands by itself, and was not used to change a rule.
    "blame untouched": {"speaker": (0.79, 0.61), "blamed": (0.55, 0.55)},
}


@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind, roles in FLOORS.items() for role in roles])
def test_precision_and_recall_stay_above_their_floor(kind: str, role: str) -> None:
    precision, recall = FLOORS[kind][role]
    figures = measured(kind)[role]
    assert figures.precision >= precision, figures
    assert figures.recall >= recall, figures


def read(*texts: str) -> list[Attribution]:
    return attributor().attribute(texts)


def test_a_quotation_keeps_its_speaker_over_sentences() -> None:
    found = read(
        "“Wij wachten af”, zegt minister Bot.",
        "“Meer kunnen we niet doen.",
        "Het is aan Moskou.”",
        "Het regent.",
    )
    assert [one.speaker for one in found] == [
        "minister Bot",
        "minister Bot",
        "minister Bot",
        "",
    ]


def test_a_quotation_may_be_claimed_afterwards() -> None:
    found = read("“Er komt een akkoord.", "Nog deze week.”", "Dat zei Lavrov in Genève.")
    assert [one.speaker for one in found] == ["Lavrov", "Lavrov", "Lavrov"]


def test_the_seed_article_lets_psaki_blame_poetin() -> None:
    from duiding.sentences import read_front_matter, split

    source = (HERE.parents[1] / "seeds" / "000_93b1d2fb4bde249c.txt").read_text(encoding="utf-8")
    sentences = [one.text for one in split(source, read_front_matter(source).body)]
    found = dict(zip(sentences, read(*sentences), strict=True))
    blaming = next(one for text, one in found.items() if "verantwoordelijk geacht" in text)
    assert "Psaki" in blaming.speaker
    assert len(blaming.blamed) == 1
    assert blaming.blamed[0].endswith("Vladimir Poetin")
    for text, one in found.items():
        if "zegt ze" in text or "extreem gevaarlijk" in text or "Psaki zei" in text:
            assert "Psaki" in one.speaker, text


def test_what_the_quoted_words_report_is_not_the_speaker() -> None:
    assert read("“Poetin zei dat hij wil praten”, meldt Macron.")[0].speaker == "Macron"


def test_entities_are_actors_where_the_pipeline_has_them() -> None:
    from duiding.attribution import attribute
    from duiding.attribution.actors import Entity
    from duiding.attribution.attribution import COMPONENTS
    from duiding.language import Parser

    texts = ["Poetin praat met de NAVO."]
    parsed = Parser(BUNDLED, COMPONENTS).parse(texts)
    lexicon = Lexicon(read_lexicon(ACTORS))
    found = attribute(
        parsed,
        lexicon,
        [
            [
                Entity("Poetin", "PERSON"),
                Entity("de NAVO", "ORG"),
                Entity("2022", "DATE"),
            ]
        ],
    )
    assert found[0].actors == ("NAVO", "Poetin")


def test_it_is_off_where_the_pipeline_has_no_parse() -> None:
    pytest.importorskip("spacy_lookups_data")
    blank = Attributor("blank:nl", Lexicon(read_lexicon(ACTORS)))
    assert not blank.available
    assert blank.attribute(["Volgens Moskou regent het."]) == [Attribution("", (), ())]


@given(
    st.lists(
        st.text(alphabet="Volgens zei dat Poetin schuld ,.“”‘’\"'?!:-\n🙂", max_size=60),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_read(texts: list[str]) -> None:
    found = attributor().attribute(texts)
    assert len(found) == len(texts)


def test_actors_are_counted_by_role_and_frame() -> None:
    attributions = [
        Attribution("Psaki", ("Poetin",), ("Rusland",)),
        Attribution("psaki", (), ("Rusland", "rusland")),
        Attribution("", (), ()),
    ]
    table = actor_frames(
        attributions,
        ["escalatory", "sanction", "other"],
        ["escalatory", "sanction", "other"],
    )
    assert table.to_dict("list") == {
        "actor": ["Psaki", "Rusland", "Poetin"],
        "role": ["speaker", "named", "blamed"],
        "escalatory": [1, 1, 1],
        "sanction": [1, 1, 0],
        "other": [0, 0, 0],
        "sentences": [2, 2, 1],
    }


def test_nobody_named_gives_an_empty_table() -> None:
    table = actor_frames([], [], ["other"])
    assert list(table.columns) == ["actor", "role", "other", "sentences"]
    assert table.empty
