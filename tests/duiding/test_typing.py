"""A user's type checker finds types in the package, not Any."""

from __future__ import annotations

from pathlib import Path

from mypy import api

ROOT = Path(__file__).parents[2]
SCRIPT = """
import duiding

model = duiding.load("models/default")
reveal_type(model.predict_article("Het regent."))
reveal_type(model.classifier.predict_proba(["Het regent."]))
reveal_type(model.classifier.explain(["Het regent."])[0].label)
reveal_type(model.classifier.features_.transform([]))
"""


def test_a_users_script_is_typed(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    cache = f"--cache-dir={ROOT / '.mypy_cache'}"
    said, _, code = api.run(
        ["--strict", cache, f"--config-file={ROOT / 'pyproject.toml'}", str(tmp_path / "script.py")]
    )
    assert code == 0, said
    found = [line.rpartition("type is ")[2].strip('"') for line in said.splitlines() if "Revealed type" in line]
    assert found == [
        "pandas.core.frame.DataFrame",
        "numpy.ndarray[Any, numpy.dtype[Any]]",
        "str",
        "scipy.sparse._csr.csr_matrix[numpy.float64]",
    ]
    assert (ROOT / "src" / "duiding" / "py.typed").is_file()
