"""Files of every kind that an analyst has: read right, or refused by name."""

from __future__ import annotations

import csv
import gzip
import io
import json
import textwrap
from pathlib import Path

import openpyxl
import pytest

import benchmarks.faults
from benchmarks.faults.formats import docx_of, msg_of, ods_of, odt_of, pdf_of, zip_of
from duiding.documents import plain, read_document
from duiding.documents.layout import Fragment
from duiding.documents.wrapping import paragraphs_of
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article, sentences_of
from duiding.sentences import clean

TWO = ["De gezanten praten dinsdag in Wenen.", "Een raket trof de haven."]
OLD_WORKBOOK = Path(benchmarks.faults.__file__).with_name("berichten.xls")


def read(raw: bytes, ending: str = "", told: list[str] | None = None) -> list[Article]:
    sink = told if told is not None else []
    return list(read_document(raw, "a", f"a{ending}", ending=ending, skip=sink.append, notice=sink.append))


def sentences(article: Article) -> list[str]:
    return [clean(sentence.text) for sentence in sentences_of(article)]


def test_a_word_document_gives_its_paragraphs_and_no_header() -> None:
    told: list[str] = []
    (article,) = read(docx_of(["Kop zonder punt", " ".join(TWO)]), ".docx", told)
    assert sentences(article) == ["Kop zonder punt", *TWO]
    assert told == ["a.docx: read as a Word document."]


def test_an_opendocument_text_gives_its_paragraphs_without_notes() -> None:
    body = (
        "<text:h>Kop zonder punt</text:h><text:p>De gezanten <text:span>praten</text:span><text:s/>dinsdag"
        "<text:note><text:p>een noot</text:p></text:note> in Wenen.<text:line-break/>Een raket trof de haven.</text:p>"
    )
    (article,) = read(odt_of(body), ".odt")
    assert sentences(article) == ["Kop zonder punt", *TWO]


@pytest.mark.parametrize("ending", [".rtf", ".txt", ""])
def test_rtf_is_known_whatever_its_ending(ending: str) -> None:
    raw = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Caf\'e9 dicht\par De \u8364? daalt \emdash  snel.\par}"
    (article,) = read(raw, ending)
    assert sentences(article) == ["Café dicht", "De € daalt — snel."]


def test_a_mail_gives_subject_date_and_decoded_text() -> None:
    raw = (
        "From: Redactie <redactie@example.org>\r\nTo: wie@example.org\r\nSubject: =?utf-8?q?Bestand_in_Gen=C3=A8ve?=\r\n"
        "Date: Thu, 3 Jul 2014 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nDe gezanten praten dinsdag =\r\nin Gen=C3=A8ve.\r\nEen raket trof de haven.\r\n"
    )
    (article,) = read(raw.encode(), ".eml")
    assert sentences(article) == [
        "Bestand in Genève",
        "De gezanten praten dinsdag in Genève.",
        "Een raket trof de haven.",
    ]
    assert article.fields["date"] == "2014-07-03"


def test_a_mail_of_html_gives_its_blocks_and_no_attachment() -> None:
    parts = [
        "--x\nContent-Type: text/html; charset=utf-8\n\n<p>De gezanten praten</p><p>Een raket trof &eacute;&eacute;n haven</p>"
    ]
    parts.append('--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="b.txt"\n\nBijlage.')
    raw = (
        'From: a@b.nl\nSubject: Nieuws van vandaag\nContent-Type: multipart/mixed; boundary="x"\n\n'
        + "\n".join(parts)
        + "\n--x--\n"
    )
    (article,) = read(raw.encode(), ".eml")
    assert sentences(article) == ["Nieuws van vandaag", "De gezanten praten", "Een raket trof één haven"]


def test_an_outlook_message_gives_subject_date_and_text() -> None:
    ticks = 130_488_768_000_000_000  # 2014-07-03
    (article,) = read(msg_of("Bestand in zicht", " ".join(TWO), ticks), ".msg")
    assert sentences(article) == ["Bestand in zicht", *TWO]
    assert article.fields["date"] == "2014-07-03"


