"""The HTML report, as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from duiding.drift import DriftFigure, DriftReport, TellingWord
from duiding.labels import PALETTE, SHIPPED
from duiding.page.chart import chart_of
from duiding.prediction import Article, LabelledArticle
from duiding.shares import Tally, shares_by
from duiding.translation import Translation
from predict.facts import Facts
from predict.notes import ActorRow, Notes, SentenceNotes, Word
from predict.report import Report
from predict.report.timeline import unit_for
from tests.conftest import ROOT
from tests.predict.test_outputs import LABELS, article

AXE = ROOT / "tests" / "axe" / "axe.min.js"

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
        report = Report(file, path.parent, SHIPPED.of(labels), "little@1", **more)
        for one in articles:
            report.add(one)
        report.finish()
    return path


def media(browser: Any, **features: str) -> None:
    names = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": names})


@contextmanager
def screen(browser: Any, width: int) -> Iterator[None]:
    """Make the screen so wide."""
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def open_all(browser: Any) -> None:
    """Open every article of the list that is closed."""
    browser.execute_script("for (const one of document.querySelectorAll('h3 > [aria-expanded=false]')) one.click()")


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
    assert len(css(browser, "script:not([type])")) == 1
    assert css(browser, "h1 b") == []
    assert css(browser, "a[href^=javascript]") == []
    assert css(browser, "h1")[0].text == "Kop & <b>staart</b>"


def test_no_script_but_the_pages_own_can_run_in_it(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", ONE).as_uri())
    browser.get_log("browser")
    browser.execute_script(
        "const made = document.createElement('script'); made.textContent = 'window.ran = true'; document.body.append(made);"
        "document.body.setAttribute('onclick', 'window.ran = true'); document.body.click()"
    )
    assert browser.execute_script("return window.ran") is None
    assert "Content Security Policy" in " ".join(entry["message"] for entry in browser.get_log("browser"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    articles = [article(f"a{i}", ("Kop.", LABELS[i % 4], 0.9), date=f"2022-{i + 1:02d}-03") for i in range(3)]
    told = DriftReport(4, 7, [DriftFigure("new_words", 0.3, 0.1, 0.2, True)], 0.1, 0.1, [TellingWord("vaccin", 12, 0)])
    path = write(tmp_path / "r.html", ONE, *articles, facts=lambda: Facts(told, ["foto.jpg: an image."]))
    media(browser, prefers_color_scheme=scheme)
    with screen(browser, width):
        browser.get(path.as_uri())
        open_all(browser)
        browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        browser.execute_script(AXE.read_text(encoding="utf-8"))
        found = browser.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_on_every_tint(browser: Any, tmp_path: Path, scheme: str) -> None:
    labels = [*SHIPPED.names, *(f"eigen{i}" for i in range(len(PALETTE)))]
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
        report = Report(file, tmp_path, SHIPPED, "little@1")
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
    parts = css(browser, "article .strip > a")
    assert [part.get_attribute("href").split("#")[1] for part in parts] == [f"a1-s{i}" for i in (1, 2, 3, 4)]
    assert all(part.size["width"] > 0 for part in parts)


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_nothing_sticks_out_of_the_screen(browser: Any, tmp_path: Path, width: int) -> None:
    articles = [
        ONE,
        article("b" * 90, ("Zin " + "x" * 120, "other", 0.9), date="2022-02"),
    ]
    with screen(browser, width):
        browser.get(write(tmp_path / "r.html", *articles).as_uri())
        open_all(browser)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_many_articles_get_a_list_and_a_chart(browser: Any, tmp_path: Path) -> None:
    articles = [article(f"a{i}", ("Kop.", LABELS[i % 4], 0.9), date=f"2022-{i + 1:02d}-03") for i in range(6)]
    browser.get(write(tmp_path / "r.html", *articles, article("z", ("Kop.", "other", 0.9))).as_uri())
    assert len(css(browser, "article")) == 7
    assert css(browser, "mark.s") == []
    assert len(css(browser, ".panel")) == 4
    assert len(css(browser, ".panel.f1 .dot")) == 6
    assert "1 article has no date" in css(browser, "#time .note")[0].text


def test_actors_of_all_articles_are_added_up(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, tmp_path, SHIPPED, "little@1")
        for name in ("a", "b"):
            report.add(
                article(name, ("Kop.", "other", 0.9)),
                Notes(actors=[ActorRow("Moskou", "speaker", (0, 1, 0, 2))]),
            )
        report.finish()
    browser.get(path.as_uri())
    row = css(browser, "#who tbody tr")[0].text.split()
    assert row == ["Moskou", "speaker", "–", "2", "–", "4", "6"]


def test_a_summary_leaves_the_text_out(tmp_path: Path) -> None:
    page = write(tmp_path / "r.html", ONE, with_text=False).read_text(encoding="utf-8")
    assert "Zij praten" not in page
    assert re.sub("<[^>]*>", "", page).count("1 article, 4 sentences") == 1


def tally(*articles: LabelledArticle) -> Tally:
    made = Tally(LABELS)
    for one in articles:
        made.add(one)
    return made


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2022-01-03", "2022-01-20"], "day"),
        (["2022-01-03", "2022-03-20"], "week"),
        (["2022-01", "2022-02-05T10:00", "gisteren"], "month"),
        (["1990-01-03", "2024-03-20"], "year"),
        (["gisteren", ""], None),
    ],
)
def test_the_chart_counts_by_the_finest_period_that_dates_tell(dates: list[str], unit: str | None) -> None:
    assert unit_for(dates) == unit


def test_one_coarse_date_among_many_does_not_coarsen_the_chart() -> None:
    assert unit_for(["2022"] + ["2022-01-03", "2022-01-05"] * 20) == "day"


def test_time_runs_evenly_and_a_gap_breaks_the_line() -> None:
    months = ("2022-01", "2022-02", "2022-06", "2022-07")
    articles = [article(f"{month}{i}", ("Kop.", "other", 0.9), date=month) for month in months for i in (1, 2)]
    panel = chart_of(shares_by(tally(*articles).counted(), ["month"]), "month").panels[3]
    first, second, third, fourth = (dot.x for dot in panel.dots)
    assert third - second == pytest.approx(4 * (second - first), rel=0.05)
    assert fourth - third == pytest.approx(second - first, rel=0.05)
    assert [len(line.split()) for line in panel.lines] == [2, 2]


LIST = (
    ONE,
    article("b", ("Rust in een <dorp>.", "other", 0.9), title="Tweede", date="2023-04", publisher="Bode"),
    article(
        "c", ('"Stop", zegt hij.', "escalatory", 0.9), ("Kop.", "escalatory", 0.4), title="Derde", publisher="Krant"
    ),
)
FIRST, SECOND, THIRD = (one.article.fields["title"] for one in LIST)


def shown(browser: Any, **fields: str) -> list[str]:
    """Give the titles in the list when its form is filled in so."""
    browser.execute_script(
        "const form = document.querySelector('.filters'); for (const one of form.elements) if (one.name) one.value = '';"
        "for (const [name, value] of Object.entries(arguments[0])) form.elements[name].value = value; form.requestSubmit()",
        fields,
    )
    return [one.text for one in css(browser, ".rows .title")]


@pytest.mark.parametrize(
    ("fields", "titles"),
    [
        ({}, [FIRST, SECOND, THIRD]),
        ({"words": "EMBARGO"}, [FIRST]),
        ({"words": "een <dorp>"}, [SECOND]),
        ({"words": '"Stop", zegt'}, [THIRD]),
        ({"words": "derde"}, [THIRD]),
        ({"words": "heading"}, []),
        ({"frame": "1"}, [FIRST, THIRD]),
        ({"frame": "1", "order": "share"}, [THIRD, FIRST]),
        ({"source": "Bode"}, [SECOND]),
        ({"from": "2023-04-15"}, [SECOND]),
        ({"to": "2022-01-20"}, [FIRST]),
        ({"order": "newest"}, [SECOND, FIRST, THIRD]),
        ({"order": "oldest"}, [FIRST, SECOND, THIRD]),
        ({"order": "title"}, [THIRD, FIRST, SECOND]),
        ({"order": "longest"}, [FIRST, THIRD, SECOND]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(
    browser: Any, tmp_path: Path, fields: dict[str, str], titles: list[str]
) -> None:
    browser.get(write(tmp_path / "r.html", *LIST).as_uri())
    assert shown(browser, **fields) == titles


def test_the_list_says_how_much_it_shows(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", *LIST).as_uri())
    shown(browser, frame="1")
    assert css(browser, ".found")[0].text == "2 of 3 articles"
    assert len({one.location["y"] for one in css(browser, ".filters > label") if one.is_displayed()}) == 1
    assert css(browser, "[data-only='1']")[0].get_attribute("aria-pressed") == "true"


def test_an_article_opens_and_closes_by_keys(browser: Any, tmp_path: Path) -> None:
    browser.get(write(tmp_path / "r.html", *LIST).as_uri())
    button = css(browser, "#a3 button")[0]
    browser.execute_script("arguments[0].focus()", button)
    button.send_keys("\ue007")  # Enter
    assert [one.get_attribute("id") for one in css(browser, "mark.s")] == ["a3-s1", "a3-s2"]
    assert button.get_attribute("aria-expanded") == "true"
    button.send_keys("\ue007")
    assert css(browser, "mark.s") == []


def test_an_address_opens_the_sentence_that_it_names(browser: Any, tmp_path: Path) -> None:
    many = [article(f"a{i}", ("Kop.", "other", 0.9), ("Zin.", "other", 0.9)) for i in range(60)]
    browser.get(write(tmp_path / "r.html", *many).as_uri() + "#a58-s2")
    assert browser.switch_to.active_element.get_attribute("id") == "a58-s2"


def test_a_long_list_comes_in_parts(browser: Any, tmp_path: Path) -> None:
    many = [article(f"a{i}", ("Kop.", "other", 0.9)) for i in range(60)]
    browser.get(write(tmp_path / "r.html", *many).as_uri())
    assert len(css(browser, ".rows > li")) == 25
    browser.execute_script("document.querySelector('.more button').click()")
    assert len(css(browser, ".rows > li")) == 60
    assert not css(browser, ".more")[0].is_displayed()


def test_actors_beyond_ten_are_folded(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, tmp_path, SHIPPED, "little@1")
        for name in ("a", "b"):
            rows = [ActorRow(f"Land {i:02d}", "named", (i, 1, 0, 0)) for i in range(14)]
            report.add(article(name, ("Kop.", "other", 0.9)), Notes(actors=rows))
        report.finish()
    browser.get(path.as_uri())
    assert [one.text.split()[:2] for one in css(browser, "#who tbody tr")][::9] == [["Land", "13"], ["Land", "04"]]
    assert css(browser, "#who tbody td.n")[0].value_of_css_property("text-align") == "end"
    browser.execute_script("document.querySelector('#who summary').click()")
    browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")
    assert len(css(browser, "#who tbody tr")) == 14


def test_a_page_in_dutch_is_dutch_where_scripts_write_it(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    with path.open("w", encoding="utf-8") as file:
        report = Report(file, tmp_path, SHIPPED, "little@1", language=Translation("nl"))
        report.add(ONE, Notes(actors=[ActorRow("Moskou", "speaker", (0, 1, 0, 0))]))
        report.finish()
    browser.get(path.as_uri())
    assert css(browser, ".verdict")[0].text == "Geen frame springt eruit."
    assert css(browser, "#a1-s3")[0].get_attribute("textContent").startswith("sanctie, onzeker: ")
    assert css(browser, "#a1-s3")[0].get_attribute("data-label") == "sanction"
    assert css(browser, ".actors tbody tr")[0].text.split()[:2] == ["Moskou", "spreker"]
