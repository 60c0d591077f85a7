"""Downloads from archives of newspapers fall into articles, and no line of their headers is a sentence."""

from __future__ import annotations

import pytest

from benchmarks.faults.formats import docx_of
from duiding.documents import read_document
from duiding.documents.newspapers import split_download
from duiding.prediction import Article, sentences_of

OLDER = """
                               1 of 2 DOCUMENTS


                                   De Bode

                             3 juli 2014 donderdag

Kop een over twee
regels

BYLINE: ANNA BOS

SECTION: Buitenland; Blz. 4

LENGTH: 212 woorden

DATELINE: WENEN

HIGHLIGHT: De inleiding van het stuk.

De gezanten praten dinsdag in Wenen over een bestand dat al
maanden op zich laat wachten.

Een raket trof de haven.

GRAPHIC: De haven van Odessa

LOAD-DATE: 4 juli 2014

LANGUAGE: DUTCH; NEDERLANDS

                        Copyright 2014 De Bode B.V.
                            All Rights Reserved


                               2 of 2 DOCUMENTS


                                   Het Licht

                               4 juli 2014 vrijdag

EU straft bankiers

SECTIE: Economie

LENGTE: 98 woorden

De EU bevriest tegoeden.

LAADDATUM: 5 juli 2014

                        Copyright 2014 Het Licht
"""
STACKED = """
                               Document 1 van 2

                                   De Bode

                     3 juli 2014 donderdag 1:00 PM GMT

Kop een over twee regels

AUTEUR: Anna Bos

RUBRIEK: Buitenland; Blz. 4
NIEUWSBRIEF: ochtend
LENGTE: 212 woorden

SAMENVATTING: De inleiding van het stuk.

De gezanten praten dinsdag in Wenen over een bestand dat al
maanden op zich laat wachten.

Een raket trof de haven.

GRAFIEK: De haven van Odessa

LAAD-DATUM: 4 juli 2014
TAAL: DUTCH; NEDERLANDS
PUBLICATIETYPE: Krant

NAAM: Anna Bos

VERVOERDER: schip

CODE: 12

                        Copyright 2014 De Bode B.V.

                               Document 2 van 2

                                   Het Licht

                               4 juli 2014 vrijdag

EU straft bankiers

LENGTE: 98 woorden
De EU bevriest tegoeden.

LAAD-DATUM: 5 juli 2014
"""
NEWER = """Page 1 of 9
User Name: onderzoeker
Documents (2)
1. Kop een
Client/Matter: -None-
Kop een over twee regels
De Bode
3 juli 2014 donderdag
Copyright 2014 De Bode B.V. All Rights Reserved
Section: Buitenland; Blz. 4
Length: 212 words
Byline: ANNA BOS
Highlight: De inleiding van het stuk.
Body
De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.
Een raket trof de haven.
Graphic
De haven van Odessa
Classification
Language: DUTCH; NEDERLANDS
Load-Date: July 4, 2014
End of Document
EU straft bankiers
Het Licht
4 juli 2014 vrijdag
Section: Economie
Lengte: 98 woorden
Body
De EU bevriest tegoeden.
Load-Date: 5 juli 2014
End of Document"""
FACTIVA = """Kop een over twee regels
Door Anna Bos
212 woorden
3 juli 2014
08:10
De Bode
BODE
Blz. 4
Nederlands
Copyright (c) 2014 De Bode
De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.
Een raket trof de haven.
Document BODE000020140703ea7300001
EU straft bankiers
98 words
4 July 2014
Het Licht
LICHT
Dutch
(c) 2014 Het Licht
De EU bevriest tegoeden.
Document LICHT00020140704ea7400002
Search Summary"""
CODED = """HD Kop een over twee regels
BY Anna Bos
WC 212 words
PD 3 July 2014
SN De Bode
SE Buitenland
SC BODE
LA Dutch
CY Copyright 2014
LP De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.
TD Een raket trof de haven.
NS gcat : Politiek
AN Document BODE000020140703ea7300001
HD EU straft bankiers
WC 98 words
PD 4 July 2014
SN Het Licht
TD De EU bevriest tegoeden.
AN Document LICHT00020140704ea7400002"""
GOPRESS = """De Bode - 03 Jul. 2014
Pagina 4
Kop een over twee regels
De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.
Een raket trof de haven.
Copyright © 2014 Mediahuis. Alle rechten voorbehouden
Het Licht* - 04 Jul. 2014
Page 12
EU straft bankiers
De EU bevriest tegoeden.
Copyright © 2014 gopress. Alle rechten voorbehouden"""
FIELDED = """GoPress Academic

Titel: Kop een over twee regels
Bron: De Bode
Datum: 03/07/2014
Pagina: 4
Auteur: Anna Bos
Aantal woorden: 212

De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.

Een raket trof de haven.

© Gopress. Alle rechten voorbehouden

Bron: Het Licht
Datum: vrijdag 4 juli 2014
Titel: EU straft bankiers
Tekst: De EU bevriest tegoeden.
"""
EUROPRESSE = """<html><body><article><span class="DocPublicationName">De Bode, nr. 12</span>
<span class="DocHeader">Buitenland, jeudi 3 juillet 2014</span><p class="titreArticleVisu">Kop een over twee regels</p>
<div class="docOcurrContainer"><p>De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.</p>
<p>Een raket trof de <mark>haven</mark>.</p></div><div class="publiC-lblNodoc">news·20140703·BO·12</div></article>
<article><span class="DocPublicationName">Het Licht</span><p class="titreArticleVisu">EU straft bankiers</p>
<div class="docOcurrContainer">De EU bevriest tegoeden.</div><div class="publiC-lblNodoc">news·20140704·LI·3</div></article></body></html>"""
EUROPRESSE_TEXTS = """<html><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">De Bode, no. 12</span></div>
<span class="DocHeader">jeudi 3 juillet 2014 212 woorden, p. 6</span><div class="titreArticle">
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Kop een over twee regels</p>
<p class="sm-margin-TopNews rdp__subtitle">De inleiding van het stuk.</p></div>
<p class="sm-margin-bottomNews">Anna Bos</p></header><section class="sm-margin-TopNews rdp__DocText"><div class="DocText clearfix">
<aside>Meer nieuws</aside><p>De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.</p>
<div>Een raket trof <span class="occurrence">de haven</span>.</div></div></section>
<footer><small>© 2014 De Bode</small><p>Dit artikel verscheen in De Bode</p></footer></article>
<article><header><span class="DocPublicationName">Het Licht</span><span class="DocHeader">Foreign, Friday, July 4, 2014</span>
<div class="titreArticle"><p class="titreArticleVisu">EU straft bankiers</p></div></header>
<section><div class="DocText">De EU bevriest tegoeden.</div></section></article></body></html>"""
EUROPRESSE_TABLES = """<html><body><table><tr><td><span class="DocPublicationName">De Bode</span><br><span class="DocHeader">Buitenland</span>,
<span class="DocHeader">3 juillet 2014</span><br><br><span class="TitreArticleVisu">Kop een over twee regels</span><br>
<br>De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.<br><br>Een raket trof de haven.
<br>Copyright © 2014 De Bode</td></tr><tr><td align="center">news·20140703·BO·12</td></tr></table>
<table><tr><td><span class="DocPublicationName">Het Licht</span><br><span class="TitreArticleVisu">EU straft bankiers</span><br>
De EU bevriest tegoeden.</td></tr><tr><td align="center">news·20140704·LI·3</td></tr></table></body></html>"""
FIRST = [
    "De gezanten praten dinsdag in Wenen over een bestand dat al maanden op zich laat wachten.",
    "Een raket trof de haven.",
]


