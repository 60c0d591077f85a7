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
            "Dat schreef meneer X. De Britse premier zweeg. Mevrouw Y. De Wit niet.",
            ["Dat schreef meneer X.", "De Britse premier zweeg.", "Mevrouw Y. De Wit niet."],
        ),
        ("Agent B. De NAVO kent hem.", ["Agent B.", "De NAVO kent hem."]),
        (
            "Hij vocht tegen illegale kap. De bomen staan er nog.",
            ["Hij vocht tegen illegale kap.", "De bomen staan er nog."],
        ),
        ("Hij droeg een kap. Jansen lachte.", ["Hij droeg een kap.", "Jansen lachte."]),
        ("Dat zei kap. Jansen.", ["Dat zei kap. Jansen."]),
        ("De heer Vos (VVD): Voorzitter. Dank u. Ik zwijg.", ["De heer Vos (VVD): Voorzitter. Dank u.", "Ik zwijg."]),
        (
            "Art. 5. De partijen zwijgen. Zie art. 5. De rest niet.",
            ["Art. 5. De partijen zwijgen.", "Zie art. 5.", "De rest niet."],
        ),
        (
            "Hij zei (dat was vorig jaar. Toen nog wel.) niets. Einde.",
            ["Hij zei (dat was vorig jaar. Toen nog wel.) niets.", "Einde."],
        ),
    ],
)
def test_full_stops_are_read_as_a_reader_reads_them(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


TITLES = (
    "kap hfdcomm res dir maarsch veldm wethr lkol lt.-kol gen.-maj kap.-lt brig.-gen vice-adm vadm hfdinsp hoofdinsp insp agt brig "
    "adjt wachtm opperw sgt sgt.-maj kpl sld elt ritm kptlt comdr cdt korpsch aalm ds pr kard aartsbiss biss mgr rabb diak ouderl prof "
    "dr drs ir ing mr bc lic hgl min min.pres vicepres oud-min ex-pres staatssecr senat burg burgem gouv amb comm kamerl fractievz "
    "fractiel woordv volksverteg vicevz secr.-gen plv.-secr adj.-dir adv.-gen griff raadsh dhr mevr mej mw fam jhr jkvr"
)


@pytest.mark.parametrize("title", TITLES.split())
def test_no_sentence_ends_between_a_title_and_a_name(title: str) -> None:
    for source in (f"Volgens {title}. Jansen is het af.", f"{title.capitalize()}. De Wit en {title}. Kuipers zwegen."):
        assert texts(f"{source} Het regent.") == [source, "Het regent."]


def test_no_word_that_ends_a_sentence_is_taken_for_a_title() -> None:
    for word in [
        "oudste",
        "onderste",
        "minste",
        "kaping",
        "kapel",
        "kans",
        "past",
        "kan",
        "mag",
        "raad",
        "arts",
        "leger",
    ]:
        assert texts(f"Zo gaat het met {word}. Jansen zwijgt.") == [f"Zo gaat het met {word}.", "Jansen zwijgt."]


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
    assert len(lines) > 20_003
    assert texts("\n".join(lines)) == lines
    single = [line for line in lines if len(split(line)) == 1]
    assert len(single) > 0.99 * len(lines)
    assert texts("\n".join(single[:300])) == single[:300]


@pytest.mark.parametrize("width", [40, 60, 72, 80])
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
    assert right / true > 0.992


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
        ("het staakt-\nhet-vuren", "het staakt-het-vuren"),
        ("het staakt-het-\nvuren", "het staakt-het-vuren"),
        ("de minister-\npresident", "de minister-president"),
        ("de minister-\nraad", "de ministerraad"),
        ("het btw-\ntarief", "het btw-tarief"),
        ("de 18-\njarige", "de 18-jarige"),
        ("> het vre-\n> desakkoord van\n> Dayton", "> het vredesakkoord van Dayton"),
    ],
)
def test_words_that_a_line_end_broke_are_mended(source: str, cleaned: str) -> None:
    assert clean(source) == cleaned


def test_paragraphs_a_line_are_split_however_many() -> None:
    paragraph = "De ministers praten in Genève. Raketten troffen de haven."
    assert len(texts("\n".join([paragraph] * 600))) == 1200


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize(
    "text",
    [
        "De buren tekenden dinsdag na lang overleg een bestand, en de handtekeningen werden gezet in het paleis aan de kade van {} voor het oog van de pers. De gezanten keerden nog dezelfde avond terug naar hun hoofdsteden.",
        "Het leger meldt dat de colonne woensdag voor zonsopgang de grens is overgestoken, en volgens waarnemers was {} bij het vallen van de avond in handen van de rebellen, die daar geen tegenstand troffen.",
        "De kade lag vol met ladingen voor de missie in het noorden, die volgens de planning op 14 {} van het volgend jaar begint. Het ministerie wil er niets over zeggen. Niemand weet hoe lang het duurt.",
    ],
)
@pytest.mark.parametrize("name", ["Genève", "Bosnië-Herzegovina", "Februari", "F-16's", "Ter Apel"])
def test_a_margin_before_a_name_or_month_ends_no_sentence(text: str, name: str, width: int) -> None:
    written = text.format(name)
    expected = texts(written)
    for begun in range(24):  # so that the name stands before and behind the margin
        whole = f"{'Hij is nu hier in de oude stad'[:begun].strip()} {written}".strip()
        wrapped = textwrap.fill(whole, width, break_on_hyphens=False)
        assert [clean(one) for one in texts(wrapped)][1:] == expected[1:]
        assert len(texts(wrapped)) == len(expected)


def test_the_time_of_an_entry_stays_with_it_where_a_margin_parts_them() -> None:
    text = (
        "De zitting is vanmorgen begonnen met een minuut stilte voor de slachtoffers van de aanslag op de markt in de oude stad. "
        "09.45 uur – De gouverneur van de provincie zegt niets te weten van een ultimatum, en zwijgt. 10.15 De zitting gaat verder."
    )
    for width in range(40, 90):
        wrapped = textwrap.fill(text, width, break_on_hyphens=False)
        assert [clean(one) for one in texts(wrapped)] == texts(text)


def test_a_headline_as_wide_as_the_margin_ends_where_the_text_below_begins() -> None:
    body = textwrap.fill(
        "De Veiligheidsraad heeft dinsdag ingestemd met een embargo op de levering van wapens aan het land. "
        "De resolutie was opgesteld door de Verenigde Staten, die al langer om strengere maatregelen vroegen.",
        52,
    )
    for headline in (
        "Veiligheidsraad stelt wapenembargo voor het land in",
        "'Aan de ene kant is het oorlog, aan de andere niet'",
    ):
        assert texts(f"{headline}\n{body}")[0] == headline
        assert len(texts(f"{headline}\n{body}")) == 3


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
    begun = time.process_time()
    split("a" + unit * 40_000)
    split("a" + unit * 40_000 + "\nb")
    assert time.process_time() - begun < 5
