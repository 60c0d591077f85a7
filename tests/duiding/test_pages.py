"""Web pages: every block ends a sentence, bytes are decoded as browsers do, and no page takes long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from duiding.documents.pages import articles_on, decode_page, read_page
from duiding.encoding import decode, open_text
from duiding.errors import InputError
from duiding.sentences import split

FILLER = (
    "De commissie van het parlement kwam dinsdag in spoedzitting bijeen om over het verzoek van de regering te praten"
)
PAGE = f"""<!doctype html><html lang=nl><head><title>Kamer praat over missie | De Bode</title>
<meta property="og:site_name" content="De Bode"><meta property="article:published_time" content="2023-05-04T10:00"></head>
<body><nav><a href=/>Thuis</a></nav><article><h1>Kamer praat over missie</h1>
<p>{FILLER}</p><p>{FILLER}, zo
blijkt uit de agenda<br>De zitting is openbaar</p><h2>Wat nu</h2><p>{FILLER}.</p>
<table><tr><td>Voor de motie stemden 76 leden</td><td>Tegen stemden 74 leden</td></tr></table>
<blockquote><p>Wij gaan</p><p>Zij blijven</p></blockquote><p>{FILLER}. Meer volgt.</p></article></body></html>"""


def sentences(html: str) -> list[str]:
    return [sentence.text for sentence in split(read_page(html, "a", "a.html").text)]


def test_every_block_of_a_page_ends_a_sentence() -> None:
    found = sentences(PAGE)
    for block in (
        "Kamer praat over missie",
        FILLER,
        f"{FILLER}, zo blijkt uit de agenda",
        "De zitting is openbaar",
        "Wat nu",
    ):
        assert block in found
    for block in ("Voor de motie stemden 76 leden", "Tegen stemden 74 leden", "Wij gaan", "Zij blijven", "Meer volgt."):
        assert block in found


def test_a_caption_is_a_block_behind_its_figure() -> None:
    figure = (
        '<figure class="media"><picture><img src="a.jpg" alt="Haven"></picture>'
        "<figcaption>Een schip in de <em>haven</em> van Vlissingen <span>Foto ANP</span></figcaption></figure>"
    )
    before, after = "<h2>Wat nu</h2>", "Voor de motie stemden 76 leden"
    found = sentences(PAGE.replace(before, f"{figure}{before}"))
    assert found.count("Een schip in de haven van Vlissingen Foto ANP") == 1
    assert found.index("Een schip in de haven van Vlissingen Foto ANP") < found.index("Wat nu") < found.index(after)
    assert [one for one in found if "schip" not in one] == sentences(PAGE)
    bare = "<figcaption>De zaal liep vol</figcaption> Daarna begon het"
    found = sentences(PAGE.replace("<p>Wij gaan</p>", f"<p>Wij gaan</p>{bare}"))
    assert found.index("De zaal liep vol") > found.index("Wij gaan")


SAID = "De gezant zei dat het bestand om middernacht ingaat"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<address>Door onze redacteur Jan de Wit</address>", ["Door onze redacteur Jan de Wit"]),
        (f"<details><summary>Meer over de haven</summary>{SAID}</details>", ["Meer over de haven", SAID]),
        (f"<dl><dt>Sanctie op olie</dt><dd>{SAID}</dd></dl>", ["Sanctie op olie", SAID]),
        (f"<fieldset><legend>Bij de kaart</legend><p>{SAID}</p></fieldset>", ["Bij de kaart", SAID]),
        (f"<pre>{SAID}\nTweede regel van het bericht</pre>", [SAID, "Tweede regel van het bericht"]),
        (
            "<pre>De gezant zei dat het bestand om\nmiddernacht ingaat.</pre>",
            ["De gezant zei dat het bestand om middernacht ingaat."],
        ),
        (f"<p>Hij zei: <q>{SAID}</q></p>", [f"Hij zei: “{SAID}”"]),
        ("<p>Het bestand <code>rm</code> is gewist.</p>", ["Het bestand rm is gewist."]),
        (f"<q>{SAID}</q>", [f"“{SAID}”"]),
        (f"<center>{SAID}</center>", [SAID]),
        (f"<strong>{SAID}</strong>", [SAID]),
        (f"{SAID} en <a href=/x>hier</a> <b>de rest</b><p>Tot zover</p>", [f"{SAID} en hier de rest", "Tot zover"]),
        (f"<figure><blockquote>{SAID}</blockquote></figure>", [SAID]),
        (f"<figure class=wp-block-table><table><tr><td>{SAID}</td></tr></table></figure>", [SAID]),
        (f"<blockquote>{SAID}<cite>Sergej Lavrov zelf</cite></blockquote>", [SAID, "Sergej Lavrov zelf"]),
        (f"<live-entry>{SAID}</live-entry>", [SAID]),
        (f"<template><p>{SAID}</p></template>", []),
        (f"<nav><ul><li>{SAID}</li></ul></nav><aside><p>{SAID}</p></aside>", []),
        (f"<form><fieldset><legend>Nieuwsbrief hier</legend>{SAID}</fieldset></form>", []),
        (f"<footer><address>{SAID}</address></footer>", []),
        (f"<menu><li>{SAID}</li></menu><button>{SAID}</button>", []),
    ],
)
def test_blocks_of_every_kind_are_read_and_navigation_is_not(inside: str, expected: list[str]) -> None:
    without = sentences(PAGE)
    found = sentences(PAGE.replace("<h2>Wat nu</h2>", f"{inside}<h2>Wat nu</h2>"))
    assert found == [*without[: (at := without.index("Wat nu"))], *expected, *without[at:]]


def test_a_title_that_is_not_in_the_text_comes_first() -> None:
    html = PAGE.replace("<h1>Kamer praat over missie</h1>", "")
    article = read_page(html, "a", "a.html")
    assert sentences(html)[0] == "Kamer praat over missie"
    assert article.fields["date"] == "2023-05-04"
    assert sentences(PAGE).count("Kamer praat over missie") == 1


def test_declared_latin_1_is_read_as_windows_1252() -> None:
    raw = '<meta charset="iso-8859-1"><p>Een “bestand” – eindelijk – voor 5 € in Genève'.encode("cp1252")
    assert decode_page(raw, "a").text.endswith("“bestand” – eindelijk – voor 5 € in Genève")


@pytest.mark.parametrize("declared", ["utf-16", "x-user-defined", "rot13", "replacement", "klingon"])
def test_an_encoding_that_can_not_be_is_not_taken_for_it(declared: str) -> None:
    text = f'<meta charset="{declared}"><p>De ministers praten in Genève over het café, één voor één'
    assert decode_page(text.encode("cp1252"), "a").text == text


@pytest.mark.parametrize(
    "inside",
    [
        "<p>De ministers praten.</p>" * 130_000,
        "<p " + " ".join(f'a{i}="{i}"' for i in range(400_000)) + ">De ministers praten.</p>",
        "<p " + " ".join(f"a{i}" for i in range(400_000)) + ">De ministers praten.</p>",
        '<a b="' * 400_000,
        "<div>" * 100_000,
    ],
    ids=["paragraphs", "attributes", "bare attributes", "open quotes", "nested"],
)
def test_a_page_that_would_take_long_is_refused_with_a_word(inside: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(InputError, match=r"elements|attributes|holds no article"):
        read_page(f"<html><body><article>{inside}</article></body></html>", "a", "a.html")
    assert time.perf_counter() - begun < 10


def test_utf_8_with_bytes_of_windows_1252_among_it_is_read_as_both() -> None:
    raw = "Genève praat over één café. ".encode() + "Genève zwijgt; 5 € “zo”.".encode("cp1252")
    decoded = decode(raw * 9000, "a.txt")
    assert decoded.text == "Genève praat over één café. Genève zwijgt; 5 € “zo”." * 9000
    assert (decoded.encoding, decoded.guessed) == ("utf-8 with windows-1252", True)
    alone = decode("Genève zwijgt in CAFÉ”, één “zo” – € 5".encode("cp1252"), "a.txt")
    assert (alone.text, alone.encoding) == ("Genève zwijgt in CAFÉ”, één “zo” – € 5", "cp1252")


def test_a_file_of_two_encodings_is_opened_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("één\n".encode() + "twéé\n".encode("latin-1"))
    with open_text(tmp_path / "a.txt", "a.txt") as (file, encoding):
        assert list(file) == ["één\n", "twéé\n"]
    assert encoding.guessed


def test_a_page_of_which_little_was_taken_is_told() -> None:
    told: list[str] = []
    text = "<p>De ministers praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.</p>"
    one = f"<html><body><article><h1>Overleg in Wenen</h1>{text * 3}</article>{{}}</body></html>"
    for more in ("", f"<footer>{text.replace('De ministers', 'Andere ministers') * 20}</footer>"):
        list(articles_on(one.format(more), "a", "a.html", notice=told.append))
    assert [line.partition("of 100")[2] for line in told] == [
        " characters of its text went into articles: it may hold more than one article."
    ]


@pytest.mark.parametrize(
    ("line", "date"),
    [("<p>8 juli 2023, 20:15</p>", "2023-07-08"), ("<p>In 2015 zweeg hij, op 3 maart 2016 niet.</p>", None)],
)
def test_a_page_has_the_date_that_it_tells_and_no_year_of_its_text_or_foot(line: str, date: str | None) -> None:
    page = f"<html><body><article><h1>Bestand in zicht</h1>{line}<p>{SAID}</p></article><footer>© De Bode 2024</footer></body></html>"
    assert read_page(page, "a", "a.html").fields.get("date") == date
