"""The report holds all it shows, escapes what it quotes, and is the same picture for everyone."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import duiding
from duiding.labels import SHIPPED
from duiding.scoring import score_held_out
from duiding.scoring.metrics import Interval
from evaluate.evaluation import Evaluation, evaluate
from evaluate.learning_curve import LearningCurve
from evaluate.measurement import Measured
from evaluate.options import EvaluateOptions
from evaluate.peers import Contest
from evaluate.power_law import Law
from evaluate.report import write_report
from evaluate.report.page import marked
from evaluate.report.plots import Plot, Series, plots
from evaluate.report.svg import draw
from evaluate.run import evaluate_parts


class Links(HTMLParser):
    """Collects what a page refers to, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def found(little_model: Path, little_corpus: pd.DataFrame) -> Evaluation:
    little_corpus.loc[0, "text"] = "<script>alert(1)</script> Het leger & de stad."
    found = evaluate_parts(duiding.load(little_model), little_corpus, EvaluateOptions(model=little_model))
    found.learning_curve = LearningCurve(
        pd.DataFrame(
            [(10 * n, 100 * n, Interval(0.5 + n / 10, 0.4 + n / 10, 0.6 + n / 10)) for n in range(1, 5)],
            columns=["articles", "sentences", "macro_f1"],
        ),
        Law(0.9, 2.0, 0.4),
        Interval(0.01, 0.005, 0.02),
    )
    found.peers = Contest([Measured("absent <peer>", missing="pip install it")], "2026-01-01", "x", {})
    return found


def test_the_page_asks_the_network_for_nothing_and_escapes_what_it_quotes(found: Evaluation, tmp_path: Path) -> None:
    reader = Links()
    reader.feed(write_report(found, tmp_path).read_text(encoding="utf-8"))
    assert reader.links
    assert all(link.startswith(("#", "data:")) for link in reader.links)
    assert "script" not in reader.tags
    assert "absent <peer>" in reader.text
    assert "With 500 more sentences like these expect about +0.010 macro-F1" in reader.text
    for label in ("diplomatic", "escalatory", "other"):
        assert label in reader.text


def test_metrics_and_plots_stand_beside_the_page(found: Evaluation, tmp_path: Path) -> None:
    write_report(found, tmp_path)
    metrics = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["schema"] == 1
    assert {
        "macro_f1",
        "labels",
        "intervals",
        "reliability",
        "confidence",
        "errors",
        "learning_curve",
    } <= set(metrics)
    names = {path.stem for path in (tmp_path / "plots").iterdir()}
    assert names == {"scores", "reliability", "coverage", "learning_curve"}
    found.learning_curve = None
    write_report(found, tmp_path)
    assert not (tmp_path / "plots" / "learning_curve.svg").exists()


def test_a_plot_is_whole_svg_with_the_labels_in_their_colours(found: Evaluation) -> None:
    for plot in plots(found):
        svg = draw(plot)
        root = ET.fromstring(svg)
        assert root.tag.endswith("svg")
        assert draw(plot) == svg
        text = " ".join("".join(part.itertext()) for part in root.iter() if part.tag.endswith("text"))
        assert plot.x_label in text
        if plot.name == "scores":
            assert all(SHIPPED.colours[label].lower() in svg.lower() for label in ("diplomatic", "escalatory", "other"))


def test_a_plot_puts_points_where_they_belong() -> None:
    series = [Series("one", "#000000", [(0.0, 0.0), (1.0, 1.0)], up=[(0.0, 0.5), (0.5, 1.0)])]
    svg = ET.fromstring(draw(Plot("p", "P", "", "x", "y", (0, 1), (0, 1), series)))
    circles = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in svg.iter("{http://www.w3.org/2000/svg}circle")]
    assert circles == [(60, 284), (444, 36)]


def test_words_are_marked_as_words_only() -> None:
    assert marked("De aanval op de aanvallers.", ["aanval"]) == [
        ("De ", False),
        ("aanval", True),
        (" op de aanvallers.", False),
    ]
    assert marked("Niets (hier).", []) == [("Niets (hier).", False)]


def test_scores_do_not_depend_on_the_order_of_articles(little_model: Path, little_corpus: pd.DataFrame) -> None:
    model = duiding.load(little_model)
    there = evaluate(model, little_corpus)
    back = evaluate(model, little_corpus.iloc[::-1].reset_index(drop=True))
    assert there.scores.to_metrics() == back.scores.to_metrics()
    assert np.isclose(there.confidence.brier.value, back.confidence.brier.value)


def test_the_page_tells_what_real_news_gives_before_the_test_part(found: Evaluation, tmp_path: Path) -> None:
    def text() -> str:
        reader = Links()
        reader.feed(write_report(found, tmp_path).read_text(encoding="utf-8"))
        return " ".join(reader.text.split())

    assert "was not measured on real news" in text()
    chances, codes = np.eye(3)[[0, 1, 2, 2] * 30], np.array([0, 1, 2, 1] * 30)
    measured = score_held_out(chances, codes, np.repeat(np.arange(30), 4), found.scores.labels)
    assert measured["accuracy"]["value"] == 0.75
    found.manifest.calibrated_on = "real news"
    found.manifest.scores["held_out"] = measured
    said = text()
    assert "75" in said[said.index("On real news") : said.index("On the sentences of this evaluation")]
    assert "120 sentences of 30 real articles" in said
    assert "diplomatic: unreliable" in said


def test_loose_sentences_do_not_count_where_there_are_articles() -> None:
    chances, codes = np.eye(2)[[0] * 90], np.array([0] * 60 + [1] * 30)
    articles = np.concatenate([np.repeat(np.arange(20), 3), np.arange(20, 50)])
    assert score_held_out(chances, codes, articles, ["a", "b"])["sentences"] == 60
    assert score_held_out(chances[60:], codes[60:], articles[60:], ["a", "b"])["sentences"] == 30