def sentences(article: Article) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in sentences_of(article)]


def check(articles: list[Article], lead: str = "") -> None:
    first, second = articles
    assert sentences(first) == ["Kop een over twee regels", *([lead] if lead else []), *FIRST]
    assert sentences(second) == ["EU straft bankiers", "De EU bevriest tegoeden."]
    assert [one.fields["publisher"] for one in articles] == ["De Bode", "Het Licht"]
    assert [one.fields["date"] for one in articles] == ["2014-07-03", "2014-07-04"]


@pytest.mark.parametrize(
    ("text", "archive", "lead"),
    [
        (OLDER, "Nexis", "De inleiding van het stuk."),
        (OLDER.replace("of 2 DOCUMENTS", "van 2 DOCUMENTEN"), "Nexis", "De inleiding van het stuk."),
        (OLDER.replace("Kop een", "Eerste Editie\n\nKop een"), "Nexis", "De inleiding van het stuk."),
        (STACKED, "Nexis", "De inleiding van het stuk."),
        (NEWER, "Nexis", "De inleiding van het stuk."),
        (NEWER.replace("donderdag\n", "donderdag\nEerste editie\n"), "Nexis", "De inleiding van het stuk."),
        (FACTIVA, "Factiva", ""),
        (CODED, "Factiva", ""),
        (GOPRESS, "GoPress", ""),
        (FIELDED, "GoPress or another archive that names its fields", ""),
    ],
    ids=[
        "older",
        "dutch",
        "edition",
        "stacked",
        "newer",
        "newer with edition",
        "factiva",
        "coded",
        "gopress",
        "fielded",
    ],
)
def test_a_download_falls_into_articles(text: str, archive: str, lead: str) -> None:
    found, articles = split_download(text, "a")
    assert found == archive
    check(articles, lead)


