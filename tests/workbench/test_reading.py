"""Articles come in, are labelled beside the pages, and are found again; a copied project opens elsewhere."""

from __future__ import annotations

import html
import json
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.conftest import ACCESS, HOME, Bench
from workbench.server.rendering import _environment
from workbench.storage.articles import Articles

TEXT = "De ministers praten in Wenen over vrede.\n\nRaketten troffen de havenstad. Het leger trok soldaten samen aan de grens."


@pytest.fixture(scope="module")
def read(little_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, str]]:
    """A workbench with a project of three articles that are labelled."""
    folder = tmp_path_factory.mktemp("read")
    model = Path(shutil.copytree(little_model, folder / "models" / "default"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIDING_MODELS", str(model.parent))
        patch.setenv("DUIDING_CACHE", str(folder / "cache"))
        bench = Bench(folder / "workbench", model)
        with bench.browser:
            bench.enter()
            project = bench.post("/projects", title="Vrede").rstrip("/")
            bench.post(f"{project}/add", text=TEXT, title="Praten & schieten", date="2022-02-24")
            send(
                bench, project, ("kop.txt", b"De trein reed niet.\n"), ("../kop.txt", b"Het museum opent een vleugel.")
            )
            wait(bench, project, 3)
            bench.post("/coder", coder="anna")
            yield bench, project


def send(bench: Bench, project: str, *files: tuple[str, bytes]) -> Any:
    answer = bench.browser.post(
        f"{project}/add",
        data={"token": ACCESS.token},
        files=[("files", one) for one in files],
        headers={"origin": HOME, "accept": "application/json"},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def wait(bench: Bench, project: str, articles: int) -> None:
    for _ in range(600):
        if f"{articles} article" in bench.text(f"{project}/progress"):
            return
        time.sleep(0.1)
    raise AssertionError(bench.text(f"{project}/progress"))


def links(bench: Bench, address: str) -> dict[str, str]:
    """Give the articles that a list shows, by title."""
    page = bench.browser.get(address).text
    return {html.unescape(title): link for link, title in re.findall(r'<a href="([^"]*/a/\w+)">([^<]*)</a>', page)}


def test_what_is_added_is_labelled_and_listed(read: tuple[Bench, str]) -> None:
    bench, project = read
    assert set(links(bench, f"{project}/")) == {
        "Praten & schieten",
        "De trein reed niet.",
        "Het museum opent een vleugel.",
    }
    page = bench.text(links(bench, f"{project}/")["Praten & schieten"])
    assert "Raketten troffen de havenstad." in page
    assert "2022-02-24" in page
    assert "little@" in page or "default@" in page


def test_the_list_is_searched_and_filtered(read: tuple[Bench, str]) -> None:
    bench, project = read
    assert list(links(bench, f"{project}/?q=RAKETTEN+haven")) == ["Praten & schieten"]
    assert links(bench, f"{project}/?q=%25") == {}
    assert "No article is like that" in bench.text(f"{project}/?q=niets")
    assert "Show all" in bench.text(f"{project}/?q=niets")
    assert "Show all" not in bench.text(f"{project}/")
    first = links(bench, f"{project}/?order=title")
    assert list(first) == sorted(first, key=str.casefold)


def test_a_label_is_saved_shown_and_taken_back(read: tuple[Bench, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["Praten & schieten"]
    bench.post(article, number="2", label="diplomatic", notes="praten")
    assert "you: diplomatic" in bench.text(f"{article}?s=2")
    rows = (bench.folder / "vrede" / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert "De ministers praten in Wenen over vrede.,diplomatic,anna,praten" in rows[-1]
    bench.post(article, number="2", label="")
    assert "you: diplomatic" not in bench.text(f"{article}?s=2")


@pytest.mark.parametrize("wrong", [{"label": "nonsense"}, {"number": "99"}, {"number": "-1"}, {"number": ""}])
def test_a_label_of_what_is_not_there_is_refused_in_a_sentence(read: tuple[Bench, str], wrong: dict[str, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["Praten & schieten"]
    fields = {"token": ACCESS.token, "number": "1", "label": "other", **wrong}
    answer = bench.browser.post(article, data=fields, headers={"origin": HOME, "accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")


def test_blind_no_page_tells_what_the_model_says(read: tuple[Bench, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["Praten & schieten"]
    settings = {"title": "Vrede", "base": "", "config": "", "weight": "1"}
    bench.post(f"{project}/settings", blind="1", **settings)
    try:
        for page in (bench.browser.get(f"{article}?s=2").text, bench.browser.get(f"{article}/2").text):
            assert not re.search(r'class="s f\d|data-model="\d|class="figure"|Because of', page)
    finally:
        bench.post(f"{project}/settings", **settings)


def test_two_coders_agree_differ_and_settle(read: tuple[Bench, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["Praten & schieten"]
    for coder, labels in (("bert", ("diplomatic", "escalatory")), ("carla", ("diplomatic", "other"))):
        bench.post("/coder", coder=coder)
        for number, label in enumerate(labels, 2):
            bench.post(article, number=str(number), label=label)
    page = bench.text(f"{project}/coders")
    assert "Cohen's kappa bert, carla Sentences 2 Same label 50" in html.unescape(page)
    assert "1 sentence to settle" in page
    row = json.loads(
        json.dumps(
            {"article": re.findall(r'name="article" value="([^"]*)"', bench.browser.get(f"{project}/coders").text)[0]}
        )
    )
    bench.post(f"{project}/coders", sentence="3", label="escalatory", **row)
    assert "Nothing to settle" in bench.text(f"{project}/coders")
    bench.post("/coder", coder="anna")


def test_sentences_to_label_are_chosen_and_asked_for_one_by_one(read: tuple[Bench, str]) -> None:
    bench, project = read
    bench.post("/coder", coder="dirk")
    assert "Choose sentences to label" in bench.text(f"{project}/next")
    bench.post(f"{project}/next/choose", sentences="3", control="34")
    for _ in range(600):
        page = bench.browser.get(f"{project}/next").text
        if 'id="asked"' in page:
            break
        time.sleep(0.1)
    assert "0 of 3" in page
    place = re.findall(r'name="place" value="(\d+)"', page)[0]
    asked = re.findall(r'id="asked"[^>]*>([^<]*)<', page)[0]
    bench.post(f"{project}/next", place=place, label="other")
    assert "1 of 3" in bench.text(f"{project}/next")
    rows = (bench.folder / "vrede" / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert html.unescape(asked) in rows[-1]
    assert ",other,dirk," in rows[-1]
    bench.post(f"{project}/next", do="undo", place="0")
    assert "0 of 3" in bench.text(f"{project}/next")
    bench.site._app.state.workspaces.get("vrede").choosing.task.wait(60)
    assert "No sentences were chosen" not in bench.text(f"{project}/next")
    (batch,) = (bench.folder / "vrede" / "batches").glob("*.csv")
    batch.rename(batch.with_suffix(".away"))  # as where no sentence was new, so that there is none
    assert "No sentences were chosen" in bench.text(f"{project}/next")
    batch.with_suffix(".away").rename(batch)
    bench.post("/coder", coder="anna")


def test_answers_give_shares_actors_and_files(read: tuple[Bench, str]) -> None:
    bench, project = read
    assert "3 " in bench.text(f"{project}/answers")
    assert "2022-02" in bench.text(f"{project}/answers?by=month")
    assert "2 articles are in no group" in bench.text(f"{project}/answers?by=month")
    assert bench.browser.get(f"{project}/answers?by=nonsense").status_code == 422
    form = {"token": ACCESS.token, "format": "csv"}
    bench.browser.post(f"{project}/answers", data=form, headers={"origin": HOME, "accept-language": "nl"})
    for _ in range(600):
        if "vrede.csv" in bench.text(f"{project}/answers/progress"):
            break
        time.sleep(0.1)
    run = json.loads((bench.folder / "vrede" / "runs" / "export.json").read_text(encoding="utf-8"))
    assert run["command"].endswith("--language nl")
    given = bench.browser.get(f"{project}/answers/vrede.csv")
    assert given.text.startswith("article_id,sentence,start,end,text,label,p_")
    for name in ("project.toml", "..%2Fproject.toml", "index.sqlite"):
        assert bench.browser.get(f"{project}/answers/{name}").status_code == 404


def test_a_copied_project_opens_elsewhere_with_all_that_is_in_it(read: tuple[Bench, str], tmp_path: Path) -> None:
    bench, project = read
    bench.post(links(bench, f"{project}/")["De trein reed niet."], number="1", label="other")
    elsewhere = Bench(tmp_path / "elders", bench.folder)
    shutil.copytree(bench.folder / "vrede", elsewhere.folder / "vrede")
    (elsewhere.folder / "vrede" / "index.sqlite").unlink()
    with elsewhere.browser:
        elsewhere.enter()
        assert set(links(elsewhere, f"{project}/")) == set(links(bench, f"{project}/"))
        assert "anna" in elsewhere.text(f"{project}/coders")


def test_a_file_that_cannot_be_read_is_told_and_stops_no_other(read: tuple[Bench, str], tmp_path: Path) -> None:
    bench, _ = read
    project = bench.post("/projects", title="Kapot").rstrip("/")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("een.txt", "De gezant bemiddelt.")
    told = send(
        bench,
        project,
        ("scan.pdf", b"%PDF-1.4 nonsense"),
        ("a.zip", (tmp_path / "a.zip").read_bytes()),
        ("x.exe", b"MZ"),
    )
    assert told["taken"] == 2
    assert "x.exe" in told["refused"][0]
    wait(bench, project, 1)
    page = bench.text(f"{project}/")
    assert "skipped" in page
    assert "scan.pdf" in page
    assert "articles/0" not in page


def test_labelling_rests_where_nothing_can_be_written_and_goes_on_when_asked(read: tuple[Bench, str]) -> None:
    bench, _ = read
    project = bench.post("/projects", title="Vol").rstrip("/")
    in_the_way = bench.folder / "vol" / "labelled"
    in_the_way.write_text("a file where a folder is to be")
    bench.post(f"{project}/add", text=TEXT)
    for _ in range(600):
        if "Paused" in (told := bench.text(f"{project}/progress")):
            break
        time.sleep(0.1)
    assert "Paused: 1 of 1 files wait" in told
    in_the_way.unlink()
    bench.post(f"{project}/steer", do="on")
    wait(bench, project, 1)


@pytest.mark.parametrize("wrong", ["9" * 30, "9" * 5000, "-1", "1.5", "٣", "²", "", "\x00", "' OR 1=1 --", "é" * 300])
def test_no_question_in_an_address_makes_a_fault(read: tuple[Bench, str], wrong: str) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["De trein reed niet."]
    for path in ("/", "/next", "/model", "/answers"):
        asked = dict.fromkeys(("page", "q", "frame", "order", "doubt", "after", "by", "of"), wrong)
        assert bench.browser.get(f"{project}{path}", params=asked).status_code in (200, 422)
    assert bench.browser.get(article, params={"s": wrong}).status_code == 200
    assert bench.browser.get(f"{article}/{'9' * 30}").status_code == 200
    for path, name in ((article, "number"), (f"{project}/next", "place"), (f"{project}/coders", "sentence")):
        fields = {"token": ACCESS.token, "label": "other", "article": "kop", "do": "label", name: wrong}
        assert bench.browser.post(path, data=fields, headers={"origin": HOME}).status_code in (303, 422)


def test_pages_speak_the_readers_language(read: tuple[Bench, str]) -> None:
    bench, project = read
    dutch = bench.browser.get(f"{project}/", headers={"accept-language": "nl-BE,nl;q=0.9,en;q=0.5"}).text
    assert '<html lang="nl">' in dutch
    assert "Antwoorden" in dutch
    assert '<html lang="en">' in bench.browser.get(f"{project}/", headers={"accept-language": "fr"}).text


def test_names_and_meanings_of_labels_are_in_the_readers_language_and_data_keep_theirs(read: tuple[Bench, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["Praten & schieten"]
    dutch = {"accept-language": "nl"}
    for address in ("/", "/answers", article.removeprefix(project), f"{article.removeprefix(project)}/2"):
        page = bench.browser.get(f"{project}{address}", headers=dutch).text
        assert "diplomatiek" in page
        assert not re.search(r">\s*diplomatic\b", page)
    assert "geweld of dreiging ermee" in bench.browser.get(f"{project}/", headers=dutch).text
    form = {"token": ACCESS.token, "number": "2", "label": "escalatory"}
    told = bench.browser.post(
        article, data=form, headers={"origin": HOME, "accept": "application/json", "accept-language": "nl"}
    ).json()
    assert (told["label"], told["shown"]) == ("escalatory", "escalerend")
    bench.post(article, number="2", label="")


def test_a_coder_is_one_however_the_name_is_typed(read: tuple[Bench, str]) -> None:
    bench, project = read
    article = links(bench, f"{project}/")["De trein reed niet."]
    bench.post("/coder", coder="Greet")
    bench.post(article, number="1", label="other")
    bench.post("/coder", coder="greet", back=f"{project}/")
    assert "you: other" in bench.text(f"{article}?s=1")
    bench.post(article, number="1", label="")
    bench.post("/coder", coder="anna")


def test_what_is_wrong_with_files_is_told_in_the_language_of_who_added_them_and_nothing_else(
    read: tuple[Bench, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench, _ = read
    monkeypatch.setenv("LANGUAGE", "nl")  # the machine's, which is not the reader's
    for language, said in (("en", "skipped: scan.pdf"), ("nl", "overgeslagen: scan.pdf")):
        project = bench.post("/projects", title=f"Taal {language}").rstrip("/")
        bench.browser.post(
            f"{project}/add",
            data={"token": ACCESS.token},
            files=[("files", ("kop.txt", b"De gezant bemiddelt.")), ("files", ("scan.pdf", b"%PDF-1.4 nonsense"))],
            headers={"origin": HOME, "accept": "application/json", "accept-language": language},
        )
        wait(bench, project, 1)
        told = bench.text(f"{project}/progress")
        assert "1 remark on the files" in told
        assert said.casefold() in told.casefold()


def test_what_went_wrong_leads_back_to_where_it_was_asked(read: tuple[Bench, str]) -> None:
    bench, project = read
    for came, leads in ((f"{HOME}{project}/?q=vrede", True), ("https://elders.example/p/vrede/", False)):
        form = {"token": ACCESS.token, "text": " "}
        answer = bench.browser.post(f"{project}/add", data=form, headers={"origin": HOME, "referer": came})
        assert answer.status_code == 422
        assert (f'href="{project}/?q=vrede"' in answer.text) == leads
        assert "elders.example" not in answer.text


def test_figures_are_written_as_the_language_does() -> None:
    dutch = _environment("nl")
    assert (
        dutch.filters["weights"]("raketten +2.86; A.1 -0.31; 2.5 +0.00") == "raketten +2,86; A.1 \u22120,31; 2.5 0,00"
    )
    assert [dutch.filters["signed"](value, 3) for value in (0.0004, -0.0004, 0.08)] == ["0,000", "0,000", "+0,080"]
    assert dutch.globals["figure"](-0.271) == "\u22120,27"


def test_files_get_names_that_no_other_has(tmp_path: Path) -> None:
    articles = Articles(tmp_path)
    for text in ("Een.", "Twee."):
        articles.add_text(text, title="Kop")
    articles.close("00001")
    articles.add_text("Drie.", title="Kop!")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.glob("*/*"))] == [
        "00001/kop.json",
        "00001/kop_2.json",
        "00002/kop_3.json",
    ]


def test_every_page_opens_though_the_models_came_from_elsewhere(
    little_model: Path, own_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIDING_MODELS", str(own_model.parent))
    bench = Bench(tmp_path / "workbench", little_model)
    with bench.browser:
        bench.enter()
        project = bench.post("/projects", title="Vrede").rstrip("/")
        for model in ("./models/little", "default", "gone"):
            bench.site._app.state.workspaces.get("vrede").project.change(model=model)
            for page in ("/", "/next", "/coders", "/model", "/answers", "/settings"):
                assert bench.text(f"{project}{page}")
        assert "There is no model to label with" in bench.text(f"{project}/")
