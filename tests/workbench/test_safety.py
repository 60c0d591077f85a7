"""What another page, another user of the machine, or a hostile file tries on the workbench."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.conftest import ACCESS, HOME, Bench

COOKIE = f"{ACCESS.cookie}={ACCESS.session}"
OURS = {"host": "127.0.0.1:8765", "origin": HOME, "cookie": COOKIE}
GOOD = f"token={ACCESS.token}&title=Nieuw"
FORM = {"content-type": "application/x-www-form-urlencoded"}

HOSTILE: list[tuple[str, str, str, dict[str, str], str]] = [
    ("without the cookie", "GET", "/", {"cookie": ""}, ""),
    ("with the cookie of another port", "GET", "/", {"cookie": f"duiding-1={ACCESS.session}"}, ""),
    ("with a guessed cookie", "GET", "/", {"cookie": f"{ACCESS.cookie}=0000"}, ""),
    ("with the secret for a cookie", "GET", "/", {"cookie": f"{ACCESS.cookie}={ACCESS.secret}"}, ""),
    ("with the form's token for a cookie", "GET", "/", {"cookie": f"{ACCESS.cookie}={ACCESS.token}"}, ""),
    ("by a wrong secret", "GET", "/open/wrong", {"cookie": ""}, ""),
    ("by an empty secret", "GET", "/open/", {"cookie": ""}, ""),
    ("by a name that was turned to this machine", "GET", "/", {"host": "attacker.example:8765"}, ""),
    ("by a name without our port", "GET", "/", {"host": "127.0.0.1"}, ""),
    ("by another port's name", "GET", "/", {"host": "127.0.0.1:80"}, ""),
    ("by a name that begins like ours", "GET", "/", {"host": "127.0.0.1:8765.attacker.example"}, ""),
    ("by an empty name", "GET", "/", {"host": ""}, ""),
    ("as a picture on another site", "GET", "/", {"sec-fetch-site": "cross-site"}, ""),
    ("from another port of this machine", "GET", "/", {"sec-fetch-site": "same-site"}, ""),
    ("the static files without the cookie", "GET", "/static/style.css", {"cookie": ""}, ""),
    ("a form from another site", "POST", "/projects", {"origin": "https://attacker.example"}, GOOD),
    ("a form from a sandboxed frame", "POST", "/projects", {"origin": "null"}, GOOD),
    ("a form from another port", "POST", "/projects", {"origin": "http://127.0.0.1:9999"}, GOOD),
    ("a form by https", "POST", "/projects", {"origin": "https://127.0.0.1:8765"}, GOOD),
    ("a form that tells no origin", "POST", "/projects", {"origin": ""}, GOOD),
    ("a form without a token", "POST", "/projects", {}, "title=Nieuw"),
    ("a form with an empty token", "POST", "/projects", {}, "token=&title=Nieuw"),
    ("a form with the cookie for a token", "POST", "/projects", {}, f"token={ACCESS.session}&title=Nieuw"),
    ("a form with the token in the address only", "POST", f"/projects?{GOOD}", {}, "title=Nieuw"),
    ("a form that a page of ours did not send", "POST", "/projects", {"sec-fetch-site": "cross-site"}, GOOD),
    ("JSON instead of a form", "POST", "/projects", {"content-type": "application/json"}, '{"title": "Nieuw"}'),
    ("plain text that looks like a form", "POST", "/projects", {"content-type": "text/plain"}, GOOD),
    ("a form that says it is endless", "POST", "/projects", {"content-length": "99999999999"}, GOOD),
    ("a form of negative length", "POST", "/projects", {"content-length": "-1"}, GOOD),
    ("a form by GET", "GET", f"/projects?{GOOD}", {}, ""),
    ("a question whether other sites may ask", "OPTIONS", "/projects", {"access-control-request-method": "POST"}, ""),
    ("a file put in place", "PUT", "/static/style.css", {}, "x"),
    ("a file removed", "DELETE", "/static/style.css", {}, ""),
    ("a trace of the headers", "TRACE", "/", {}, ""),
]


@pytest.mark.parametrize(("how", "method", "path", "changed", "body"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_a_hostile_request_is_refused_and_changes_nothing(
    bench: Bench, how: str, method: str, path: str, changed: dict[str, str], body: str
) -> None:
    bench.browser.cookies.clear()
    headers = {**OURS, **(FORM if method == "POST" else {}), **changed}
    answer = bench.browser.request(method, path, headers=headers, content=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert list(bench.folder.glob("*")) == []
    if changed.keys() & {"cookie", "host", "origin", "sec-fetch-site"}:  # else it is our own browser that is told
        assert not [kept for kept in (ACCESS.secret, ACCESS.token, ACCESS.session) if kept in answer.text]


def test_the_same_request_from_our_own_page_is_answered(bench: Bench) -> None:
    bench.browser.cookies.clear()
    answer = bench.browser.post("/projects", headers={**OURS, **FORM, "sec-fetch-site": "same-origin"}, content=GOOD)
    assert answer.status_code == 303
    assert [path.name for path in bench.folder.glob("*")] == ["nieuw"]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(bench: Bench) -> None:
    said = bench.browser.get(f"/open/{ACCESS.secret}").headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert ACCESS.secret not in said


def test_every_answer_forbids_what_is_not_ours(bench: Bench, project: str) -> None:
    for path in ("/", f"{project}/", "/static/style.css", "/nowhere"):
        headers = bench.browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_every_form_carries_the_token_and_no_page_breaks_its_own_policy(bench: Bench, project: str) -> None:
    bench.post(f"{project}/add", text="De ministers praten over vrede.")
    for path in ("/", f"{project}/"):
        page = bench.browser.get(path).text
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL):
            assert f'name="token" value="{ACCESS.token}"' in form
        assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
        assert "<script>" not in page
        assert not re.search(r"(src|href)=\"(https?:)?//", page)


@pytest.mark.parametrize(
    "name",
    ["../../../../tmp/evil.txt", "..\\..\\evil.txt", "/etc/evil.txt", "evil\x00.txt", "CON.txt", "é" * 300 + ".txt"],
)
def test_a_file_name_leads_nowhere_but_into_the_project(bench: Bench, project: str, name: str, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if "workbench" not in path.parts}
    _upload(bench, project, name, b"De ministers praten.")
    inside = [path for path in bench.folder.glob("*/articles/*/*") if path.is_file()]
    assert len(inside) == 1
    assert re.fullmatch(r"[a-z0-9_-]{1,70}\.txt", inside[0].name)
    assert inside[0].read_bytes() == b"De ministers praten."
    assert {path for path in tmp_path.rglob("*") if "workbench" not in path.parts} - before == set()


@pytest.mark.parametrize("name", ["evil.exe", "evil", "labels.csv.sh", "project.toml"])
def test_a_file_of_another_kind_is_not_kept(bench: Bench, project: str, name: str) -> None:
    answer = _upload(bench, project, name, b"#!/bin/sh")
    assert answer.json()["taken"] == 0
    assert "kind that can't be read" in answer.json()["refused"][0]
    assert not list(bench.folder.glob("*/articles/*/*"))


@pytest.mark.parametrize("project", ["%2e%2e", "..%2f..", "nieuw%00", "a%5c..%5cb", "elders"])
def test_a_project_is_one_of_those_there_are(bench: Bench, project: str) -> None:
    assert bench.browser.get(f"/p/{project}/").status_code in (400, 404)


def test_an_upload_without_end_is_cut_off(bench: Bench, project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> Any:
        yield b"--x\r\nContent-Disposition: form-data; name=token\r\n\r\n"
        for _ in range(300):
            yield b"a" * 1_000_000

    headers = {"origin": HOME, "content-type": "multipart/form-data; boundary=x"}
    answer = bench.browser.post(f"{project}/add", content=endless(), headers=headers)
    assert answer.status_code in (400, 413)
    assert not list(bench.folder.glob("*/articles/*"))


def test_what_an_article_says_is_shown_and_never_run(bench: Bench) -> None:
    project = bench.post("/projects", title="<script>alert(1)</script>").rstrip("/")
    page = bench.browser.get(f"{project}/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def _upload(bench: Bench, project: str, name: str, content: bytes) -> Any:
    return bench.browser.post(
        f"{project}/add",
        data={"token": ACCESS.token},
        files={"files": (name, content)},
        headers={"origin": HOME, "accept": "application/json"},
    )
