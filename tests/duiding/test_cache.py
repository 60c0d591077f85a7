"""The cache gives back what was parsed, parses only what is new, and survives damage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from duiding.language import ParseCache, Parser, parsing

TEXTS = ["De ministers praten.", "Het regent in Gent."]


def same(a: object, b: object) -> bool:
    return all(
        np.array_equal(getattr(a, name), getattr(b, name))
        for name in (
            "text",
            "forms",
            "lemmas",
            "tags",
            "finite",
            "relations",
            "heads",
            "entities",
        )
    )


def test_a_parse_comes_back_from_the_cache_as_it_was(tmp_path: Path) -> None:
    parser = Parser("nl_ud_news_sm")
    first = parser.parse(TEXTS, cache=ParseCache(parser.identity, tmp_path))
    second = ParseCache(parser.identity, tmp_path).read(TEXTS)
    assert all(same(one, second[one.text]) for one in first)


def test_only_new_sentences_are_parsed(tmp_path: Path) -> None:
    parser = Parser("nl_ud_news_sm")
    cache = ParseCache(parser.identity, tmp_path)
    parser.parse(TEXTS, cache=cache)
    told: list[tuple[int, int]] = []
    parser.parse(
        [*TEXTS, "Iets nieuws."],
        cache=cache,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 1)]


def test_another_pipeline_does_not_see_these_parses(tmp_path: Path) -> None:
    parser = Parser("nl_ud_news_sm")
    parser.parse(TEXTS, cache=ParseCache(parser.identity, tmp_path))
    assert ParseCache("another", tmp_path).read(TEXTS) == {}


@pytest.mark.parametrize("damage", [b"", b"this is no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_cache_is_parsed_over(tmp_path: Path, damage: bytes) -> None:
    parser = Parser("nl_ud_news_sm")
    cache = ParseCache(parser.identity, tmp_path)
    cache.path.write_bytes(damage)
    assert [one.text for one in parser.parse(TEXTS, cache=cache)] == TEXTS
    assert set(parser.parse(TEXTS, cache=cache)) is not None
    assert len(ParseCache(parser.identity, tmp_path).read(TEXTS)) == 2


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    parser = Parser("nl_ud_news_sm")
    assert len(parser.parse(TEXTS, cache=ParseCache(parser.identity, tmp_path / "file"))) == 2


def test_several_processes_parse_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "CHUNK", 100)
    parser = Parser("nl_ud_news_sm", ("tok2vec", "morphologizer"))
    texts = [f"Zin nummer {i} over het weer." for i in range(210)]
    assert all(same(a, b) for a, b in zip(parser.parse(texts), parser.parse(texts, jobs=2), strict=True))
