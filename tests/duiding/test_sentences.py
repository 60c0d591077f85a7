"""Sentences slice back to their source and stop where a reader would stop."""

from __future__ import annotations

import csv
import itertools
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.sentences import clean, read_front_matter, split

CORPUS = Path(__file__).parents[2] / "data" / "corpus.csv"
SEED = Path(__file__).parents[2] / "seeds" / "000_93b1d2fb4bde249c.txt"


def texts(source: str) -> list[str]:
    return [sentence.text for sentence in split(source)]


def test_the_seed_article_falls_into_its_sentences() -> None:
    source = SEED.read_text(encoding="utf-8")
    metadata = read_front_matter(source)
    found = [sentence.text for sentence in split(source, metadata.body)]
    assert metadata.fields == {"date": "2022-01"}
    assert len(found) == 19
    assert found[0].startswith("Blinken zal vrijdag")
    assert "“Diplomatie is niet dood.”" in found
    assert "Aanval ‘elk moment’ mogelijk" in found
    assert any(text.startswith("Russische soldaten") and text.endswith("Beeld AP") for text in found)
    assert any(text.startswith("“”President Poetin") and text.endswith("zegt ze.") for text in found)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_slices_back_in_order_without_overlap(source: str) -> None:
    last = 0
    for sentence in split(source):
        assert source[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= last
        assert sentence.text == sentence.text.strip()
        last = sentence.end


@given(st.text(alphabet="aB1. \n\t“”‘’\"'!?…()-•é", max_size=120))
def test_no_letter_or_digit_is_lost(source: str) -> None:
    kept = [c for sentence in split(source) for c in sentence.text if c.isalpha()]
    everything = [c for c in source if c.isalpha()]
    assert len(everything) - len(kept) <= source.count("a)") + source.count("(a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Dr. De Vries en mr. Jansen zwegen. Hij ging.",
            ["Dr. De Vries en mr. Jansen zwegen.", "Hij ging."],
        ),
        (
            "Het kost 1.500 euro. Om 10.30 uur begint het.",
            ["Het kost 1.500 euro.", "Om 10.30 uur begint het."],
        ),
        (
            "Dat zei J. P. Balkenende. Hij lachte.",
            ["Dat zei J. P. Balkenende.", "Hij lachte."],
        ),
        (
            "Er is o.a. Frankrijk bij. Verder niemand.",
            ["Er is o.a. Frankrijk bij.", "Verder niemand."],
        ),
        (
            "“Kom je?” vroeg hij. “Nee!” riep zij.",
            ["“Kom je?” vroeg hij.", "“Nee!” riep zij."],
        ),
        ("‘Het is af.’ Daarna zweeg hij.", ["‘Het is af.’", "Daarna zweeg hij."]),
        ("Eerste regel\n\nTweede regel", ["Eerste regel", "Tweede regel"]),
        ("- Punt een\n- Punt twee", ["Punt een", "Punt twee"]),
        ("# Kop\n\n## Tussenkop\nHet regent.", ["Kop", "Tussenkop", "Het regent."]),
        ("Vroeg. ’s Avonds laat.", ["Vroeg.", "’s Avonds laat."]),
        ("Tanks bij Homs. Foto Reuters", ["Tanks bij Homs. Foto Reuters"]),
        ("Plan B. Daarna plan C.", ["Plan B.", "Daarna plan C."]),
        (
            "Hij zei (dat was vorig jaar. Toen nog wel.) niets. Einde.",
            ["Hij zei (dat was vorig jaar. Toen nog wel.) niets.", "Einde."],
        ),
    ],
)
def test_full_stops_are_read_as_a_reader_reads_them(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_a_sentence_split_over_lines_stays_one() -> None:
    source = (
        "De minister van Buitenlandse Zaken heeft gisteren in een\nlange brief aan de Kamer laten weten dat hij gaat."
    )
    assert texts(source) == [source]
    assert "\n" not in clean(source)


def test_yaml_front_matter_is_metadata() -> None:
    metadata = read_front_matter("---\ntitle: 'Iets'\ndate: 2024-01-02\n---\nTekst.")
    assert metadata.fields == {"title": "Iets", "date": "2024-01-02"}


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(source: str) -> None:
    once = clean(source)
    assert clean(once) == once


def test_a_sentence_a_line_comes_back_as_a_sentence_a_line() -> None:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        lines = [row["text"] for row in csv.DictReader(file)]
    lines = [line for line in lines if len(split(line)) == 1]
    assert len(lines) > 20_003
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [45, 60, 80])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_articles_that_a_margin_breaks_fall_into_the_same_sentences(width: int, between: str) -> None:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["register"] in ("headline", "newspaper")]
    right = true = 0
    for _, article in itertools.islice(itertools.groupby(rows, key=lambda row: row["article_id"]), 200):
        headline, *others = article
        sentences = [
            row["text"]
            for row in others
            if row["register"] == "newspaper" and row["text"].endswith((".", "!", "?", "”", "’"))
        ]
        body = [" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3)]
        expected = [clean(text) for text in texts("\n\n".join([headline["text"], *body]))]
        wrapped = [textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) for text in body]
        found = {clean(text) for text in texts(between.join([headline["text"], *wrapped]))}
        right, true = right + sum(text in found for text in expected), true + len(expected)
    assert true > 500
    assert right / true > 0.97


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("vredesonder-\nhandelingen", "vredesonderhandelingen"),
        ("de rege-\r\nring", "de regering"),
        ("de NAVO-\nlidstaten", "de NAVO-lidstaten"),
        ("in Zuid-\nKorea", "in Zuid-Korea"),
        ("de oud-\nminister", "de oud-minister"),
        ("de zee-\negel", "de zee-egel"),
        ("in-\nen uitvoer", "in- en uitvoer"),
        ("de 18-\njarige", "de 18-jarige"),
        ("> het vre-\n> desakkoord van\n> Dayton", "> het vredesakkoord van Dayton"),
    ],
)
def test_words_that_a_line_end_broke_are_mended(source: str, cleaned: str) -> None:
    assert clean(source) == cleaned


def test_a_hard_wrapped_text_is_joined_and_still_slices_back() -> None:
    source = "De gezanten spraken in Wenen over de vredesonder-\nhandelingen, maar een bestand bleef uit. Morgen\ngaan ze verder."
    end = source.index(" Morgen")
    assert texts(source) == [source[:end], source[end + 1 :]]
    assert clean(source[:end]).endswith("over de vredesonderhandelingen, maar een bestand bleef uit.")


@pytest.mark.parametrize(
    "unit",
    [
        "…",
        "… ",
        "?! ",
        "aaaaa",
        "A. ",
        "a.A.",
        "“… ",
        "(a. ",
        "> a\n",
        "a-\n",
        "\u200b ",
        ".\u200b ",
        "Foto Aa Bb ",
        "1.1 ",
    ],
)
def test_time_grows_with_length_whatever_is_repeated(unit: str) -> None:
    begun = time.perf_counter()
    split("a" + unit * 40_000)
    split("a" + unit * 40_000 + "\nb")
    assert time.perf_counter() - begun < 5
