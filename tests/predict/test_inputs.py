"""Whatever an analyst has is read, or told why not."""

from __future__ import annotations

import http.server
import json
import os
import threading
import time
import urllib.parse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.documents.roles import find_roles
from duiding.encoding import decode
from duiding.errors import DuidingError
from duiding.prediction import Article
from predict.inputs import Reader, find_inputs, find_urls
from predict.inputs.web import fetch
from tests.conftest import Command

PARAGRAPHS = [
    "De ministers van Buitenlandse Zaken praten vrijdag in Genève over de crisis aan de grens, zo meldt het ministerie.",
    "Volgens de woordvoerder is er “nog een lange weg te gaan”, maar is de toon tussen beide landen de laatste weken beter.",
    "Het leger trok intussen duizenden soldaten samen; de premier noemde dat vanmorgen in het parlement een provocatie.",
]
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Overleg in Genève - De Krant</title>
<meta property="og:title" content="Overleg in Genève"><meta name="author" content="Anna de Wit">
<meta property="article:published_time" content="2022-01-20T10:00:00+01:00"></head><body>
<nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a> <a href="/weer">Weer</a></nav>
<article><h1>Overleg in Genève</h1>{}</article><aside>Lees ook: tien tips voor uw tuin</aside>
<footer>Copyright De Krant. Cookies. Adverteren. Contact.</footer></body></html>""".format(
    "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
)


def read(*names: object, **how: Any) -> tuple[list[Article], list[str], list[str]]:
    """Read inputs: the articles, what was skipped, and what was noticed."""
    skipped: list[str] = []
    noticed: list[str] = []
    reader = Reader(skip=skipped.append, notice=noticed.append, **how)
    return list(reader.read(find_inputs(map(str, names)))), skipped, noticed


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE, encoding="utf-8")
    (article,), skipped, _ = read(tmp_path / "p.html")
    assert skipped == []
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert "Cookies" not in article.text
    assert "Sport" not in article.text
    assert article.fields["title"] == "Overleg in Genève"
    assert article.fields["date"] == "2022-01-20"
    assert article.fields["author"] == "Anna de Wit"


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(PAGE.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252"))
    (article,), _, noticed = read(tmp_path / "p.html")
    assert "Genève" in article.text
    assert noticed == []


def test_a_page_without_an_article_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text("<html><body><nav></nav></body></html>")
    articles, (reason,), _ = read(tmp_path / "p.html")
    assert articles == []
    assert "holds no article" in reason


def test_a_page_may_come_through_standard_input(command: Command, little_model: Path) -> None:
    done = command("predict", "-", "--model", str(little_model), "--output", "o.jsonl", stdin=PAGE)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (command.folder / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["date"] for row in rows} == {"2022-01-20"}


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
def test_any_column_may_hold_the_text_and_the_others_are_kept(tmp_path: Path, ending: str) -> None:
    table = pd.DataFrame({"kop": ["A", "B"], "body": ["Het regent; hard.", "=1, é"], "label": ["x", "y"]})
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        table.to_parquet(path)
    elif ending == "jsonl":
        table.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        table.to_csv(path, index=False, sep="\t" if ending == "tsv" else ";")
    articles, skipped, _ = read(path, roles=partial(find_roles, text=["body"]))
    assert skipped == []
    assert [article.text for article in articles] == ["A\n\nHet regent; hard.", "B\n\n=1, é"]
    assert [dict(article.fields) for article in articles] == [
        {"title": "A", "label": "x"},
        {"title": "B", "label": "y"},
    ]
    assert [article.article_id for article in articles] == ["t-1", "t-2"]


def test_a_missing_text_column_names_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("kop,regel\nA,B\n")
    _, (reason,), _ = read(tmp_path / "t.csv")
    assert "no column that holds the text: found kop, regel" in reason
    assert "--text-column" in reason


def test_rows_before_a_damaged_one_are_kept(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"text": "Een."}\n{"text": "Twee."\n{"text": "Drie."}\n')
    articles, (reason,), _ = read(tmp_path / "t.jsonl")
    assert [article.text for article in articles] == ["Een."]
    assert "line 2: not JSON" in reason


def test_a_table_in_another_encoding_is_said(tmp_path: Path) -> None:
    rows = "".join(f"Première in Genève en café {i} te Curaçao, één coördinatie.\n" for i in range(30))
    (tmp_path / "t.csv").write_bytes(("text\n" + rows.replace(",", " ")).encode("cp1252"))
    articles, _, noticed = read(tmp_path / "t.csv")
    assert "Première in Genève" in articles[0].text
    assert "detected" in noticed[0]


def test_patterns_find_files_in_order(tmp_path: Path) -> None:
    for name in ("b/x.txt", "a/y.txt", "a/z.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Het regent.")
    assert [article.article_id for article in read(f"{tmp_path}/**/*")[0]] == ["y", "x"]
    with pytest.raises(DuidingError, match="Nothing matches"):
        find_inputs([f"{tmp_path}/*.csv"])


def test_a_folder_tells_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.png", "c.png", "d.css", ".verborgen", "~$e.docx"):
        (tmp_path / name).write_text("Het regent.")
    told: list[str] = []
    assert [source.name for source in find_inputs([str(tmp_path)], told.append)] == ["a"]
    assert told == [f"Folder {tmp_path}: passed over 3 files of other kinds: 2 .png, 1 .css."]


def test_documents_and_tables_are_read_beside_what_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "a_2021-06-04.rtf").write_bytes(rb"{\rtf1\ansi Het regent.\par}")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.json").write_text('[{"titel": "Kop", "tekst": "Het sneeuwt."}, {"tekst": "NA"}]')
    articles, skipped, noticed = read(*sorted(tmp_path.iterdir()))
    assert [(article.article_id, article.text) for article in articles] == [
        ("a_2021-06-04", "Het regent."),
        ("c-1", "Kop\n\nHet sneeuwt."),
    ]
    assert articles[0].fields["date"] == "2021-06-04"
    assert [reason.partition(" ")[2] for reason in skipped] == [
        "is an image, which can't be read.",
        "object 2 holds no text.",
    ]
    assert any("read as RTF" in line for line in noticed)


def test_headline_lead_and_text_are_blocks_of_one_article(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "nr,kop1,onder,lopend,wanneer\n1,Kop zonder punt,De inleiding,Het regent.,3-7-2014\n"
    )
    columns = {"text": ["onder", "lopend"], "title": "kop1", "date": "wanneer", "article": "nr"}
    (article,), _, (notice,) = read(tmp_path / "t.csv", roles=partial(find_roles, **columns))
    assert article.text == "Kop zonder punt\n\nDe inleiding\n\nHet regent."
    assert (article.article_id, dict(article.fields)) == ("1", {"title": "Kop zonder punt", "date": "2014-07-03"})
    assert "title in 'kop1'" in notice


def test_rows_that_hold_no_text_are_told_and_what_was_taken_for_what_is_said_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("tekst\nNA\n#REF!\n  \nHet &amp; regent.<br>Hard\n")
    articles, skipped, noticed = read(tmp_path)
    assert [article.text for article in articles] == ["Het & regent.\n\nHard"] * 2
    assert len(skipped) == 6
    assert "row 2 has the error #REF! for a text" in skipped[1]
    assert noticed == [f"{tmp_path / 'a.csv'}: text in 'tekst'; each row counts as an article of its own."]


def test_a_file_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Het regent.")
    assert [article.article_id for article in read(tmp_path / "a[1].txt")[0]] == ["a[1]"]


def test_what_is_read_is_not_written_over(command: Command, little_model: Path) -> None:
    table = command.folder / "t.csv"
    table.write_text("text\nHet regent.\n")
    (command.folder / "link.csv").symlink_to("t.csv")
    for more in (("--output", "t.csv"), ("--output", "link.csv"), ("--to-label", "1", "--output", "t.csv")):
        done = command("predict", "t.csv", "--model", str(little_model), *more, "--force")
        assert done.returncode == 2
        assert "t.csv is to be read and to be written over" in done.stderr
        assert table.read_text() == "text\nHet regent.\n"


def test_the_output_of_an_earlier_run_is_no_input_of_the_next(command: Command, little_model: Path) -> None:
    (command.folder / "in").mkdir()
    (command.folder / "in" / "a.txt").write_text("Het regent.")
    words = ("predict", "in", "--model", str(little_model), "--summary", "--output", "in/o.csv", "--force")
    assert command(*words).returncode == 0
    first = (command.folder / "in" / "o.csv").read_bytes()
    done = command(*words)
    assert (command.folder / "in" / "o.csv").read_bytes() == first
    assert f"passed over {Path('in/o.csv')}, which an earlier run wrote" in done.stderr


def test_a_name_that_is_no_text_is_read_and_written(command: Command, little_model: Path) -> None:
    name = os.fsdecode(b"b\xff.txt")
    try:
        (command.folder / name).write_text("Het regent.")
    except OSError:
        pytest.skip("names of files are text here")
    for output in ("o.csv", "o.html", "o.xlsx"):
        done = command("predict", name, "--model", str(little_model), "--output", output)
        assert done.returncode == 0, done.stderr
    assert "b\ufffd,1,0,11,Het regent." in (command.folder / "o.csv").read_text(encoding="utf-8")


def test_ids_tell_files_of_one_name_apart(tmp_path: Path) -> None:
    for name in ("2021/x.txt", "2022/x.txt", "2022/x.md", "2022/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Het regent.")
    ids = [article.article_id for article in read(tmp_path)[0]]
    assert ids == ["2021/x.txt", "2022/x.md", "2022/x.txt", "y"]


def test_an_id_with_half_a_surrogate_pair_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": "a\\ud800", "text": "Een."}, {"id": "b", "text": "Twee."}]')
    assert [article.article_id for article in read(tmp_path / "a.json")[0]] == ["a\ufffd", "b"]


def test_ids_of_rows_are_never_shared(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("article_id,text\nx,Een.\nx,Twee.\nx-2,Drie.\n")
    articles, _, noticed = read(tmp_path / "t.csv")
    assert len({article.article_id for article in articles}) == 3
    assert sum("there is an article x already, and each row counts" in text for text in noticed) == 1
    whole = read(tmp_path / "t.csv", split=False)[0]
    assert [(article.article_id, article.number) for article in whole] == [
        ("x", 1),
        ("x", 2),
        ("x-2", 1),
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_never_guessed(text: str) -> None:
    decoded = decode(text.encode("utf-8-sig"), "x")
    assert (decoded.text, decoded.guessed) == (text, False)


class Web(http.server.BaseHTTPRequestHandler):
    """Pages of every kind."""

    def do_GET(self) -> None:
        body, kind = PAGE.encode(), "text/html; charset=utf-8"
        if self.path == "/latin":
            body, kind = (
                PAGE.replace('<meta charset="utf-8">', "").encode("cp1252"),
                "text/html; charset=windows-1252",
            )
        if self.path.startswith("/header/"):
            named = self.path.removeprefix("/header/")
            body, kind = PAGE.replace('<meta charset="utf-8">', "").encode("cp1252"), f"text/html; charset={named}"
        if self.path == "/away" or self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header(
                "Location", urllib.parse.unquote(self.path.removeprefix("/to/")) if self.path != "/away" else "/article"
            )
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.path == "/huge":
            body = b"x" * 3_000_000
        if self.path == "/slow":
            for _ in range(40):
                self.wfile.write(b"<p>traag</p>")
                time.sleep(0.25)
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """One that says nothing of readers who hang up: other tests look at what stands on standard error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The address of a server on this machine."""
    server = Server(("127.0.0.1", 0), Web)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_an_address_is_fetched_and_read(command: Command, little_model: Path, web: str) -> None:
    words = [
        "--url",
        f"{web}/away",
        "--url",
        f"{web}/latin",
        "--url",
        f"{web}/none",
        "--output",
        "o.jsonl",
    ]
    done = command("predict", "--model", str(little_model), *words)
    assert done.returncode == 1
    assert "the server answers 404" in done.stderr
    rows = [json.loads(line) for line in (command.folder / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["article_id"] for row in rows} == {"127.0.0.1/away", "127.0.0.1/latin"}
    assert {row["url"] for row in rows} == {f"{web}/article", f"{web}/latin"}
    assert all(any("Genève" in row["text"] for row in rows if row["article_id"].endswith(end)) for end in ("y", "n"))


@pytest.mark.parametrize("named", ["utf-16", "UTF-16BE", "utf-32", "utf-7", "base64", "unicode_escape", "nonsense"])
def test_a_page_is_read_though_its_server_names_a_wrong_encoding(web: str, named: str) -> None:
    said: list[str] = []
    (article,) = Reader(skip=said.append, notice=said.append).read(find_urls([f"{web}/header/{named}"]))
    assert "Genève" in article.text
    (told,) = said
    assert "which was detected" in told


def test_a_page_that_is_too_large_or_too_slow_is_refused(web: str) -> None:
    with pytest.raises(DuidingError, match="larger than 1 MB"):
        fetch(f"{web}/huge", megabytes=1)
    with pytest.raises(DuidingError, match="within 1 seconds"):
        fetch(f"{web}/slow", seconds=1)


def test_an_address_where_nobody_listens_is_told() -> None:
    with pytest.raises(DuidingError, match="refused"):
        fetch("http://127.0.0.1:9/x")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.nl/a", "www.x.nl", "http://", "http://[1/"])
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(DuidingError, match="http"):
        find_urls([url])


def test_a_host_name_that_leads_to_this_machine_is_refused(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *more, **other: real("127.0.0.1" if "krant" in str(host) else host, *more, **other),
    )
    with pytest.raises(DuidingError, match="not on the public web"):
        fetch(web.replace("127.0.0.1", "krant.example"))


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{other}/article", "http://localhost:{port}/article", "http://[::1]/"]
)
def test_a_page_of_ones_own_network_may_not_lead_to_another_address_of_it(web: str, place: str) -> None:
    port = int(web.rpartition(":")[2])
    with pytest.raises(DuidingError, match="another address that is not on the public web"):
        fetch(f"{web}/to/{place.format(port=port, other=port + 1)}")


def test_a_page_that_leads_to_itself_is_given_up(web: str) -> None:
    with pytest.raises(DuidingError, match="redirects too often"):
        fetch(f"{web}/to/{'/to/' * 9}")
    assert fetch(f"{web}/to//article").url == f"{web}/article"
