"""The HTML report, as a browser shows it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from duiding.labels import COLOURS, SPARE_COLOURS
from duiding.prediction import Article, LabelledArticle
from predict.notes import ActorRow, Notes, SentenceNotes, Word
from predict.report import Report
from predict.report.timeline import Timeline
from tests.predict.test_outputs import LABELS, article

ONE = article(
    "a",
    ("Zij praten.", "diplomatic", 0.99),
    ("Zij schieten <script>alert(1)</script>!", "escalatory", 0.8),
    ("Er komt een embargo.", "sanction", 0.45),
    ("Het regent.", "other", 1.0),
    date="2022-01-20",
    title="Kop & <b>staart</b>",
    url="javascript:alert(1)",
)
LINES = "const lum = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };"
CONTRASTS = (
    LINES
    + """
const parse = c => c.match(/[\\d.]+/g).map(Number);
const paper = parse(getComputedStyle(document.body).backgroundColor);
return [...document.querySelectorAll(".s")].map(s => {
  const [r, g, b, a = 1] = parse(getComputedStyle(s).backgroundColor);
  const back = [r, g, b].map((v, i) => v * a + paper[i] * (1 - a));
  const [x, y] = [lum(back), lum(parse(getComputedStyle(s).color).slice(0, 3))].sort((p, q) => q - p);
  return (x + .05) / (y + .05);
});"""
)


def write(path: Path, *articles: LabelledArticle, labels: list[str] = LABELS, **more: Any) -> Path:
    """Write a report."""
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, path.parent, labels, "little@1", **more)
        for one in articles:
            report.add(one)
        report.finish()
    return path


def media(browser: Any, **features: str) -> None:
    names = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": names})


def css(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def test_a_browser_finds_the_sentences_and_their_labels(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", ONE).as_uri())
    sentences = css(browser, "mark.s")
    assert [one.get_attribute("data-label") for one in sentences] == [one.label for one in ONE.sentences]
    shown = [one.get_attribute("textContent") for one in sentences]
    assert all(one.text in text for one, text in zip(ONE.sentences, shown, strict=True))
    assert shown[2].startswith("sanction, uncertain: ")


def test_a_report_asks_nothing_of_the_network_and_has_no_errors(browser: Any, tmp_path: Path) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(
        write(
            tmp_path / "r.html",
            ONE,
            article("b", ("Kop.", "other", 0.9), date="2022-02"),
        ).as_uri()
    )
    said = " ".join(entry["message"] for entry in browser.get_log("performance"))
    requests = set(re.findall(r'Network\.requestWillBeSent".*?"url":"([^"]+)"', said))
    assert {url.split(":")[0] for url in requests} <= {"file", "data"}
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_text_of_an_article_cannot_become_markup(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", ONE).as_uri())
    assert len(css(browser, "script")) == 1
    assert css(browser, "h2 b") == []
    assert css(browser, "a[href^=javascript]") == []
    assert css(browser, "h2")[0].text == "Kop & <b>staart</b>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_on_every_tint(browser: Any, tmp_path: Path, scheme: str) -> None:
    labels = [*COLOURS, *(f"eigen{i}" for i in range(len(SPARE_COLOURS)))]
    made = [
        one._replace(label=label, probabilities=tuple(float(other == label) for other in labels))
        for label, one in zip(
            labels,
            article("a", *[(f"Zin {i}.", "other", 0.9) for i in labels]).sentences,
            strict=True,
        )
    ]
    path = write(
        tmp_path / "r.html",
        LabelledArticle(Article("a", "x" * 200), made),
        labels=labels,
    )
    media(browser, prefers_color_scheme=scheme)
    browser.get(path.as_uri())
    contrasts = browser.execute_script(CONTRASTS)
    assert len(contrasts) == len(labels)
    assert min(contrasts) >= 4.5, contrasts


def test_the_tint_grows_with_the_probability(browser: Any, tmp_path: Path) -> None:
    path = write(
        tmp_path / "r.html",
        article("a", *[(f"Zin {i}.", "escalatory", i / 10) for i in (4, 6, 8, 10)]),
    )
    browser.get(path.as_uri())
    tints = [one.value_of_css_property("background-color") for one in css(browser, ".s")]
    strengths = [float(re.findall(r"[\d.]+", tint)[3]) for tint in tints]
    assert strengths == sorted(strengths)
    assert len(set(strengths)) == 4


def test_keys_lead_through_the_sentences_and_show_why(browser: Any, tmp_path: Path) -> None:
    keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
    path = tmp_path / "r.html"
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, tmp_path, LABELS, "little@1")
        words = [Word("schieten", 1.2), Word("niet", -0.4)]
        report.add(
            ONE,
            Notes(
                [SentenceNotes(), SentenceNotes(words=words)],
                [ActorRow("Moskou", "blamed", (0, 1, 0, 0))],
            ),
        )
        report.finish()
    browser.get(path.as_uri())
    browser.execute_script("document.querySelector('.s').focus()")
    browser.switch_to.active_element.send_keys(keys.ARROW_RIGHT)
    here = browser.switch_to.active_element
    assert here.get_attribute("data-label") == "escalatory"
    tip = here.find_element("css selector", ".tip")
    assert tip.is_displayed()
    assert tip.text.startswith("escalatory")
    assert "80" in tip.text
    assert "schieten" in tip.text
    assert here.get_attribute("aria-describedby") == tip.get_attribute("id")
    here.send_keys(keys.ESCAPE)
    assert not tip.is_displayed()
    assert "Moskou" in css(browser, ".actors")[0].text


def test_the_probabilities_stay_by_their_sentence_when_the_page_scrolls(browser: Any, tmp_path: Path) -> None:
    long = article("a", *[(f"Zin {i} " + "woord " * 60, "other", 0.9) for i in range(40)])
    browser.get(write(tmp_path / "r.html", long).as_uri())
    browser.execute_script(
        "document.documentElement.style.scrollBehavior = 'auto'; document.querySelector('.s').focus()"
    )
    browser.execute_script("scrollBy(0, 60)")
    apart = """const s = document.activeElement, lines = s.getClientRects(), tip = s.querySelector('.tip').getBoundingClientRect();
        return Math.min(Math.abs(tip.top - lines[lines.length - 1].bottom), Math.abs(tip.bottom - lines[0].top));"""
    assert (
        browser.execute_async_script(
            f"requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]((() => {{{apart}}})())))"
        )
        < 12
    )


def test_the_strip_has_a_part_a_sentence(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", ONE).as_uri())
    parts = css(browser, ".article .strip > a")
    assert [part.get_attribute("href").split("#")[1] for part in parts] == [f"a1-s{i}" for i in (1, 2, 3, 4)]
    assert all(part.size["width"] > 0 for part in parts)


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_nothing_sticks_out_of_the_screen(browser: Any, tmp_path: Path, width: int) -> None:
    articles = [
        ONE,
        article("b" * 90, ("Zin " + "x" * 120, "other", 0.9), date="2022-02"),
    ]
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.get(write(tmp_path / "r.html", *articles).as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_many_articles_get_an_index_and_a_chart(browser: Any, tmp_path: Path) -> None:
    articles = [article(f"a{i}", ("Kop.", LABELS[i % 4], 0.9), date=f"2022-{i + 1:02d}-03") for i in range(6)]
    browser.get(write(tmp_path / "r.html", *articles, article("z", ("Kop.", "other", 0.9))).as_uri())
    assert [link.text for link in css(browser, ".index th a")] == [f"a{i}" for i in range(6)] + ["z"]
    assert len(css(browser, "svg rect.part")) == 6
    assert "1 article has no date" in css(browser, "figcaption")[0].text
    assert len(css(browser, "article")) == 7


def test_actors_of_all_articles_are_added_up(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, tmp_path, LABELS, "little@1")
        for name in ("a", "b"):
            report.add(
                article(name, ("Kop.", "other", 0.9)),
                Notes(actors=[ActorRow("Moskou", "speaker", (0, 1, 0, 2))]),
            )
        report.finish()
    browser.get(path.as_uri())
    assert css(browser, ".over .actors tbody tr")[0].text.split() == [
        "Moskou",
        "speaker",
        "–",
        "2",
        "–",
        "4",
    ]


def test_a_summary_leaves_the_text_out(tmp_path: Path) -> None:
    page = write(tmp_path / "r.html", ONE, with_text=False).read_text(encoding="utf-8")
    assert "Zij praten" not in page
    assert "1 article, 4 sentences" in page


def test_the_chart_counts_by_the_finest_period_that_all_dates_have() -> None:
    timeline = Timeline(["x", "other"])
    for date, counts in (
        ("2021-12-31", (1, 0)),
        ("2022-02", (1, 3)),
        ("2022-02-05T10:00", (0, 2)),
        ("gisteren", (9, 9)),
    ):
        timeline.add(date, counts)
    columns = timeline.columns()
    assert [(column.name, column.counts, column.articles) for column in columns] == [
        ("2021-12", (1, 0), 1),
        ("2022-01", (0, 0), 0),
        ("2022-02", (1, 5), 2),
    ]
    assert [round(part.percent, 1) for part in columns[2].parts] == [16.7, 83.3]
    assert timeline.undated == 1


def test_parts_of_a_column_fill_it() -> None:
    timeline = Timeline(LABELS)
    timeline.add("2022", (1, 2, 3, 4))
    parts = timeline.columns()[0].parts
    assert sum(part.height for part in parts) == pytest.approx(250 - 10 - 44, abs=0.1)
    assert all(upper.y + upper.height == pytest.approx(lower.y, abs=0.02) for lower, upper in pairwise(parts))
