"""A reader corrects labels in the report, saves them, and trains on them."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duiding.corpus import read_corpus
from predict.report.keys import keys_for
from tests.conftest import Command, small_config, write_little
from tests.predict.test_outputs import LABELS, article
from tests.predict.test_report import css, media, open_all, write

ONE = article(
    "=1+1",
    ("Zij praten.", "diplomatic", 0.99),
    ("-10 graden, zei “hij”: 'het' <b>is</b> \"koud\"", "escalatory", 0.8),
    ("'-Kop", "sanction", 0.45),
    ("Het regent.", "other", 1.0),
)
TWO = article("b", ("Zij tekenen 😀.", "diplomatic", 0.7), ("Zij zwijgen.", "other", 0.6))
Keys = Callable[[str, str], None]


@pytest.fixture
def keys(browser: Any) -> Keys:
    """Press keys on the sentence of this id."""

    def press(anchor: str, what: str) -> None:
        browser.execute_script(f"document.getElementById('{anchor}').focus()")
        browser.switch_to.active_element.send_keys(what)

    return press


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Any:
    """The browser, with a page of two articles of which nothing is known yet."""
    media(browser, prefers_reduced_motion="reduce")  # a page that still scrolls can't be clicked
    browser.get(write(tmp_path / "r.html", ONE, TWO).as_uri())
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    open_all(browser)
    yield browser
    browser.execute_script("localStorage.clear()")


def click(browser: Any, selector: str) -> None:
    """Click in the middle of the window, where the bar below covers nothing."""
    found = css(browser, selector)[0]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    found.click()


def said(browser: Any) -> str:
    return str(css(browser, ".said")[0].get_attribute("textContent"))


def tally(browser: Any) -> str:
    return str(css(browser, ".tally")[0].get_attribute("textContent"))


def saved(browser: Any, folder: Path) -> Path:
    """Save the corrections and give the file once it is there."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    css(browser, "[data-save]")[0].click()
    for _ in range(200):
        if files := list(folder.glob("*.csv")):
            return files[0]
        time.sleep(0.05)
    raise AssertionError("nothing was downloaded within ten seconds")


def test_keys_correct_confirm_and_undo(page: Any, keys: Keys) -> None:
    keys("a1-s1", "s")
    assert said(page) == "Sentence 1: diplomatic corrected to sanction. 1 correction."
    keys("a1-s2", "4")
    keys("a2-s1", "d")
    assert said(page) == "Sentence 1: diplomatic confirmed. 2 corrections, 1 confirmed."
    keys("a1-s1", "\ue003")  # Backspace
    assert said(page) == "Sentence 1: undone, diplomatic again. 1 correction, 1 confirmed."
    keys("a1-s2", "0")
    assert tally(page) == "0 corrections, 1 confirmed"
    keys("a2-s1", "0")
    assert not css(page, ".corrections")[0].is_displayed()


def test_a_click_opens_a_menu_of_the_models_labels(page: Any) -> None:
    click(page, "#a1-s2")
    shown = [one for one in css(page, ".choices button") if one.is_displayed()]
    assert [one.find_element("css selector", "b").text for one in shown] == LABELS
    assert [one.find_element("css selector", ".figure").text.split()[0] for one in shown] == ["7", "80", "7", "7"]
    assert "confirm" in shown[1].text
    shown[0].click()
    assert tally(page) == "1 correction"
    assert page.switch_to.active_element.get_attribute("id") == "a1-s2"
    assert not css(page, ".choices")[0].is_displayed()
    click(page, "#a1-s2")
    next(one for one in css(page, ".choices button") if one.text.startswith("Undo")).click()
    assert tally(page) == "0 corrections"


def test_the_menu_works_by_keys_alone(page: Any, keys: Keys) -> None:
    keys("a1-s2", "\ue007")  # Enter
    page.switch_to.active_element.send_keys("\ue015")  # Down
    page.switch_to.active_element.send_keys("\ue007")
    assert said(page) == "Sentence 2: escalatory corrected to sanction. 1 correction."
    keys("a1-s2", "\ue007")
    page.switch_to.active_element.send_keys("\ue00c")  # Escape
    assert not css(page, ".choices")[0].is_displayed()
    assert page.switch_to.active_element.get_attribute("id") == "a1-s2"


def test_a_tap_opens_the_menu(page: Any) -> None:
    from selenium.webdriver.common.actions.action_builder import ActionBuilder
    from selenium.webdriver.common.actions.pointer_input import PointerInput

    finger = ActionBuilder(page, mouse=PointerInput("touch", "finger"))
    finger.pointer_action.move_to(css(page, "#a1-s4")[0]).pointer_down().pointer_up()
    finger.perform()
    assert css(page, ".choices")[0].is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_corrected_sentence_looks_and_reads_corrected(page: Any, keys: Keys, scheme: str) -> None:
    media(page, prefers_color_scheme=scheme)
    one = css(page, "#a1-s1")[0]
    before = one.value_of_css_property("background-color")
    keys("a1-s1", "e")
    after = one.value_of_css_property("background-color")
    assert after != before
    assert after.startswith("rgba(213, 94, 0")
    assert one.get_attribute("textContent").startswith("corrected from diplomatic to escalatory: Zij praten.")
    mark = "return getComputedStyle(arguments[0], '::after').content"
    assert page.execute_script(mark, one) == '"✎"'
    keys("a1-s1", "d")
    assert page.execute_script(mark, one) == '"✓"'