def test_an_outlook_message_that_keeps_rtf_only_gives_its_text() -> None:
    rtf = r"{\rtf1\ansi\fromtext{\fonttbl{\f0 Arial;}}\f0 De gezanten praten dinsdag in Wenen.\par Een raket trof de haven.}"
    (article,) = read(msg_of("Bestand in zicht", "", 0, rtf), ".msg")
    assert sentences(article) == ["Bestand in zicht", *TWO]


def test_a_mail_whose_text_is_but_a_hint_gives_its_html() -> None:
    mail = (
        'From: a@b.nl\nSubject: Nieuws\nContent-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        f"Bekijk in een browser.\n--x\nContent-Type: text/html\n\n<p>{TWO[0]}</p><p>{TWO[1]}</p>\n--x--\n"
    )
    (article,) = read(mail.encode(), ".eml")
    assert sentences(article) == ["Nieuws", *TWO]


def test_a_file_that_lacks_its_end_is_told() -> None:
    mail = 'From: a@b.nl\nSubject: Nieuws\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
    whole = {
        ".rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Een raket \{trof\} de haven.\par Het regent.}",
        ".eml": f"{mail}Een raket trof de haven.\n--x--\n".encode(),
    }
    for ending, raw in whole.items():
        told: list[str] = []
        read(raw, ending, told)
        assert not any("cut off" in line for line in told)
        read(raw[:-5], ending, told)
        assert f"a{ending} is cut off: its end is missing, and what comes before that was read." in told


@pytest.mark.parametrize(
    ("raw", "ending", "read_as"),
    [
        (ods_of([["kop", "tekst"], ["Kop een", TWO[0]]]), ".csv", "a workbook"),
        (b"kop;tekst\nKop een;" + TWO[0].encode(), ".xls", "a table"),
    ],
)
def test_a_table_by_another_name_is_read_as_what_it_is(raw: bytes, ending: str, read_as: str) -> None:
    told: list[str] = []
    (article,) = read(raw, ending, told)
    assert sentences(article) == ["Kop een", TWO[0]]
    assert f"read as {read_as}" in told[0]


def test_a_saved_page_gives_its_article() -> None:
    filler = "Volgens de woordvoerder van het ministerie is er nog een lange weg te gaan voordat er een akkoord ligt."
    html = f"<html><body><article><h1>Bestand in zicht</h1><p>{filler}</p><p>{filler}</p></article></body></html>"
    raw = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://krant.example/bestand\nSubject: Bestand\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n\n'
        f"{html}\n--x--\n"
    )
    (article,) = read(raw.encode(), ".mhtml")
    assert sentences(article)[:2] == ["Bestand in zicht", filler]
    assert article.fields["url"] == "https://krant.example/bestand"


def test_a_feed_gives_an_article_an_item() -> None:
    item = (
        "<item><title>Kop {0}</title><link>https://k.example/{0}</link><pubDate>Thu, 03 Jul 2014 09:00:00 +0200</pubDate>"
        "<description><![CDATA[<p>Inleiding {0}</p><p>Een raket trof de haven.</p>]]></description></item>"
    )
    raw = f'<?xml version="1.0"?><rss version="2.0"><channel><title>De Bode</title>{item.format(1)}{item.format(2)}</channel></rss>'
    first, second = read(raw.encode(), ".xml")
    assert sentences(first) == ["Kop 1", "Inleiding 1", "Een raket trof de haven."]
    assert first.fields["publisher"] == "De Bode"
    assert (second.article_id, second.fields["date"], second.fields["url"]) == (
        "a-2",
        "2014-07-03",
        "https://k.example/2",
    )


def test_an_atom_feed_gives_an_article_an_entry() -> None:
    raw = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>De Bode</title><entry><title>Kop een</title><id>1</id>'
        '<updated>2014-07-03T10:00:00Z</updated><content type="html">&lt;p&gt;Een raket trof de haven.&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = read(raw.encode(), ".atom")
    assert sentences(article) == ["Kop een", "Een raket trof de haven."]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link href="https://k.example/1"/>', "https://k.example/1"),
        (
            '<link rel="self" href="https://k.example/f"/><link rel="alternate" href="https://k.example/1"/>',
            "https://k.example/1",
        ),
        ('<link rel="related" href="https://k.example/1"/>', "https://k.example/1"),
        ("", None),
    ],
)
def test_the_address_of_an_entry_is_a_link_and_not_its_id(links: str, url: str | None) -> None:
    raw = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>De Bode</title><entry><title>Kop</title><id>tag:k,2014:1</id>{links}'
        "<summary>Een raket trof de haven.</summary></entry></feed>"
    )
    (article,) = read(raw.encode(), ".atom")
    assert article.fields.get("url") == url


