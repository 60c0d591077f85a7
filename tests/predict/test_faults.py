"""Damaged, altered and hostile inputs, journals and caches end in results or in one clear line."""

from __future__ import annotations

import io
import json
import os
import pwd
import sqlite3
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import duiding
from benchmarks.faults import inputs, journals
from duiding.corpus import read_labelled
from duiding.disk_cache import default_folder
from duiding.errors import DuidingError
from duiding.language import ParseCache, Parser
from duiding.prediction import Predicted
from duiding.tabular import extent
from duiding.tabular.workbook import read_sheets
from predict.journal import Journal
from tests.conftest import Command

CELL = b'<row r="%d"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'


def test_altered_inputs_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    assert sum(inputs.fuzz(None, tmp_path, 80, seed=20_000).values()) == 80


def test_an_altered_journal_changes_no_result(little_model: Path, tmp_path: Path) -> None:
    found = journals.fuzz(little_model, tmp_path, 60, seed=0)
    assert found["figures: sentences taken over"] < found["figures: sentences in all"]
    assert found["bytes: sentences taken over"] > 0


def test_a_journal_of_another_model_is_not_taken_over(little_model: Path, tmp_path: Path) -> None:
    model = duiding.load(little_model)
    path = tmp_path / "journal.jsonl"

    def predict(batches: object) -> object:
        return (Predicted(np.full((len(texts), 3), 1 / 3)) for texts, _ in batches)  # type: ignore[attr-defined]

    list(Journal(path, model, resume=False).around(predict)(journals.BATCHES))  # type: ignore[arg-type]
    model.manifest.name = "other"
    other = Journal(path, model, resume=True)
    list(other.around(predict)(journals.BATCHES))  # type: ignore[arg-type]
    assert other.taken_over == 0


def test_an_altered_cache_is_made_anew(tmp_path: Path) -> None:
    parser = Parser("nl_ud_news_sm", ("tok2vec", "morphologizer"))
    cache = ParseCache(parser.identity, tmp_path)
    (first,) = parser.parse(["De ministers praten."], cache=cache)
    for record in (
        "null",
        "[]",
        '["a", 1, 2, 3, 4, 5, 6, 7]',
        '["De ministers praten.", [1], [2], [3], [4], [5], [6], []]',
    ):
        with sqlite3.connect(cache.path) as connection:
            connection.execute("UPDATE parse SET record = ?", (record,))
        connection.close()
        (again,) = parser.parse(["De ministers praten."], cache=cache)
        assert (again.forms, again.tags) == (first.forms, first.tags)


def test_a_heading_with_a_line_break_is_told_in_one_line(tmp_path: Path) -> None:
    rows = [{"titel": "Kop", "tekst": "Een zin."}, {"titel": "Kop", "tekst\nx": "Nog een zin."}]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    inputs.read_both_ways(tmp_path / "a.json")


