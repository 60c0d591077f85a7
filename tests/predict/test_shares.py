import csv
import json
import random
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import LITTLE, Command

TRUE = {text: label for label, texts in LITTLE.items() for text in texts}


@pytest.fixture
def news(command: Command) -> Path:
    """Forty articles of two papers over three months with a gap; one has no date, one a date that nobody can read."""
    draw, path = random.Random(0), command.folder / "news.csv"
    texts = sorted(TRUE)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["article_id", "text", "date", "publisher"])
        for number in range(40):
            lines = [f"{text[:-1]} op dag {number}." for text in draw.sample(texts, 6)]
            date = {0: "", 1: "gisteren"}.get(number, f"2022-{(1, 2, 5)[number % 3]:02d}-{number % 28 + 1:02d}")
            writer.writerow([f"a{number}", " ".join(lines), date, ("Trouw", "Telegraaf")[number % 2]])
    return path


def predict(command: Command, model: Path, *words: str, **more: str):
    return command("predict", "--model", str(model), *words, **more)


def coded(batch: Path, path: Path) -> Path:
    """Fill in a batch, as a person would."""
    rows = pd.read_csv(batch, dtype=str, keep_default_na=False)
    known = [(text[:-1], label) for text, label in TRUE.items()]
    rows["label"] = [next(label for start, label in known if text.startswith(start)) for text in rows["text"]]
    rows.to_csv(path, index=False)
    return path


def test_months_are_shown_with_intervals_and_what_has_no_date_is_told(command, little_model, news):
    done = predict(command, little_model, "news.csv", "--by", "month")
    assert done.returncode == 0, done.stderr
    months = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("2022")]
    assert months == ["2022-01", "2022-02", "2022-05"]
    assert "2 of 40 articles have no date from which the month can be read (such as 'gisteren')" in done.stderr
    assert "uncorrected" in done.stdout and "uncorrected" in done.stderr


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "html"])
def test_a_table_of_shares_stands_beside_the_output(command, little_model, news, ending):
    done = predict(command, little_model, "news.csv", "--by", "publisher,quarter", "--output", f"out.{ending}")
    assert done.returncode == 0, done.stderr
    read = {
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
        "parquet": pd.read_parquet,
        "html": pd.read_csv,
    }[ending]
    (beside,) = command.folder.glob("out.trends.*")
    frame = read(beside)
    assert beside.suffix == (".csv" if ending == "html" else f".{ending}")
    assert list(frame.columns[:5]) == ["publisher", "quarter", "start", "articles", "sentences"]
    assert len(frame) == 2 * 2 * 3 and frame.groupby(["publisher", "quarter"])["share"].sum().round(4).eq(1).all()
    assert (command.folder / f"out.{ending}").exists()


def test_an_existing_table_is_not_overwritten(command, little_model, news):
    (command.folder / "out.trends.csv").write_text("mine")
    done = predict(command, little_model, "news.csv", "--by", "month", "--output", "out.csv")
    assert done.returncode == 2 and "out.trends.csv exists already" in done.stderr
    assert (command.folder / "out.trends.csv").read_text() == "mine"


