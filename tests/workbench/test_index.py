"""What is searched for is found by any part of a word, and what is gone is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.storage.filling import fill
from workbench.storage.index import Index, Query
from workbench.storage.marks import one_line

TEXTS = (
    "De minister sprak over 100 % sancties en een 'wapenembargo'.",
    'Zei hij: "NEAR" of AND? Straße, Oekraïne, 東京 en 🙂🙂🙂🙂.',
    "Raketten_troffen de haven; c:\\duiding\\x* bleef heel.",
)


def written(folder: Path, part: str, *texts: str) -> None:
    """Write a part as predict does, an article of one sentence for each text."""
    folder.mkdir(exist_ok=True)
    rows = [
        {
            "article_id": f"{part}-{place}",
            "sentence": 1,
            "start": 0,
            "end": len(text),
            "text": text,
            "label": "other",
            "p_other": 1.0,
            "uncertain": False,
            "model": "little@0",
        }
        for place, text in enumerate(texts)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{part}.jsonl").write_text(lines, encoding="utf-8")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index")
    written(folder / "labelled", "00001", *TEXTS)
    made = Index(folder / "index.sqlite")
    fill(made, folder / "labelled", "other")
    return made


def found(index: Index, words: str) -> set[str]:
    return {row["id"] for row in index.articles(Query(words))[1]}


@given(
    st.lists(
        st.one_of(
            st.text(max_size=4),
            st.tuples(st.sampled_from(TEXTS), st.integers(0, 60), st.integers(1, 12)).map(
                lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
            ),
        ),
        max_size=4,
    )
)
def test_an_article_is_found_by_any_part_of_its_words_and_by_no_other(index: Index, words: list[str]) -> None:
    asked = " ".join(words)
    parts = asked.casefold().replace("\0", " ").split()[:8]
    wanted = {
        f"00001-{place}" for place, text in enumerate(TEXTS) if all(part in one_line(text).casefold() for part in parts)
    }
    assert found(index, asked) == wanted


def test_what_was_labelled_anew_is_found_by_its_new_text_only(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite")
    written(tmp_path / "labelled", "00001", "Raketten troffen de haven.", "De trein reed niet.")
    fill(index, tmp_path / "labelled", "other")
    written(tmp_path / "labelled", "00001", "Het museum opent een nieuwe vleugel.", "De trein reed niet.")
    fill(index, tmp_path / "labelled", "other")
    assert found(index, "raketten") == set()
    assert found(index, "museum") == {"00001-0"}
    assert found(index, "trein") == {"00001-1"}
    (tmp_path / "labelled" / "00001.jsonl").unlink()
    fill(index, tmp_path / "labelled", "other")
    assert found(index, "trein") == set()
