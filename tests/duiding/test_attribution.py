"""Who speaks, who is blamed and who is named, on sentences marked by hand."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

from duiding.attribution import Attributor
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
        elif wanted and line:
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
            hit = next((one for one in left if _words(one) == _words(name) or (not exact and same(name, one))), None)
            if hit is not None:
                left.remove(hit)
                right += 1
    return Figures(right, sum(len(f) for f, _ in pairs), sum(len(m) for _, m in pairs))


@functools.cache
def measured(kind: str) -> dict[str, Figures]:
    """Measure each role, print the figures, and give them."""
    pairs: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {"speaker": [], "blamed": [], "actors": []}
    for article in read_marked(kind):
        for marked, found in zip(article, attributor().attribute([one.text for one in article]), strict=True):
            pairs["speaker"].append(((found.speaker,) if found.speaker else (), marked.speaker))
            pairs["blamed"].append((found.blamed, marked.blamed))
            pairs["actors"].append((found.actors, marked.actors))
    figures = {role: count(both) for role, both in pairs.items()}
    print(f"\n{kind}: {len(pairs['speaker'])} sentences")
    for role, one in figures.items():
        strict = count(pairs[role], exact=True)
        print(
            f"  {role:<8} precision {one.precision:.3f}  recall {one.recall:.3f}  ({one.true} marked; "
            f"word for word: {strict.precision:.3f}, {strict.recall:.3f})"
        )
    return figures


def test_there_are_enough_marked_sentences() -> None:
    assert sum(len(article) for kind in ("tuned", "untouched") for article in read_marked(kind)) >= 150
