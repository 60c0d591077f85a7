"""A person at a real browser: from the first start to a model of their own, mostly by keys."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Command, small_config, write_little
from workbench.projects import Project

AXE = ROOT / "tests" / "axe" / "axe.min.js"
TEXT = "De ministers praten in Wenen over vrede.\n\nRaketten troffen de havenstad. De trein naar Zwolle reed niet."
PATIENCE = 60


class Started:
    """A workbench as a process, in a folder with a model."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.address = ""

    def start(self) -> str:
        """Start it; gives the address that it prints."""
        words = ("workbench", "--no-browser", "--projects", "projects", "--model", "models/default")
        self.end()
        more = {"DUIDING_CACHE": str(self.folder / "cache"), "PYTHONUNBUFFERED": "1"}
        self.process = Command(self.folder).begin(*words, **more)
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        self.address = re.findall(r"http://\S+", line)[0]
        return self.address

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """End it as Ctrl-C does; gives its exit code and what it said."""
        if self.process is None or self.process.returncode is not None:
            return 0, ""
        self.process.send_signal(number)
        self.address = ""
        said = self.process.communicate(timeout=PATIENCE)[1].decode()
        return self.process.returncode, said


@pytest.fixture(scope="module")
def started(little_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("started")
    shutil.copytree(little_model, folder / "models" / "default")
    write_little(folder / "base.csv")
    (folder / "little.toml").write_text(small_config(folds=2))
    made = Started(folder)
    yield made
    made.end(signal.SIGKILL)


class Person:
    """Sits at the browser."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.home = browser, address.split("/open/")[0]
        browser.get(address)
        self.wait("input#title")

    def find(self, selector: str) -> Any:
        return self.browser.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def wait(self, selector: str, text: str = "") -> Any:
        """Wait until something is there, and says something."""
        from selenium.common.exceptions import StaleElementReferenceException

        for _ in range(PATIENCE * 10):
            try:
                for one in self.all(selector):
                    if text in str(one.get_attribute("textContent")):
                        return one
            except StaleElementReferenceException:
                continue
            time.sleep(0.1)
        raise AssertionError(f"no {selector} with '{text}' in: {self.find('main').text}")

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is."""
        self.browser.switch_to.active_element.send_keys(keys)

    def said(self, text: str) -> None:
        """Wait until a screen reader was told something."""
        self.wait("#said", text)

    def go(self, path: str) -> None:
        self.browser.get(f"{self.home}{path}")

    def faults(self) -> list[str]:
        """Give what axe-core finds wrong with the page."""
        self.browser.execute_script(AXE.read_text(encoding="utf-8"))
        found = self.browser.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


ENTER, DOWN, BACKSPACE = "\ue007", "\ue015", "\ue003"


def test_from_the_first_start_to_a_model_of_ones_own(browser: Any, started: Started) -> None:
    person = Person(browser, started.start())
    browser.get_log("browser")
    person.find("input#title").send_keys("Vrede" + ENTER)
    person.wait("input#address").send_keys("http://127.0.0.1/krant" + ENTER)
    person.wait("form [data-told]", "only pages of the public web are fetched")
    assert person.find("input#address").get_attribute("value") == "http://127.0.0.1/krant"
    person.find("textarea#text").send_keys(TEXT)
    person.find("input#title").send_keys("Praten en schieten" + ENTER)
    person.wait("table.index a", "Praten en schieten").send_keys(ENTER)

    person.wait("#s3").click()
    person.wait("#panel h2", "Sentence 3")
    person.find("#coder").send_keys("anna" + ENTER)
    person.wait("#coder[value=anna]")
    person.wait("#panel h2", "Sentence 3")
    person.find("#s3").click()
    person.press("e")
    person.said("Sentence 3: escalatory, saved.")
    person.press(DOWN)
    person.wait("#panel h2", "Sentence 4")
    person.press("d")
    person.said("Sentence 4: diplomatic, saved.")
    person.press(BACKSPACE)
    person.said("Sentence 4: label taken back.")
    person.press("o")
    person.said("Sentence 4: other, saved.")
    rows = (started.folder / "projects" / "vrede" / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[1] for row in rows[1:]] == ["3", "4", "4", "4"]

    shutil.copy(started.folder / "base.csv", started.folder / "projects" / "vrede" / "base.csv")
    shutil.copy(started.folder / "little.toml", started.folder / "projects" / "vrede" / "little.toml")
    person.go("/p/vrede/settings")
    person.find("textarea#base").clear()
    person.find("textarea#base").send_keys("base.csv")
    person.find("select#config").send_keys("little.toml")
    person.find("main button.main").send_keys(ENTER)
    person.wait(".good", "Saved")

    person.go("/p/vrede/next")
    field = person.find("input#sentences")
    field.clear()
    field.send_keys("2" + ENTER)
    asked = person.wait("#asked").text
    person.find("body").click()
    person.press("2")
    person.said("1 / 2")
    assert person.find("#asked").text != asked
    person.press("u")
    person.said("0 / 2")
    person.press("1")
    person.said("1 / 2")
    person.press("2")
    person.wait(".good", "This batch is labelled")

    person.go("/p/vrede/model")
    person.find("button[value=train]").send_keys(ENTER)
    person.wait("main progress")
    browser.refresh()
    person.wait("main h2", "Trained: vrede-1")
    person.find("button[value=use]").send_keys(ENTER)
    person.wait("#in-use")
    person.go("/p/vrede/")
    person.wait("table.index a", "Praten en schieten")
    assert Project(started.folder / "projects" / "vrede").settings.model == "./models/vrede-1"

    severe = [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert len(severe) == 1, severe
    assert "/p/vrede/add - Failed to load resource: the server responded with a status of 422" in severe[0]
    code, said = started.end()
    assert code == 0, said
    assert "everything is kept" in said
    assert "Traceback" not in said
    assert "ERROR" not in said


PAGES = (
    "/",
    "/p/vrede/",
    "/p/vrede/next",
    "/p/vrede/coders",
    "/p/vrede/model",
    "/p/vrede/answers",
    "/p/vrede/settings",
)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_wrong_on_any_page(browser: Any, started: Started, width: int, scheme: str) -> None:
    if not (started.folder / "projects" / "vrede").is_dir():
        pytest.skip("the test before made the project")
    person = Person(browser, started.address or started.start())
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        person.go("/p/vrede/")
        link = person.wait("table.index a").get_attribute("href")
        faults = []
        for path in (*PAGES, f"{link}?s=3".removeprefix(person.home)):
            person.go(path)
            for one in person.all("details:not([open]) > summary"):
                browser.execute_script("arguments[0].parentElement.open = true", one)
            faults += [(path, one) for one in person.faults()]
            wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            faults += [(path, f"{wide} px wider than the screen")] if wide > 0 else []
            cut = [one.text for one in person.all(".tabs a") if one.rect["x"] + one.rect["width"] > width]
            faults += [(path, f"out of sight: {cut}")] if cut else []
        assert faults == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_killed_it_loses_nothing_and_opens_again(browser: Any, started: Started) -> None:
    if not (started.folder / "projects" / "vrede").is_dir():
        pytest.skip("the first test makes the project")
    person = Person(browser, started.address or started.start())
    person.go("/p/vrede/")
    link = person.wait("table.index a").get_attribute("href")
    person.go(f"{link}?s=3#s3".removeprefix(person.home))
    if not person.find("#coder").get_attribute("value"):
        person.find("#coder").send_keys("anna" + ENTER)
    person.wait("#s3").click()
    person.wait("#panel h2", "Sentence 3")
    person.press("d")
    person.said("Sentence 3: diplomatic, saved.")
    started.end(signal.SIGKILL)
    person = Person(browser, started.start())
    person.go(f"{link}?s=3".removeprefix("http://").partition("/")[2].join(("/", "")))
    person.wait("#panel h2", "you: diplomatic")
    started.end()