def test_json_of_one_post_of_wordpress_gives_its_text() -> None:
    post = {"id": 7, "title": {"rendered": "Kop een"}, "content": {"rendered": f"<p>{TWO[0]}</p>"}}
    (article,) = read(json.dumps(post).encode(), ".json")
    assert sentences(article) == ["Kop een", TWO[0]]


@pytest.mark.parametrize("wrap", [lambda one: [one, one], lambda one: {"count": 2, "results": [one, one]}])
def test_json_gives_an_article_an_object(wrap) -> None:
    one = {
        "titel": "Kop een",
        "inhoud": "De EU &amp; de VS praten.<br>Een raket trof de haven.",
        "datum": "3-7-2014",
        "krant": "De Bode",
        "id": 7,
    }
    first, _ = read(json.dumps(wrap(one)).encode(), ".json")
    assert sentences(first) == ["Kop een", "De EU & de VS praten.", "Een raket trof de haven."]
    assert dict(first.fields) == {"title": "Kop een", "date": "2014-07-03", "publisher": "De Bode"}
    assert first.article_id == "7"


@pytest.mark.parametrize("ending", [".json", ".jsonl"])
def test_objects_of_json_with_other_keys_lose_no_text(ending: str) -> None:
    records = [
        {"title": "Kop een", "content": TWO[0]},
        {"kop": "Kop twee", "body": TWO[1], "datum": "3-7-2014"},
        {"naam": "x"},
    ]
    told: list[str] = []
    raw = json.dumps(records) if ending == ".json" else "\n".join(map(json.dumps, records))
    first, second = read(raw.encode(), ending, told)
    assert [sentences(first), sentences(second)] == [["Kop een", TWO[0]], ["Kop twee", TWO[1]]]
    assert second.fields["date"] == "2014-07-03"
    assert any("3 holds no text" in line for line in told)


def test_json_of_texts_and_of_two_arrays_is_read() -> None:
    assert [sentences(article) for article in read(json.dumps(TWO).encode(), ".json")] == [[TWO[0]], [TWO[1]]]
    (article,) = read(json.dumps({"bronnen": [{"naam": "x"}], "artikelen": [{"tekst": TWO[0]}]}).encode(), ".json")
    assert sentences(article) == [TWO[0]]


def test_json_that_holds_no_articles_names_what_it_holds() -> None:
    with pytest.raises(InputError, match="found naam, leeftijd"):
        read(b'[{"naam": "Jan", "leeftijd": 3}]', ".json")
    with pytest.raises(InputError, match="nested too deeply"):
        read(b"[" * 100_000, ".json")


def test_a_workbook_gives_an_article_a_row_of_the_sheets_that_show() -> None:
    book = openpyxl.Workbook()
    book.active.title = "oud"
    book.active.append(["tekst"])
    book.active.append(["Oude tekst."])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("nieuw")
    for row in (
        ["Nr", "Kop", "Tekst", "Rubriek"],
        [1, "Kop een", TWO[0], "Buitenland"],
        [2, "NA", TWO[1], None],
        [3, "Kop drie", "NA", ""],
    ):
        sheet.append(row)
    sheet.merge_cells("D2:D3")
    file = io.BytesIO()
    book.save(file)
    told: list[str] = []
    first, second = read(file.getvalue(), ".xlsx", told)
    assert sentences(first) == ["Kop een", TWO[0]]
    assert sentences(second) == [TWO[1]]
    assert [article.fields["section"] for article in (first, second)] == ["Buitenland", "Buitenland"]
    assert any("sheet oud is hidden" in line for line in told)
    assert any("row 4 holds no text" in line for line in told)


def test_an_old_workbook_is_read_with_its_dates() -> None:
    first, _ = read(OLD_WORKBOOK.read_bytes(), ".xls")
    assert sentences(first) == ["Sancties tegen Minsk", "De EU bevriest tegoeden.", "Minsk is boos."]
    assert (first.fields["date"], first.fields["publisher"]) == ("2021-06-04", "De Bode")


