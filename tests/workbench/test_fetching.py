"""A page is fetched by its address: from the public web only, unless the command says otherwise, and what goes wrong is told."""

from __future__ import annotations

import http.server
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.conftest import ACCESS, HOME, Bench

ARTICLE = (
    "<!DOCTYPE html><html lang='nl'><head><meta charset='utf-8'><title>Gezant naar Wenen</title></head><body><article>"
    "<h1>Gezant naar Wenen</h1><p>De gezant bemiddelt vandaag in Wenen tussen beide landen, zegt het ministerie.</p>"
    "<p>Raketten troffen vannacht de havenstad, waarbij volgens de burgemeester drie mensen gewond raakten.</p>"
    "</article></body></html>"
)


class Web(http.server.BaseHTTPRequestHandler):
    """Answers of every kind; a slow one is begun and not ended while the test runs."""

    asked = threading.Event()
    enough = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/article")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Type", "application/pdf" if self.path == "/pdf" else "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/slow":
            self.asked.set()
            self.enough.wait(60)
        body = {"/pdf": b"%PDF-1.4 nonsense", "/huge": b"<p>x</p>" * 1_500_000}.get(self.path, ARTICLE.encode())
        try:
            self.wfile.write(body)
        except ConnectionError:
            return

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The address of a server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Web.enough.set()
    server.shutdown()


@pytest.fixture
def trusting(tmp_path: Path, own_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A workbench that may fetch pages of this machine."""
    monkeypatch.setenv("DUIDING_MODELS", str(own_model.parent))
    made = Bench(tmp_path / "workbench", own_model, own_network=True)
    with made.browser:
        made.enter()
        yield made


def idle(bench: Bench, project: str) -> str:
    """Wait until nothing is being labelled; gives what is told of the files."""
    for _ in range(600):
        page = bench.browser.get(f"{project}/progress").text
        if "data-busy" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(bench.text(f"{project}/progress"))


def test_pages_are_fetched_and_each_that_is_not_is_told_and_can_be_left_out(trusting: Bench, web: str) -> None:
    project = trusting.post("/projects", title="Web").rstrip("/")
    for path in ("/away", "/none", "/pdf", "/huge"):
        trusting.post(f"{project}/add", address=web + path)
    page = idle(trusting, project)
    assert "1 article" in page
    for said in (
        "/none can&#39;t be fetched: the server answers 404.",
        "/huge is larger than 10 MB",
        "/pdf is a PDF that can",
    ):
        assert f"{web}{said}" in page
    assert str(trusting.folder) not in page
    kept = [path.suffix for path in sorted((trusting.folder / "web" / "articles").glob("*/*"))]
    assert kept == [".jsonl", ".address", ".address", ".address"]
    article = re.findall(r'href="(/p/web/a/\w+)"', trusting.browser.get(f"{project}/").text)[0]
    assert "De gezant bemiddelt vandaag in Wenen" in trusting.text(article)
    for part in re.findall(r'name="part" value="(\d+)"', page):
        trusting.post(f"{project}/steer", do="leave", part=part)
    assert "warning" not in idle(trusting, project)
    trusting.post(f"{project}/steer", do="leave", part="00001")
    assert "1 article" in trusting.text(f"{project}/progress")


def test_a_page_that_does_not_come_is_waited_for_no_longer_once_labelling_is_paused(trusting: Bench, web: str) -> None:
    project = trusting.post("/projects", title="Traag").rstrip("/")
    trusting.post(f"{project}/add", address=f"{web}/slow")
    assert Web.asked.wait(60)
    trusting.post(f"{project}/steer", do="pause")
    assert "Paused: 1 of 1 files wait" in trusting.text(f"{project}/progress")
    Web.enough.set()
    trusting.post(f"{project}/steer", do="on")
    assert "1 article" in idle(trusting, project)


OWN = (
    "http://127.0.0.1:8765/",
    "http://localhost/",
    "http://LOCALHOST:80/",
    "http://localhost./x",
    "http://duiding.localhost/x",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://10.0.0.7/archief",
    "https://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00::1]/",
    "http://krant.example@127.0.0.1/",
)
NONE = (
    "file:///etc/passwd",
    "ftp://krant.example/",
    "https://",
    "http:///x",
    "http://[::1",
    "krant.example",
    "https://a b",
)


@pytest.mark.parametrize("address", [*OWN, *NONE])
def test_an_address_that_is_none_or_not_on_the_public_web_is_refused(bench: Bench, project: str, address: str) -> None:
    form = {"token": ACCESS.token, "address": address}
    answer = bench.browser.post(f"{project}/add", data=form, headers={"origin": HOME, "accept-language": "nl"})
    assert answer.status_code == 422
    assert ("van deze computer of zijn netwerk" if address in OWN else "Dat is geen adres") in answer.text
    assert not list(bench.folder.glob("*/articles/*"))


def test_a_host_that_is_written_otherwise_leads_to_no_machine_of_ones_own_either(
    bench: Bench, project: str, web: str
) -> None:
    hosts = ("2130706433", "127.1")
    for host in hosts:
        bench.post(f"{project}/add", address=f"{web.replace('127.0.0.1', host)}/article")
    page = idle(bench, project)
    assert page.count("not on the public web") == len(hosts)
    assert "1 article" not in page
