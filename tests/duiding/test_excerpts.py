"""Excerpts of sentences are kept between trainings, and never answer for another pipeline, lexicon, block or code."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from duiding.features import BLOCKS, FrameFeatures, components_for, read_excerpts
from duiding.features import excerpt_cache as room
from duiding.features.excerpt_cache import KEPT, ExcerptCache
from duiding.language import Parser
from duiding.lexicon import Entry

TEXTS = ["De ministers praten in Wenen over 3 eisen.", "Het leger begon een aanval.", "Het regent in Gent."]
ATTACK = Entry("aanval", "suffix", "assault", "escalatory")
ALL = tuple(BLOCKS)
pytestmark = pytest.mark.usefixtures("tiny_encoder")


def features(*entries: Entry, blocks: tuple[str, ...] = ("characters", "lexicon")) -> FrameFeatures:
    return FrameFeatures(blocks=blocks, lexicon=list(entries), min_df=1)


def only_file() -> Path:
    (path,) = room.ParseCache("any").path.parent.glob("excerpts-*.sqlite")
    return path


@pytest.fixture(scope="module")
def parser(tiny_encoder: None) -> Parser:
    return Parser("nl_ud_news_sm", components_for(ALL))


def test_excerpts_from_the_cache_give_the_same_matrix_for_every_block(parser: Parser) -> None:
    direct = features(ATTACK, blocks=ALL)
    expected = direct.fit_transform(parser.parse(TEXTS))
    for _ in range(2):  # made, then read back
        ours = features(ATTACK, blocks=ALL)
        matrix = ours.learn(ours.count_excerpts(read_excerpts(TEXTS, ours, parser)))
        assert (matrix != expected).nnz == 0
        assert list(ours.get_feature_names_out()) == list(direct.get_feature_names_out())


def test_known_sentences_are_neither_parsed_nor_decoded(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    read_excerpts(TEXTS, features(ATTACK), parser)
    asked: list[str] = []
    parse = Parser.parse

    def listening(self: Parser, texts: list[str], **options: object) -> object:
        asked.extend(texts)
        return parse(self, texts, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(Parser, "parse", listening)
    found = read_excerpts(["Iets nieuws.", *TEXTS, "Iets nieuws."], features(ATTACK), parser)
    assert asked == ["Iets nieuws."]
    assert found[0] == found[-1]


def test_a_changed_lexicon_is_not_answered_with_old_figures(parser: Parser) -> None:
    before = read_excerpts(TEXTS, features(ATTACK), parser)
    after = read_excerpts(TEXTS, features(ATTACK._replace(label="other")), parser)
    assert "label=escalatory" in before[1]["lexicon"]
    assert "label=other" in after[1]["lexicon"]
    assert "label=escalatory" not in after[1]["lexicon"]


def test_another_pipeline_other_blocks_and_other_code_have_files_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = {ExcerptCache("one", features()).path, ExcerptCache("two", features()).path}
    paths.add(ExcerptCache("one", features(blocks=("characters",))).path)
    monkeypatch.setattr(room, "code_digest", lambda *_: "changed")
    paths.add(ExcerptCache("one", features()).path)
    assert len(paths) == 4


@pytest.mark.parametrize(
    "damage",
    [b"", b"this is no database", b"SQLite format 3\x00" + b"\xff" * 4096],
)
def test_a_damaged_file_is_made_again(parser: Parser, damage: bytes) -> None:
    expected = read_excerpts(TEXTS, features(ATTACK), parser)
    only_file().write_bytes(damage)
    for _ in range(2):
        assert json.dumps(read_excerpts(TEXTS, features(ATTACK), parser)) == json.dumps(expected)


@pytest.mark.parametrize("record", ["{", "[]", "null", '{"characters": []}'])
def test_a_damaged_record_is_made_again(parser: Parser, record: str) -> None:
    expected = read_excerpts(TEXTS, features(ATTACK), parser)
    with closing(sqlite3.connect(only_file())) as connection, connection:
        connection.execute("UPDATE excerpt SET record = ?", (record,))
    assert json.dumps(read_excerpts(TEXTS, features(ATTACK), parser)) == json.dumps(expected)


def test_a_folder_that_cannot_be_written_is_no_error(
    parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DUIDING_CACHE", str(tmp_path / "file"))
    assert len(read_excerpts(TEXTS, features(ATTACK), parser)) == len(TEXTS)


def test_files_of_old_lexicons_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        last = ExcerptCache("one", features(Entry(f"w{number}", "word", "assault", "escalatory")), tmp_path)
        last.write({"Zin.": {"characters": ["zin"], "lexicon": {}}})
    left = list(tmp_path.iterdir())
    assert len(left) == KEPT
    assert last.path in left
