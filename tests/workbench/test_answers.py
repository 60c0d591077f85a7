"""What the labels come to: shares by groups, corrected by what people labelled, comparisons, actors, and files."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbench.conftest import ACCESS, HOME, Bench
from workbench.projects import Project
from workbench.storage.filling import fill
from workbench.storage.index import Index
from workbench.storage.labels import Labels
from workbench.storage.marks import Mark
from workbench.work.answering import Answers

LABELS = ("diplomatic", "escalatory", "other")
PAPERS = ("Trouw", "De Krant")


def rows(article: int) -> list[dict[str, object]]:
    """Labelled sentences as predict writes them: from 24 February 2022 on one paper is escalatory, the other diplomatic."""
    day = f"2022-{1 + article % 3:02d}-{1 + article % 27:02d}"
    label = LABELS[article % 2] if day >= "2022-02-24" else "other"
    common = {"article_id": f"a{article}", "model": "little@0", "title": f"Kop {article}", "date": day}
    return [
        {
            **common,
            "publisher": PAPERS[article % 2],
            "genre": "commentaar" if article % 5 == 0 else "nieuws",
            "sentence": number,
            "start": 40 * number,
            "end": 40 * number + 30,
            "text": f"Zin {number} van artikel {article}.",
            "label": label if number < 4 else "other",
            **{f"p_{one}": 0.8 if one == (label if number < 4 else "other") else 0.1 for one in LABELS},
            "uncertain": False,
            "speaker": "Premier Rutte" if number == 1 else "",
            "actors": "Moskou; Navo" if number == 2 else "",
            "speaker_canonical": "Rutte" if number == 1 else "",
            "actors_canonical": "Rusland; Navo" if number == 2 else "",
        }
        for number in range(1, 6)
    ]


@pytest.fixture
def folder(bench: Bench, project: str) -> Path:
    """The folder of a project with thirty labelled articles."""
    folder = bench.folder / project.rsplit("/", 1)[1]
    bench.browser.get(f"{project}/")
    (folder / "labelled").mkdir(exist_ok=True)
    lines = (json.dumps(row) for article in range(30) for row in rows(article))
    (folder / "labelled" / "00001.jsonl").write_text("\n".join(lines))
    fill(Index(folder / "index.sqlite"), folder / "labelled", "other")
    return folder


@pytest.fixture
def drawn(folder: Path) -> Path:
    """The project once Anna has labelled twenty sentences drawn at random, all of them as diplomatic, and Bob some of these."""
    labels = Labels(folder / "labels.csv")
    for article in range(20):
        row = rows(article)[article % 5]
        mark = Mark(f"a{article}", 1 + article % 5, str(row["text"]), "diplomatic", "Anna", chosen="control")
        labels.add(mark)
        if article < 3:
            labels.add(mark._replace(coder="Bob", label="other"))
    labels.add(Mark("a0", 1, str(rows(0)[0]["text"]), "other", "Bob", settled="yes"))
    return folder


def test_without_articles_the_page_says_what_to_do(bench: Bench, project: str) -> None:
    page = bench.text(f"{project}/answers")
    assert "There is nothing to count yet" in page
    assert "Add articles" in page


def test_shares_are_those_that_were_counted(bench: Bench, project: str, folder: Path) -> None:
    page = bench.text(f"{project}/answers?by=publisher")
    counts = {
        paper: [row["label"] for n in range(30) for row in rows(n) if row["publisher"] == paper] for paper in PAPERS
    }
    for paper, labels in counts.items():
        shares = [round(100 * labels.count(label) / len(labels)) for label in LABELS]
        found = page.split(f" {paper} ")[1]
        assert found.split()[:4] == ["Articles", "15", "Sentences", "75"]
        assert all(f" {share} % " in found for share in shares)
    assert "all together" in page
    assert "uncorrected" in page


@pytest.mark.parametrize("by", ["month", "year", "genre", "actor", "speaker", "publisher&with=month"])
def test_shares_are_given_by_all_that_the_articles_tell(bench: Bench, project: str, folder: Path, by: str) -> None:
    page = bench.browser.get(f"{project}/answers?by={by}").text
    assert "No article tells this" not in page
    assert page.count('class="small-strip"') >= 2
    assert ("polyline" in page) == (by == "month")


@pytest.mark.parametrize("by", ["text", "nergens", "month&with=year", "actor&with=speaker", "<script>"])
def test_what_no_article_tells_is_refused(bench: Bench, project: str, folder: Path, by: str) -> None:
    assert bench.browser.get(f"{project}/answers?by={by}").status_code == 422


def test_labels_of_a_random_sample_correct_the_shares(bench: Bench, project: str, drawn: Path) -> None:
    page = bench.text(f"{project}/answers")
    assert "corrected by 18 sentences that were drawn at random" in page
    assert "Corrected shares" in page
    kept = list(csv.DictReader((drawn / "runs" / "sample.csv").open()))
    assert len(kept) == 18  # of three sentences on which two coders differ one was settled
    assert [row["label"] for row in kept if row["article_id"] == "a0"] == ["other"]
    workspace = bench.site._app.state.workspaces.get(drawn.name)  # type: ignore[attr-defined]  # the guard's
    found = workspace.answers.shares().shares.set_index("label")
    assert found["corrected"]["diplomatic"] > found["share"]["diplomatic"] + 0.3


def test_too_few_sentences_drawn_at_random_correct_nothing_and_the_page_says_so(
    bench: Bench, project: str, folder: Path
) -> None:
    text = str(rows(1)[1]["text"])
    Labels(folder / "labels.csv").add(Mark("a1", 2, text, "other", "Anna", chosen="control"))
    page = bench.text(f"{project}/answers")
    assert "uncorrected" in page
    assert "corrected by 1 sentence" not in page
    assert "1 sentence that was drawn at random has a label so far: from 10 of these on" in page


def test_sentences_that_were_not_drawn_at_random_correct_nothing(folder: Path) -> None:
    labels = Labels(folder / "labels.csv")
    for article in range(20):
        labels.add(Mark(f"a{article}", 1, f"Zin 1 van artikel {article}.", "diplomatic", "Anna", chosen="doubt"))
    found = Answers(Project(folder), Index(folder / "index.sqlite"), labels).shares()
    assert found.labelled == 0
    assert "corrected" not in found.shares.columns


def test_a_new_label_changes_what_is_shown_at_once(bench: Bench, project: str, drawn: Path) -> None:
    assert "corrected by 18" in bench.text(f"{project}/answers")
    text = str(rows(25)[0]["text"])
    Labels(drawn / "labels.csv").add(Mark("a25", 1, text, "diplomatic", "Anna", chosen="control"))
    assert "corrected by 19" in bench.text(f"{project}/answers")


def test_two_groups_are_compared(bench: Bench, project: str, folder: Path) -> None:
    page = bench.text(f"{project}/answers?what=publisher&one=Trouw&other=De+Krant")
    assert "15 articles Trouw, 15 articles De Krant" in page
    dated = bench.text(f"{project}/answers?what=date&one=2022-02-24")
    before = sum(str(rows(n)[0]["date"]) < "2022-02-24" for n in range(30))
    assert f"{before} articles before 2022-02-24, {30 - before} articles from 2022-02-24" in dated


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("what=date&one=gisteren", "Give the day"),
        ("what=date&one=1999-01-01", "has no articles"),
        ("what=publisher&one=Trouw&other=Trouw", "two different"),
        ("what=publisher&one=Trouw&other=Nergens", "has no articles"),
        ("what=publisher", "one group"),
    ],
)
def test_a_comparison_that_can_not_be_made_is_told(
    bench: Bench, project: str, folder: Path, asked: str, said: str
) -> None:
    assert said in bench.text(f"{project}/answers?{asked}")


def test_actors_stand_with_their_role_and_frames(bench: Bench, project: str, folder: Path) -> None:
    page = bench.text(f"{project}/answers")
    assert "Rusland is named" in page
    assert "Moskou" not in page
    assert "canonical" not in page
    assert "Rutte speaks" in page


def test_articles_are_written_with_tables_of_shares_and_given_out(bench: Bench, project: str, own_model: Path) -> None:
    for day in ("2022-01-03", "2022-03-04"):
        bench.post(f"{project}/add", text="De ministers praten vrijdag in Wenen over vrede.", title=day, date=day)
    folder = bench.folder / project.rsplit("/", 1)[1]
    wait(lambda: "2 articles" in bench.text(f"{project}/progress"))
    bench.post(f"{project}/answers", format="csv", by="month", rows="sentences")
    wait(lambda: "data-busy" not in bench.browser.get(f"{project}/answers/progress").text)
    name = folder.name
    page = bench.text(f"{project}/answers/progress")
    assert f"{name}.csv" in page, page
    given = bench.browser.get(f"{project}/answers/{name}.csv")
    assert "attachment" in given.headers["content-disposition"]
    assert "De ministers praten" in given.text
    trends = bench.browser.get(f"{project}/answers/{name}.trends.csv").text
    assert "2022-01" in trends
    assert "2022-03" in trends


def test_a_format_that_there_is_not_is_refused(bench: Bench, project: str, folder: Path) -> None:
    data = {"token": ACCESS.token, "format": "exe"}
    assert bench.browser.post(f"{project}/answers", data=data, headers={"origin": HOME}).status_code == 422
    assert not list(folder.glob("answers/*"))


@pytest.mark.parametrize("name", ["..%2fproject.toml", "project.toml", ".hidden", "index.sqlite", "%2e%2e"])
def test_only_files_that_were_written_to_be_sent_on_are_given_out(
    bench: Bench, project: str, folder: Path, name: str
) -> None:
    (folder / "answers").mkdir()
    (folder / "answers" / ".hidden").write_text("x")
    assert bench.browser.get(f"{project}/answers/{name}").status_code == 404


def wait(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + 300
    while not done():
        assert time.monotonic() < until
        time.sleep(0.2)
