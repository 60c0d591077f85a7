"""A workbench in this process, and one with a project."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")

from starlette.testclient import TestClient

from tests.predict.conftest import browser  # noqa: F401  # the same browser for these pages
from workbench.server.guard import Access
from workbench.server.site import make_site

ACCESS = Access(8765, "a-secret-of-the-tests")
HOME = "http://127.0.0.1:8765"


class Bench:
    """A workbench, and a browser that was let in."""

    def __init__(self, folder: Path, model: Path, *, own_network: bool = False) -> None:
        self.folder = folder
        self.site = make_site(folder, model, ACCESS, own_network=own_network)
        self.browser = TestClient(self.site, base_url=HOME, follow_redirects=False)

    def enter(self) -> None:
        """Open the address with the secret."""
        assert self.browser.get(f"/open/{ACCESS.secret}").status_code == 200

    def post(self, address: str, /, **fields: str) -> str:
        """Send a form of one of our pages; gives where it leads, or what it answers."""
        answer = self.browser.post(address, data={"token": ACCESS.token, **fields}, headers={"origin": HOME})
        assert answer.status_code in (200, 303), answer.text
        return answer.headers.get("location") or answer.text

    def text(self, address: str) -> str:
        """Give what a page says."""
        answer = self.browser.get(address)
        assert answer.status_code == 200, answer.text
        return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


@pytest.fixture
def own_model(little_model: Path, tmp_path: Path) -> Path:
    """A copy of the little model, in a folder of models of its own."""
    return Path(shutil.copytree(little_model, tmp_path / "models" / "default"))


@pytest.fixture
def bench(tmp_path: Path, own_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A workbench without projects."""
    monkeypatch.setenv("DUIDING_MODELS", str(own_model.parent))
    made = Bench(tmp_path / "workbench", own_model)
    with made.browser:
        made.enter()
        yield made


@pytest.fixture
def project(bench: Bench) -> str:
    """The address of a new project."""
    return bench.post("/projects", title="Vrede & oorlog").rstrip("/")