def test_a_sample_that_a_person_labelled_corrects_the_shares(command, little_model, news):
    drawn = predict(command, little_model, "news.csv", "--to-label", "60", "--control", "0.75", "--output", "batch.csv")
    assert drawn.returncode == 0, drawn.stderr
    rows = pd.read_csv(command.folder / "batch.csv")
    assert set(rows.loc[rows["chosen"] == "control", "probability"].round(6)) == {round(45 / 240, 6)}
    assert rows.loc[rows["chosen"] == "doubt", "probability"].isna().all()
    coded(command.folder / "batch.csv", command.folder / "coded.csv")
    done = predict(
        command, little_model, "news.csv", "--sample", "coded.csv", "--by", "publisher", "--output", "out.csv",
        "--compare", "publisher=trouw,Telegraaf", "--compare", "date=2022-02-15",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "not drawn at random, so left out of the correction: " in done.stderr
    assert "Corrected by 45 sentences" in done.stderr
    assert "2 of 40 articles have no date that tells on which side of 2022-02-15" in done.stderr
    trends = pd.read_csv(command.folder / "out.trends.csv")
    assert trends.groupby("publisher")["labelled"].first().sum() == 45
    assert trends["corrected"].notna().all()
    compared = pd.read_csv(command.folder / "out.comparison.csv")
    assert list(compared["group_2"].unique()) == ["Telegraaf", "from 2022-02-15"]
    assert compared["corrected_p_value"].between(0, 1).all()


def test_sentences_that_are_known_and_cannot_be_drawn_are_told(command, little_model, news):
    predict(command, little_model, "news.csv", "--to-label", "40", "--control", "1", "--output", "one.csv")
    words = ("--to-label", "40", "--control", "1", "--known", "one.csv", "--output", "two.csv")
    done = predict(command, little_model, "news.csv", *words)
    assert "Corrected shares take the 40 sentences that are known already to be like" in done.stderr
    assert set(pd.read_csv(command.folder / "two.csv")["probability"]) == {40 / 200}


def test_a_sample_alone_gives_the_shares_of_all_articles(command, little_model, news):
    predict(command, little_model, "news.csv", "--to-label", "40", "--control", "1", "--output", "batch.csv")
    coded(command.folder / "batch.csv", command.folder / "coded.csv")
    done = predict(command, little_model, "news.csv", "--sample", "coded.csv", "--output", "out.jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (command.folder / "out.trends.jsonl").read_text().splitlines()]
    assert len(rows) == 3 and all(row["corrected_low"] <= row["corrected"] <= row["corrected_high"] for row in rows)


def test_a_sample_of_other_articles_is_told(command, little_model, news):
    (command.folder / "other.csv").write_text("text,label,chosen,probability\nNergens te vinden.,other,control,0.5\n")
    done = predict(command, little_model, "news.csv", "--sample", "other.csv")
    assert "1 is not in these articles" in done.stderr


def test_shares_by_who_speaks_count_the_sentences_of_each(command, little_model):
    (command.folder / "a.txt").write_text(
        "De Russische president Poetin noemde de aanval een misdaad. Volgens de NAVO praten de landen in Wenen. Het regent."
    )
    done = predict(command, little_model, "a.txt", "--by", "speaker", "--output", "out.csv")
    assert done.returncode == 0, done.stderr
    found = pd.read_csv(command.folder / "out.trends.csv")
    assert set(found["speaker"]) == {"Poetin", "NAVO"} and set(found["sentences"]) == {1}


def test_that_no_sentence_names_anybody_is_told(command, little_model):
    (command.folder / "a.txt").write_text("Het regent.")
    done = predict(command, little_model, "a.txt", "--by", "actor")
    assert done.returncode == 1 and "No sentence has an actor" in done.stderr


def test_of_a_single_article_nothing_is_promised(command, little_model):
    (command.folder / "a.txt").write_text("---\ndate: 2022-03-01\n---\nDe ministers praten. Het regent.")
    done = predict(command, little_model, "a.txt", "--by", "month")
    assert done.returncode == 0 and "2022-03" in done.stdout and "too few articles" in done.stderr


def test_what_no_article_has_is_told_and_nothing_that_was_labelled_is_lost(command, little_model, news):
    done = predict(
        command, little_model, "news.csv", "--by", "section", "--compare", "publisher=Trouw,NRC", "--output", "o.csv"
    )
    assert done.returncode == 1
    assert "No article has a 'section': found date, publisher" in done.stderr
    assert "No article has the publisher 'NRC': found Trouw, Telegraaf" in done.stderr
    assert (command.folder / "o.csv").exists() and not (command.folder / "o.trends.csv").exists()


def test_groups_may_be_named_in_dutch_or_by_the_heading_of_their_column(command, little_model, news):
    english = predict(command, little_model, "news.csv", "--by", "publisher,month", "--compare", "date=2022-02-15")
    dutch = predict(command, little_model, "news.csv", "--by", "Krant,maand", "--compare", "datum=15-2-2022")
    assert dutch.returncode == 0, dutch.stderr
    assert dutch.stdout == english.stdout
    assert predict(command, little_model, "news.csv", "--compare", "medium=Trouw,Telegraaf").returncode == 0


def test_a_column_of_the_input_goes_before_what_its_name_may_stand_for(command, little_model):
    rows = [f"De ministers praten in Wenen.,{year},Trouw,{desk}" for year, desk in ((2021, "a"), (2022, "b"))]
    (command.folder / "in.csv").write_text("\n".join(["text,jaar,publisher,bron", *rows]))
    for by in ("jaar", "bron"):
        done = predict(command, little_model, "in.csv", "--by", by, "--output", f"{by}.csv")
        assert done.returncode == 0, done.stderr
    assert set(pd.read_csv(command.folder / "jaar.trends.csv")["jaar"]) == {2021, 2022}
    assert set(pd.read_csv(command.folder / "bron.trends.csv")["bron"]) == {"a", "b"}


def test_a_dutch_run_says_what_shares_are_worth_in_dutch(command, little_model, news):
    words = ("--by", "maand", "--compare", "krant=Trouw,Telegraaf", "--language", "nl")
    done = predict(command, little_model, "news.csv", *words)
    assert done.returncode == 0, done.stderr
    assert "2 van de 40 artikelen hebben geen datum waaruit een maand valt op te maken" in done.stderr
    assert "Deze percentages zijn ongecorrigeerd" in done.stderr and "share" not in done.stderr
    assert re.search(r"\d,\d%", done.stdout) and not re.search(r"\d\.\d", done.stdout)
    lacking = predict(command, little_model, "news.csv", "--by", "rubriek", "--language", "nl")
    assert "Geen artikel heeft een 'rubriek'. Bekend is: datum, krant." in lacking.stderr


def test_a_comparison_that_a_sample_is_too_small_to_correct_says_so(command, little_model, news):
    predict(command, little_model, "news.csv", "--to-label", "12", "--control", "1", "--output", "batch.csv")
    coded(command.folder / "batch.csv", command.folder / "coded.csv")
    words = ("--sample", "coded.csv", "--compare", "publisher=Trouw,Telegraaf")
    done = predict(command, little_model, "news.csv", *words)
    assert "Trouw and Telegraaf: no corrected difference, since one of them has fewer than 10" in done.stderr
    counted = predict(command, little_model, "news.csv", *words[2:]).stdout
    share = re.search(r"less Trouw.*?diplomatic +(\S+) %", counted, re.DOTALL)[1]
    assert f"({share} %)" in done.stdout.split("less Trouw")[1]


def test_a_sample_of_articles_without_a_date_corrects_all_of_them_and_tells_so(command, little_model, news):
    (command.folder / "texts").mkdir()
    for number, text in enumerate(pd.read_csv(news)["text"]):
        (command.folder / "texts" / f"{number}.txt").write_text(text)
    predict(command, little_model, "texts", "--to-label", "40", "--control", "1", "--output", "batch.csv")
    coded(command.folder / "batch.csv", command.folder / "coded.csv")
    done = predict(command, little_model, "texts", "--by", "month", "--sample", "coded.csv")
    assert done.returncode == 1 and "Corrected by 40 sentences" in done.stderr
    assert "No article has a 'date': nothing is known of them but their text; give a table" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "month,year"), "two periods"),
        (("--by", "date"), "by what period"),
        (("--by", "month,"), "one name or two"),
        (("--by", "a,b,c"), "one name or two"),
        (("--by", "actor,speaker"), "one of these at a time"),
        (("--compare", "publisher=Trouw"), "two values"),
        (("--compare", "date=gisteren"), "one day"),
        (("--compare", "Trouw"), "two values"),
        (("--by", "month", "--width", "2"), "no width"),
        (("--width", "0.1"), "add --by"),
        (("--sample", "none.csv"), "no such file"),
        (("--min-confidence", "90"), "no probability"),
        (("--only", "oorlog"), "labels are"),
        (("--to-label", "5", "--output", "b.csv", "--by", "month"), "--by does not go with --to-label"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(command, little_model, news, words, told):
    done = predict(command, little_model, "news.csv", *words)
    assert done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1


def sentences(path: Path) -> pd.DataFrame:
    return pd.read_json(path, lines=True) if path.suffix == ".jsonl" else pd.read_csv(path)


def test_rows_are_chosen_by_label_confidence_and_certainty(command, little_model, news):
    predict(command, little_model, "news.csv", "--output", "all.csv")
    everything = sentences(command.folder / "all.csv")
    chances = everything.filter(like="p_").max(axis=1)
    words = ("--only", "other", "--only", "Diplomatic", "--min-confidence", "0.5")
    done = predict(command, little_model, "news.csv", *words, "--output", "some.jsonl")
    assert done.returncode == 0, done.stderr
    wanted = everything[everything["label"].isin(["other", "diplomatic"]) & (chances >= 0.5)]
    found = sentences(command.folder / "some.jsonl")
    assert list(found["text"]) == list(wanted["text"]) and 0 < len(found) < len(everything)
    predict(command, little_model, "news.csv", "--certain", "--output", "sure.csv")
    if (command.folder / "sure.csv").exists():
        assert not sentences(command.folder / "sure.csv")["uncertain"].any()


def test_choosing_rows_does_not_change_shares(command, little_model, news):
    for name, more in (("a", ()), ("b", ("--only", "other"))):
        predict(command, little_model, "news.csv", "--by", "month", *more, "--output", f"{name}.csv")
    one, other = (command.folder / f"{name}.trends.csv" for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_a_summary_keeps_articles_that_have_a_chosen_sentence_whole(command, little_model, news):
    predict(command, little_model, "news.csv", "--output", "all.csv")
    with_label = set(sentences(command.folder / "all.csv").query("label == 'diplomatic'")["article_id"])
    predict(command, little_model, "news.csv", "--summary", "--only", "diplomatic", "--output", "sum.csv")
    rows = sentences(command.folder / "sum.csv")
    assert set(rows["article_id"]) == with_label and set(rows["sentences"]) == {6}


def test_the_terminal_shows_only_what_is_chosen(command, little_model, news):
    done = predict(command, little_model, "news.csv", "--only", "other")
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"other"}


def test_the_page_shows_corrected_shares_of_all_sentences_and_says_what_it_lists(command, little_model, news):
    predict(command, little_model, "news.csv", "--to-label", "90", "--control", "1", "--output", "batch.csv")
    coded(command.folder / "batch.csv", command.folder / "coded.csv")
    words = ("--sample", "coded.csv", "--by", "quarter", "--only", "other", "--output", "page.html")
    done = predict(command, little_model, "news.csv", *words, LANGUAGE="en")
    assert done.returncode == 0, done.stderr
    page = (command.folder / "page.html").read_text()
    trends = pd.read_csv(command.folder / "page.trends.csv")
    assert "corrected by 90 sentences" in page and "of 240 sentences are listed" in page
    assert f"{100 * trends['corrected'].iloc[0]:.0f}" in page and "2022-Q2" in page


def test_a_page_without_a_sample_says_that_its_shares_are_uncorrected(command, little_model, news):
    predict(command, little_model, "news.csv", "--output", "page.html", LANGUAGE="en")
    assert "mistakes included" in (command.folder / "page.html").read_text()


@pytest.mark.parametrize("ending", ["xlsx", "sav", "dta", "json"])
def test_other_formats_have_the_shares_too(command, little_model, news, ending):
    done = predict(command, little_model, "news.csv", "--by", "month", "--output", f"out.{ending}")
    assert done.returncode == 0, done.stderr
    if ending == "xlsx":
        frame = pd.read_excel(command.folder / "out.xlsx", sheet_name="trends", engine="openpyxl")
        assert len(frame) == 3 and frame["share_other"].between(0, 1).all()
        return
    path = command.folder / f"out.trends.{ending}"
    if ending == "json":
        rows = json.loads(path.read_text())["trends"]
        assert len(rows) == 9 and rows[0]["month"] == "2022-01"
        return
    pyreadstat = pytest.importorskip("pyreadstat")
    frame, told = (pyreadstat.read_sav if ending == "sav" else pyreadstat.read_dta)(path)
    assert len(frame) == 9 and frame["share"].between(0, 1).all()
    assert frame["start"].iloc[0] == date(2022, 1, 1)
    assert told.column_names_to_labels["start"] == "first day of the period"
    assert told.column_names_to_labels["low"] == "lower bound of its 95 % interval"


def test_a_label_is_chosen_by_the_name_that_a_dutch_run_shows(command, little_model, news):
    english = predict(command, little_model, "news.csv", "--only", "escalatory", "--language", "nl")
    dutch = predict(command, little_model, "news.csv", "--only", "Escalerend", "--language", "nl")
    assert dutch.returncode == 0 and dutch.stdout == english.stdout
    assert {line.split()[0] for line in dutch.stdout.splitlines()} == {"escalerend"}


def test_shares_hold_on_a_narrow_terminal(command, little_model, news):
    narrow = predict(command, little_model, "news.csv", "--by", "publisher,month", COLUMNS="40").stdout
    wide = predict(command, little_model, "news.csv", "--by", "publisher,month", COLUMNS="100").stdout
    assert "…" not in narrow and "Telegraaf, 2022-01, " in narrow
    figures = re.findall(r"\d+\.\d(?: %|–)", wide)
    assert sorted(re.findall(r"\d+\.\d(?: %|–)", narrow)) == sorted(figures) and len(figures) > 20
