"""A real browser for the pages that predict writes, and batches of which a short run has several."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from duiding.prediction import labelling

SMALL = 100


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium that counts requests over the network."""
    chromium, steering = (
        shutil.which("chromium") or shutil.which("google-chrome"),
        shutil.which("chromedriver"),
    )
    if not chromium or not steering:
        pytest.skip("neither Chromium nor its driver is here: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    for word in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1100,900",
    ):
        options.add_argument(word)
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(steering))
    yield driver
    driver.quit()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> int:
    """Label this many sentences at a time, where users have 2,048, so that a run of a second has several batches."""
    monkeypatch.setattr(labelling, "BATCH", SMALL)
    monkeypatch.setattr(labelling, "_LARGEST", 2 * SMALL)
    return SMALL