def test_print_shows_what_the_model_said(page: Any, keys: Keys) -> None:
    look = (
        "const s = getComputedStyle(document.getElementById('a1-s1')); return [s.backgroundColor, s.borderBottomStyle]"
    )
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    before = page.execute_script(look)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    keys("a1-s1", "e")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.execute_script(look) == before
    assert not css(page, ".corrections")[0].is_displayed()
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_corrections_survive_a_reload_and_belong_to_their_report(page: Any, keys: Keys, tmp_path: Path) -> None:
    keys("a1-s1", "e")
    page.refresh()
    assert tally(page) == "1 correction"
    open_all(page)
    assert css(page, "#a1-s1")[0].get_attribute("class").split()[-2:] == ["corrected", "n1"]
    page.get(write(tmp_path / "other.html", TWO, ONE).as_uri())
    assert not css(page, ".corrections")[0].is_displayed()
    page.get(write(tmp_path / "again.html", ONE, TWO).as_uri())
    assert tally(page) == "1 correction"


def test_clearing_asks_first(page: Any, keys: Keys) -> None:
    keys("a1-s1", "e")
    css(page, "[data-clear]")[0].click()
    page.switch_to.alert.dismiss()
    assert tally(page) == "1 correction"
    css(page, "[data-clear]")[0].click()
    page.switch_to.alert.accept()
    assert not css(page, ".corrections")[0].is_displayed()
    page.refresh()
    open_all(page)
    assert css(page, ".corrected") == []


def test_without_storage_it_works_for_the_session_and_says_so(browser: Any, keys: Keys, tmp_path: Path) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": refuse})["identifier"]
    try:
        browser.get(write(tmp_path / "r.html", ONE).as_uri())
        keys("a1-s1", "e")
        assert tally(browser) == "1 correction"
        assert "keeps nothing" in css(browser, ".unkept")[0].text
        assert len(read_corpus([saved(browser, tmp_path)])) == 1
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})


def test_what_is_saved_is_harmless_and_reads_back_as_it_was(page: Any, keys: Keys, tmp_path: Path) -> None:
    for anchor, key in (("a1-s1", "e"), ("a1-s2", "e"), ("a1-s3", "o"), ("a2-s1", "s")):
        keys(anchor, key)
    path = saved(page, tmp_path)
    assert path.name == "r-corrections.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    cells = [cell for row in rows for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    table = read_corpus([path])
    expected = [ONE.sentences[0], ONE.sentences[1], ONE.sentences[2], TWO.sentences[0]]
    assert table["article_id"].tolist() == [one.article_id for one in expected]
    assert table["sentence"].tolist() == ["1", "2", "3", "1"]
    place = rows[0].index("text")
    assert all(row[place].removesuffix(one.text) in ("", "'") for row, one in zip(rows[1:], expected, strict=True))
    assert table["text"].tolist() == [re.sub("</?b>", "", one.text) for one in expected]  # as of any file to learn from
    assert table["label"].tolist() == ["escalatory", "escalatory", "other", "sanction"]
    assert table["predicted"].tolist() == [one.label for one in expected]
    assert table["before"].tolist() == ["", "Zij praten.", ONE.sentences[1].text, ""]
    assert table["after"].tolist()[3] == "Zij zwijgen."
    assert set(table["model"]) == {"little@1"}


def test_a_report_asks_nothing_of_the_network_while_it_is_corrected(page: Any, keys: Keys, tmp_path: Path) -> None:
    page.get_log("performance")
    page.get_log("browser")
    keys("a1-s1", "e")
    saved(page, tmp_path)
    said = " ".join(entry["message"] for entry in page.get_log("performance"))
    assert "http:" not in said
    assert "https:" not in said
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_labels_of_a_model_of_ones_own_get_keys(browser: Any, keys: Keys, tmp_path: Path) -> None:
    labels = ["diplomatic", "dreiging", "other"]
    made = article("a", ("Zij praten.", "diplomatic", 0.9))
    one = made.sentences[0]._replace(probabilities=(0.9, 0.1, 0.0))
    browser.get(write(tmp_path / "r.html", made._replace(sentences=[one]), labels=labels).as_uri())
    assert keys_for(labels) == ["d", "r", "o"]
    keys("a1-s1", "r")
    assert said(browser) == "Sentence 1: diplomatic corrected to dreiging. 1 correction."
    browser.execute_script("localStorage.clear()")


def test_the_next_model_learns_from_the_corrections(
    browser: Any, keys: Keys, command: Command, little_model: Path
) -> None:
    folder = command.folder
    (folder / "a.txt").write_text(
        "Raketten troffen de stad. De trein reed niet. Zij praten in Wenen.", encoding="utf-8"
    )
    words = ("predict", "a.txt", "--model", str(little_model), "--output", "r.html")
    assert command(*words).returncode == 0
    browser.get((folder / "r.html").as_uri())
    for number, key in enumerate("doe", 1):
        keys(f"a1-s{number}", key)
    saved(browser, folder)
    write_little(folder / "corpus-sample.csv")
    (folder / "little.toml").write_text(small_config())
    data = ("--data", "corpus-sample.csv", "--data", "r-corrections.csv")
    done = command("train", *data, "--config", "little.toml", "--name", "next")
    assert done.returncode == 0, done.stderr
    assert "27 sentences for training in 9 articles." in done.stderr
    table = read_corpus([folder / "corpus-sample.csv", folder / "r-corrections.csv"])
    mine = table[table["article_id"] == "a"]
    assert list(zip(mine["text"], mine["label"], strict=True)) == [
        ("Raketten troffen de stad.", "diplomatic"),
        ("De trein reed niet.", "other"),
        ("Zij praten in Wenen.", "escalatory"),
    ]
    sources = json.loads((folder / "models" / "next" / "manifest.json").read_text())["corpus"]["sources"]
    assert sources["r-corrections.csv"] == 3
    browser.execute_script("localStorage.clear()")
