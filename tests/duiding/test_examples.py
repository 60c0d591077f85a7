"""The documented examples do what they say, with the model that `python -m train` makes."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import duiding
import duiding.component

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "duiding": duiding.__doc__,
    "duiding.component": duiding.component.__doc__,
    "docs/python.md": (ROOT / "docs" / "python.md").read_text(encoding="utf-8"),
}


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_documented_examples_run(name: str, trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models").symlink_to(trained.parent, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    text = (DOCUMENTS[name] or "").replace("# doctest: +SKIP", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert len(examples.examples) >= 5
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=said.append)
    assert result.failed == 0, "".join(said)