def test_a_paragraph_that_begins_as_a_field_stays_text_within_the_text() -> None:
    text = OLDER.replace("Een raket trof de haven.", "Land: de lessen van Kiev.\n\nUITSLAG: een raket.\n\nHet regent.")
    first = split_download(text, "a")[1][0]
    assert sentences(first)[-3:] == ["Land: de lessen van Kiev.", "UITSLAG: een raket.", "Het regent."]


@pytest.mark.parametrize(
    ("heading", "section", "author"),
    [
        ("Buitenland\nKop een over twee regels\nAnna van den Bos", "Buitenland", "Anna van den Bos"),
        ("Buitenland\nKop een over twee regels\nBOS, ANNA", "Buitenland", "BOS, ANNA"),
        ("Buitenland\nKop een over twee regels\nvan onze redactie", "Buitenland", "van onze redactie"),
        ("Buitenland\nKop een over twee regels", "Buitenland", None),
        ("Kop een over twee regels\nAnna Bos en Jan de Vries", None, "Anna Bos en Jan de Vries"),
        ("Kop een over twee regels", None, None),
    ],
)
def test_the_title_of_factiva_stands_below_the_section_and_above_the_author(heading, section, author) -> None:
    text = "© 2026 Factiva, Inc. All rights reserved.\n" + FACTIVA.replace(
        "Kop een over twee regels\nDoor Anna Bos", heading
    ).replace("Een raket", "Page 1 of 2 © 2026 Factiva, Inc. All rights reserved.\nEen raket")
    articles = split_download(text, "a")[1]
    check(articles)
    assert (articles[0].fields.get("section"), articles[0].fields.get("author")) == (section, author)


def test_a_last_document_of_factiva_that_is_cut_off_is_kept() -> None:
    check(split_download(FACTIVA.partition("Document LICHT")[0], "a")[1])


def test_what_a_download_loses_is_told() -> None:
    def told(text: str) -> list[str]:
        remarks: list[str] = []
        list(read_document(text.encode(), "a", "a.txt", ending=".txt", skip=print, notice=remarks.append))
        return remarks[1:]

    assert told(OLDER) == told(FACTIVA) == []
    assert told(FACTIVA.replace("De EU bevriest tegoeden.\n", "")) == [
        "a.txt: 1 of 2 articles hold a title and no text."
    ]
    (remark,) = told("Een stuk dat voor de download staat.\n\n" * 40 + OLDER)
    assert remark.endswith("of 100 characters of its text went into articles.")