def test_an_opendocument_spreadsheet_is_read() -> None:
    first, _ = read(ods_of([["kop", "tekst"], ["Kop een", TWO[0]], ["Kop twee", TWO[1]]]), ".ods")
    assert sentences(first) == ["Kop een", TWO[0]]


def test_a_cell_far_out_and_a_bomb_are_refused() -> None:
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(InputError, match="cells up to the last that is filled, more than 5,000,000"):
        read(zip_of({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": far}), ".xlsx")
    with pytest.raises(InputError, match="unpacks to"):
        read(zip_of({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": b" " * 50_000_000}), ".xlsx")
    with pytest.raises(InputError, match="unpacks to"):
        read(gzip.compress(b"a" * 50_000_000), ".gz")


def test_an_archive_gives_what_is_in_it_and_names_the_rest() -> None:
    told: list[str] = []
    files = {
        "map/een.txt": "De gezanten praten.",
        "twee.docx": docx_of(["Een raket trof de haven."]),
        "afb.png": b"\x89PNG\r\n\x1a\n",
        "__MACOSX/._een.txt": "x",
    }
    articles = read(
        zip_of(files | {"drie.csv": "kop,tekst\nKop een,Het regent.\n", "vier.zip": zip_of({"x.txt": "y"})}),
        ".zip",
        told,
    )
    assert [article.article_id for article in articles] == ["a/map/een", "a/twee", "a/drie-1"]
    assert sentences(articles[2]) == ["Kop een", "Het regent."]
    assert any("afb.png is an image" in line for line in told)
    assert any("compressed file in a compressed file" in line for line in told)
    (article,) = read(gzip.compress(b"Het regent."), ".gz")
    assert article.text == "Het regent."


def columns(number: int) -> list[tuple[float, float, float, str]]:
    place = ("Odessa", "Mykolajiv", "Cherson")[number - 1]
    left = f"De gezanten van {place} praten in Wenen over een bestand dat al maanden op zich laat wachten. De toon is beter dan vorig jaar, zegt men in de gangen van het stadhuis van {place}."
    right = f"Een raket trof intussen de haven van {place}. Niemand raakte gewond, meldt de gouverneur, maar al het graan in de silo van {place} ging in vlammen op."
    pieces: list[tuple[float, float, float, str]] = [
        (50, 810, 8, "De Bode 3 juli 2014"),
        (540, 810, 8, str(number)),
        (50, 760, 24, f"Bladzijde over {place}"),
    ]
    for x, text in ((50, left), (310, right)):
        pieces += [(x, 730 - row * 12, 10, line) for row, line in enumerate(textwrap.wrap(text, 36))]
    return sorted([*pieces, (280, 20, 8, f"Pagina {number} van 3")], key=lambda piece: (-piece[1], piece[0]))


def test_a_pdf_gives_its_columns_in_order_without_running_heads_and_page_numbers() -> None:
    (article,) = read(pdf_of([columns(number) for number in (1, 2, 3)]), ".pdf")
    assert sentences(article)[:5] == [
        "Bladzijde over Odessa",
        "De gezanten van Odessa praten in Wenen over een bestand dat al maanden op zich laat wachten.",
        "De toon is beter dan vorig jaar, zegt men in de gangen van het stadhuis van Odessa.",
        "Een raket trof intussen de haven van Odessa.",
        "Niemand raakte gewond, meldt de gouverneur, maar al het graan in de silo van Odessa ging in vlammen op.",
    ]
    assert len(sentences(article)) == 15


def test_columns_that_stand_close_and_a_sentence_over_two_pages_are_kept_apart_and_together() -> None:
    left = [
        "De gezanten praten in Wenen verder",
        "over een bestand, dat zij zelf een",
        "kwetsbaar begin noemen. De gastheer",
        "wil voor de zomer een akkoord dat",
        "beide landen kunnen tekenen. Daarna",
    ]
    right = [
        "volgt een grotere conferentie. Een",
        "raket trof intussen de haven van",
        "Odessa. Niemand raakte gewond. Het",
        "graan in de silo is verbrand, meldt",
        "de gouverneur, die morgen met de",
    ]
    pieces = [
        (x, 700.0 - 12 * row, 10.0, line)
        for x, lines in ((60.0, left), (235.0, right))
        for row, line in enumerate(lines)
    ]
    (article,) = read(pdf_of([pieces, [(60.0, 700.0, 10.0, "reders wil praten over hun schepen.")]]), ".pdf")
    assert sentences(article) == [
        "De gezanten praten in Wenen verder over een bestand, dat zij zelf een kwetsbaar begin noemen.",
        "De gastheer wil voor de zomer een akkoord dat beide landen kunnen tekenen.",
        "Daarna volgt een grotere conferentie.",
        "Een raket trof intussen de haven van Odessa.",
        "Niemand raakte gewond.",
        "Het graan in de silo is verbrand, meldt de gouverneur, die morgen met de reders wil praten over hun schepen.",
    ]


def test_lines_of_a_pdf_are_joined_where_they_were_full_and_in_columns_that_are_short_on_one_page() -> None:
    told = [
        f"In de {number}e week praten de gezanten van Polen en Kiev in Wenen over graan en over vrede."
        for number in range(2, 68)
    ]
    wrapped = textwrap.wrap(" ".join(told), 48)
    places = [(page, x, 760 - 12 * row) for page in range(3) for x in (50, 310) for row in range(40)][: len(wrapped)]
    assert 120 < len(wrapped) < 126  # the last column has fewer lines than it takes to see one
    pages = [
        [(x, y, 10, line) for (at, x, y), line in zip(places, wrapped, strict=True) if at == page] for page in range(2)
    ]
    (article,) = read(pdf_of(pages), ".pdf")
    assert sentences(article) == told


def test_headings_items_and_last_lines_of_a_pdf_end_a_paragraph() -> None:
    lines = [
        "Overleg in Wenen",
        "De gezanten praten dinsdag in Wenen over een be-",
        "stand, meldt het persbureau van de Noord-",
        "Koreaanse staat in zijn binnen- en buitenlandse",
        "berichten",
        "Een raket trof de haven van Odessa, waar op dat",
        "ogenblik drie schepen lagen met graan uit Polen",
        "- vrede",
        "- graan voor de landen die het afgelopen jaar het",
        "zwaarst getroffen zijn",
    ]
    (article,) = read(pdf_of([[(50, 700 - 12 * row, 10, line) for row, line in enumerate(lines)]]), ".pdf")
    assert article.text.split("\n\n") == [
        "Overleg in Wenen",
        "De gezanten praten dinsdag in Wenen over een bestand, meldt het persbureau van de Noord-Koreaanse staat in zijn binnen- "
        "en buitenlandse berichten",
        "Een raket trof de haven van Odessa, waar op dat ogenblik drie schepen lagen met graan uit Polen",
        "- vrede",
        "- graan voor de landen die het afgelopen jaar het zwaarst getroffen zijn",
    ]


def test_a_scan_and_a_damaged_pdf_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="is a scan"):
        read(pdf_of([[], []]), ".pdf")
    with pytest.raises(InputError, match="PDF that can't be read"):
        read(pdf_of([columns(1)])[:300], ".pdf")


@pytest.mark.parametrize(
    ("raw", "called"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "an image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "an image"),
        (b"ID3\x04" + b"\x00" * 50, "a sound recording"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 50, "a film"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 50, "a RAR archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "an old Word document"),
        (zip_of({"ppt/presentation.xml": "<p/>"}), "a presentation"),
        (zip_of({"mimetype": "application/epub+zip"}), "an e-book"),
        (b'<?xml version="1.0"?><plaatsen><p>Kiev</p></plaatsen>', "XML that is no feed"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an image"),
        (bytes(range(256)) * 40, "not text"),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".png"])
def test_what_holds_no_text_is_refused_by_name(raw: bytes, called: str, ending: str) -> None:
    with pytest.raises(InputError, match=called):
        read(raw, ending)


@pytest.mark.parametrize(
    "text",
    [
        "BMW verkoopt minder.",
        "ID3 is een merk van Volkswagen.",
        "MZ is een merk.",
        "[Update] Het regent.",
        "From Kiev komt nieuws.",
        "{Kop} Het regent.",
    ],
)
def test_text_that_begins_like_another_kind_stays_text(text: str) -> None:
    (article,) = read(text.encode(), ".txt")
    assert article.text == text


def test_a_file_with_twenty_thousand_sentences_a_line_is_read_whole() -> None:
    with (Path(__file__).parents[3] / "data" / "corpus.csv").open(encoding="utf-8", newline="") as file:
        lines = [row["text"] for row in csv.DictReader(file)][:20_003]
    raw = "\n".join(lines).encode()
    assert len(raw) > 1_000_000
    (article,) = read(raw, ".txt")
    assert [sentence.text for sentence in sentences_of(article)] == lines


@pytest.mark.parametrize(
    "text", ["woord " * 200_000, "A. " * 400_000, "Een zin. " * 600_000, "nog een regel\n" * 600_000]
)
def test_a_text_that_no_article_is_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="of any one"):
        read(text.encode(), ".txt")


def test_a_piece_of_html_in_a_text_file_is_no_text() -> None:
    (article,) = read(b"<div><p>De EU &amp; de VS praten</p><p>Een raket trof <b>de haven</b></p></div>", ".txt")
    assert sentences(article) == ["De EU & de VS praten", "Een raket trof de haven"]


MARKDOWN = """---
date: 2014-07-03
---
# Kop over *het bestand*

De **gezanten** praten dinsdag in [Wenen](https://k.example/wenen)[^1].

- Een raket trof de haven.
- Het ![een foto](a.png) regent<br>in `Kiev`.

> Stop nu!

| Land | Stand |
| --- | --- |
| Polen | vrede |

```python
print("De code blijft weg.")
```

[^1]: Bron: ANP.
"""


@pytest.mark.parametrize("ending", [".md", ".txt", ""])
def test_markdown_gives_its_words_without_marks_and_code(ending: str) -> None:
    told: list[str] = []
    (article,) = read(MARKDOWN.encode(), ending, told)
    assert sentences(article) == [
        *("Kop over het bestand", *TWO, "Het regent in Kiev.", "Stop nu!", "Land", "Stand", "Polen", "vrede"),
        "Bron: ANP.",
    ]
    assert dict(article.fields) == {"date": "2014-07-03", "title": "Kop over het bestand"}
    assert told == [f"a{ending}: read as Markdown.", f"a{ending}: left out 1 piece of code."]


@pytest.mark.parametrize(("ending", "count"), [(".md", 2), (".txt", 3)])
def test_lines_of_a_paragraph_are_joined_in_markdown_and_not_in_a_text_with_some_marks(ending: str, count: int) -> None:
    (article,) = read(b"EU **eens** over bestand\nDe ministers praten dinsdag. Kiev zwijgt.", ending)
    assert len(sentences(article)) == count


def test_a_long_text_with_marks_is_a_text_and_a_long_file_of_markdown_is_refused() -> None:
    raw = b"De **ministers** praten over vrede.\n\n" * 4000
    (made,) = read(raw, ".txt")
    assert "**ministers**" in made.text
    with pytest.raises(InputError, match="more than 100,000 characters"):
        read(raw, ".md")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# 1 blijft staan\nDe VS * de EU * Kiev.",
            "#MH17 #Kiev\nHet regent (nu [dinsdag]).",
            "1. Kiev\n2. Odessa\n\nHet_regent_nu.",
        ),
        *(
            "De voorwaarden:\n- vrede;\n- geld;\n- tijd.",
            "Tekst, beeld\nDe EU praat.",
            "Om 10:00 --> 11:00 is er overleg.",
        ),
        *(
            "@MinPres Waarom zwijgt u over Kiev?\n@Kamer Dit debat duurt te lang.",
            "UPDATE 14.30 uur\nDe EU praat.\n\nUPDATE 14.10 uur\nKiev zwijgt.",
            "14.02 --> Rutte komt\n14.05 --> Kaag volgt",
            "Een h**** en een b****.",
            "Is vrede nabij?\n1 = nee\n2 = ja",
            "-> De sancties gaan maandag in\n-> Duitsland doet niet mee",
            "Burger(s) zitten vast.\nMinister(s) praten.",
            "== KOP ==\nDe EU praat.\n== KORT ==\nKiev zwijgt.\n== WEER ==\nRegen.",
        ),
        "Zo werkt de malware\nDe regels die Kiev troffen:\nimport os\nos.remove('/')\n"
        + "De aanval komt uit Rusland.\n" * 4,
    ],
)
def test_signs_that_news_holds_make_no_markdown_code_or_table(text: str) -> None:
    (article,) = read(text.encode(), ".txt")
    assert article.text == text


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("import os\nprint(1)\n", "source code"),
        ('def praat(wie: str) -> str:\n    """Praat."""\n    return f"{wie} praat."\n', "source code"),
        ("const land = 'Kiev';\nfunction praat() {\n  console.log(land);\n}\n", "source code"),
        ('Antwoord:\n{\n  "land": "Kiev",\n  "stand": 3\n}\n', "source code"),
        ("SELECT kop, tekst\nFROM artikelen\nWHERE datum = '2014';\n", "source code"),
        (".kop {\n  color: red;\n}\n", "source code"),
        ("\\documentclass{article}\\begin{document}De ministers praten.\\end{document}", "LaTeX"),
        ("\\section{Kop}\nDe ministers \\emph{praten} in Wenen~\\cite{bos}.", "LaTeX"),
        ("== Kop ==\nDe [[minister|ministers]] praten in [[Wenen]].", "wiki markup"),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".py", ""])
def test_code_and_markup_that_can_not_be_read_is_refused_by_name(text: str, called: str, ending: str) -> None:
    with pytest.raises(InputError, match=f"is {called}, which can't be read"):
        read(text.encode(), ending)


def test_subtitles_give_what_is_said() -> None:
    times = "00:00:0{0},000 --> 00:00:0{1},500"
    cues = ["De gezanten praten", "<i>dinsdag</i> in Wenen.", "- Een raket trof", "de haven.", "- Echt?\n- Ja"]
    text = "\n\n".join(f"{number}\n{times.format(number, number)}\n{cue}" for number, cue in enumerate(cues, 1))
    for raw in (text, f"WEBVTT\n\n{text.replace(',', '.')}"):
        (article,) = read(raw.encode(), ".srt")
        assert sentences(article) == [*TWO, "Echt?", "Ja"]


def test_a_table_in_a_text_file_gives_an_article_a_row() -> None:
    (article,) = read(f"kop;tekst;datum\nKop een;{TWO[0]};3-7-2014\n".encode(), ".txt")
    assert sentences(article) == ["Kop een", TWO[0]]


def test_damaged_files_are_told_in_one_line() -> None:
    made = {
        ".docx": docx_of(TWO),
        ".odt": odt_of("<text:p>x</text:p>"),
        ".msg": msg_of("a", "b", 0),
        ".xls": OLD_WORKBOOK.read_bytes(),
    }
    for ending, raw in made.items():
        for cut in (len(raw) // 2, len(raw) - 40, 600):
            try:
                read(raw[:cut], ending)
            except DuidingError as error:
                assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kop van het stuk\nTrouw, 24 februari 2022 10:15\n\nDe ministers praten.", "2022-02-24"),
        ("Kop\nGepubliceerd op 24-02-2022\n\nDe ministers praten.", "2022-02-24"),
        ("Kamer stemt op 24 februari 2022\n\nDe ministers praten.", None),
        ("De ministers praten op 24 februari 2022 in Wenen.", None),
        ("date 2021-05 Kop\nTrouw, 24 februari 2022\n\nDe ministers praten.", "2021-05"),
    ],
)
def test_a_line_with_nothing_but_a_date_dates_a_text(text: str, date: str | None) -> None:
    (found,) = plain.read(text.encode(), "a", "a.txt", skip=print, notice=print)
    assert found.fields.get("date") == date
    assert found.text == text


@pytest.mark.parametrize(
    ("lines", "paragraph"),
    [
        (["over de vredesmis-", "sie"], "over de vredesmissie"),
        (["over niet-", "militaire hulp"], "over niet-militaire hulp"),
        (["binnen-", "noch buitenland"], "binnen- noch buitenland"),
        (["in Moskou -", "de hoofdstad"], "in Moskou - de hoofdstad"),
    ],
)
def test_words_that_a_line_of_print_breaks_are_mended_as_those_of_text_are(lines: list[str], paragraph: str) -> None:
    placed = [Fragment(50, 700 - 12 * row, 10, 200, line) for row, line in enumerate(lines)]
    assert list(paragraphs_of(placed)) == [paragraph]