def packed(book: Path, name: str, change: object) -> Path:
    """A copy of a workbook of which one file is changed."""
    path = book.with_name("changed.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fresh:
        for one in old.namelist():
            fresh.writestr(one, change(old.read(one)) if one == name else old.read(one))  # type: ignore[operator]
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small workbook."""
    pd.DataFrame({"text": ["Het regent."], "label": ["other"]}).to_excel(tmp_path / "a.xlsx", index=False)
    return tmp_path / "a.xlsx"


@pytest.mark.parametrize(
    ("row", "place"),
    [(1048576, b"XFD1048576"), (1048576, b"F1048576"), (500, b"XFD500"), (2, b"ZZZZZ99999999999"), (2, b"xfd1048576")],
)
def test_a_cell_far_away_is_refused_before_room_is_made(book: Path, row: int, place: bytes) -> None:
    far = packed(book, "xl/worksheets/sheet1.xml", lambda raw: raw.replace(b"</sheetData>", CELL % (row, place)))
    with pytest.raises(DuidingError, match="cells up to the last that is filled"):
        read_sheets(far, "far.xlsx")


def test_empty_rows_up_to_a_cell_far_down_take_little_room(book: Path) -> None:
    far = packed(
        book, "xl/worksheets/sheet1.xml", lambda raw: raw.replace(b"</sheetData>", CELL % (200_000, b"A200000"))
    )
    tracemalloc.start()
    (sheet,) = read_sheets(far, "far.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [number for number, _ in sheet.rows] == [2, 200_000]
    assert peak < 40e6


def test_a_workbook_that_unpacks_to_too_much_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for more in (b" " * 1_000_000, os.urandom(150_000).hex().encode()):
        monkeypatch.setattr(extent, "LARGEST_UNPACKED", 250_000)
        bomb = packed(book, "xl/worksheets/sheet1.xml", lambda raw, more=more: raw + more)
        with pytest.raises(DuidingError, match="unpacks to"):
            read_sheets(bomb, "bomb.xlsx")


def test_repeated_cells_of_opendocument_are_counted(tmp_path: Path) -> None:
    head = (
        '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><table:table>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
        "{}</table:table-row>{}</table:table></office:document-content>"
    )
    cell = '<table:table-cell office:value-type="float" table:number-columns-repeated="16000"/>'
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    last = "<table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
    for more, rows, refused in (
        (cell, last, False),
        ("", empty, False),
        (cell, empty, False),
        (cell, empty + last, True),
    ):
        with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
            archive.writestr("content.xml", head.format(more, rows))
        if refused:
            with pytest.raises(DuidingError, match="cells up to the last"):
                extent.check_extent((tmp_path / "a.ods").read_bytes(), "a.ods")
        else:
            extent.check_extent((tmp_path / "a.ods").read_bytes(), "a.ods")


def test_a_damaged_archive_is_told(book: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "text,label\n" + "Het regent.,other\n" * 500)
    raw = bytearray(out.getvalue())
    raw[60:90] = bytes(30)
    path = book.with_name("a.zip")
    path.write_bytes(raw)
    with pytest.raises(DuidingError, match="can't be unpacked"):
        read_labelled([path])


def test_an_archive_that_is_packed_otherwise_and_damaged_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", "text,label\n" + "Het regent.,other\n" * 500)
    raw = bytearray(path.read_bytes())
    raw[60:90] = bytes(30)
    path.write_bytes(raw)
    with pytest.raises(DuidingError, match="can't be unpacked"):
        read_labelled([path])


def test_json_that_no_file_can_hold_is_read_or_refused(tmp_path: Path) -> None:
    half = {"text": "Het \ud800regent.", "label": "oth\ud800er", "article_id": "a\ud800", "kol\ud800om": "w\ud800"}
    (tmp_path / "half.jsonl").write_text(json.dumps(half) + "\n")
    corpus = read_labelled([tmp_path / "half.jsonl"]).corpus
    assert corpus[["text", "label", "article_id"]].to_numpy().tolist() == [
        ["Het \ufffdregent.", "oth\ufffder", "a\ufffd"]
    ]
    for name in ("long.json", "long.jsonl"):
        (tmp_path / name).write_text(
            f'[{{"text": "a", "label": "b", "n": {"9" * 5000}}}]'[name == "long.jsonl" :].rstrip("]")
        )
        with pytest.raises(DuidingError, match="not JSON"):
            read_labelled([tmp_path / name])


def test_parquet_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    places, letters = np.array([0, 3, 6], dtype=np.int32).tobytes(), b"a\xff\xfebcd"
    texts = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(places), pa.py_buffer(letters)])
    parquet.write_table(pa.table({"text": texts, "label": ["other", "other"]}), tmp_path / "a.parquet")
    with pytest.raises(DuidingError, match="not a Parquet file that can be read"):
        read_labelled([tmp_path / "a.parquet"])


def test_a_page_that_names_a_wrong_encoding_is_read(tmp_path: Path) -> None:
    page = "<html><head><meta charset=utf-16></head><body><article>{}</article></body></html>"
    body = "".join(
        f"<p>Minister {name} sprak in Genève over vrede met de buurlanden.</p>" for name in ("Bot", "Jansen")
    )
    (tmp_path / "a.html").write_bytes(page.format(body).encode("latin-1"))
    said: list[str] = []
    reader = inputs.Reader(skip=said.append, notice=said.append)
    (article,) = reader.read(inputs.find_inputs([str(tmp_path / "a.html")]))
    assert "Genève" in article.text


def test_without_a_home_nothing_is_kept_and_nothing_breaks(
    command: Command, little_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_entry(user: int) -> None:
        raise KeyError(user)

    monkeypatch.setattr(pwd, "getpwuid", no_entry)
    for name in ("HOME", "DUIDING_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert default_folder() == Path(os.devnull) / "duiding"
    (command.folder / "a.txt").write_text("Het regent.")
    done = command("predict", "a.txt", "--model", str(little_model), "--output", "o.csv")
    assert done.returncode == 0, done.stderr