def test_sections_and_authors_are_kept() -> None:
    for text in (OLDER, NEWER):
        first = split_download(text, "a")[1][0]
        assert (first.fields["section"], first.fields["author"]) == ("Buitenland; Blz. 4", "ANNA BOS")


@pytest.mark.parametrize("text", [OLDER, NEWER, FACTIVA])
@pytest.mark.parametrize("kind", ["docx", "rtf", "html", "txt"])
def test_a_download_is_known_in_every_format(text: str, kind: str) -> None:
    lines = text.replace("twee\nregels", "twee regels").replace("al\nmaanden", "al maanden").split("\n")
    raw = {
        "docx": docx_of(lines),
        "rtf": ("{\\rtf1\\ansi " + "\\par ".join(lines) + "}").encode("cp1252"),
        "html": ("<html><body>" + "".join(f"<div>{line}</div>" for line in lines) + "</body></html>").encode(),
        "txt": text.encode(),
    }[kind]
    articles = list(read_document(raw, "a", "a", ending=f".{kind}", skip=print, notice=print))
    check(articles, "De inleiding van het stuk." if text != FACTIVA else "")


@pytest.mark.parametrize(
    ("html", "lead", "author"),
    [
        (EUROPRESSE, "", None),
        (EUROPRESSE_TEXTS, "De inleiding van het stuk.", "Anna Bos"),
        (EUROPRESSE_TABLES, "", None),
    ],
    ids=["containers", "texts", "tables"],
)
def test_a_download_from_europresse_falls_into_articles(html: str, lead: str, author: str | None) -> None:
    articles = list(read_document(html.encode(), "a", "a", ending=".html", skip=print, notice=print))
    check(articles, lead)
    assert articles[0].fields.get("section") == (None if "jeudi 3 juillet 2014 212" in html else "Buitenland")
    assert articles[0].fields.get("author") == author


def test_a_csv_from_amcat_gives_an_article_a_row() -> None:
    raw = (
        "id,date,medium,headline,section,text\n17,2014-07-03T00:00:00,De Bode,Kop een,Buitenland,De gezanten praten.\n"
    )
    told: list[str] = []
    (article,) = read_document(raw.encode(), "a", "a.csv", ending=".csv", skip=print, notice=told.append)
    assert "a table of AmCAT" in told[0]
    assert sentences(article) == ["Kop een", "De gezanten praten."]
    assert dict(article.fields) == {
        "title": "Kop een",
        "date": "2014-07-03",
        "publisher": "De Bode",
        "section": "Buitenland",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Het stuk telt\n98 woorden\n4 juli 2014\nEinde.",
        "Section: Buitenland\nEen regel.\n\nLength: kort",
        "De Bode - 3 juli 2014\nHet regent.",
        "Titel: de minister\nDatum: ergens in mei\nBron: ANP\nHet regent.",
        "Kiev meldt rust.\n\nTitel: Rust\nDatum: 3-7-2014\nBron: ANP",
        "De ministers lazen twee boeken. " * 20
        + "\nTitel: Een\nDatum: 3-7-2014\nAuteur: Vos\n\nTitel: Twee\nDatum: 4-7-2014\nAuteur: Bos",
    ],
)
def test_a_text_of_its_own_is_no_download(text: str) -> None:
    assert split_download(text, "a") == ("", [])


def test_a_line_of_text_that_names_copyright_is_kept_and_a_notice_is_not() -> None:
    head = "Titel: Rechter oordeelt\nDatum: 3-7-2014\nBron: De Bode\n\n"
    (article,) = split_download(head + "Copyright speelt geen rol.\n(c) de rest betaalt.\nCopyright 2014 De Bode", "a")[
        1
    ]
    assert article.text.split("\n\n", 1)[1] == "Copyright speelt geen rol.\n(c) de rest betaalt."
