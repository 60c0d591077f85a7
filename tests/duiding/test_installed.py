"""The package, built as a wheel and installed outside a checkout, gives the program ``duiding`` with its four commands."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT, write_little

TOML = """
lexicon = "data/lexicon.csv"
actors = "data/actors.csv"
[search]
folds = 4
[features]
min_df = 1
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with the package; what it depends on is lent by the environment of the tests."""
    room = tmp_path_factory.mktemp("installed")
    _run([sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-w", room, ROOT], room)
    (wheel,) = room.glob("duiding-*.whl")
    _run([sys.executable, "-m", "venv", "--without-pip", room / "venv"], room)
    python = room / "venv" / "bin" / "python"
    _run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--no-compile", wheel],
        room,
    )
    (own,) = (room / "venv" / "lib").glob("python*/site-packages")
    (own / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    return python.parent


def _run(words: list[object], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, words)),
        cwd=folder,
        env=environment | {"COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_what_is_installed_trains_evaluates_and_predicts_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    write_little(tmp_path / "little.csv")
    (tmp_path / "little.toml").write_text(TOML)
    (tmp_path / "article.txt").write_text("De ministers praten over vrede. Raketten troffen de haven.")
    duiding = programs / "duiding"
    _run([duiding, "train", "--data", "little.csv", "--config", "little.toml"], tmp_path)
    _run([duiding, "evaluate", "--data", "little.csv"], tmp_path)
    _run([duiding, "predict", "article.txt", "--output", "labels.csv"], tmp_path)
    assert "default" in _run([duiding, "models", "list"], tmp_path).stdout
    assert (tmp_path / "models" / "default" / "manifest.json").is_file()
    assert (tmp_path / "reports" / "default" / "metrics.json").is_file()
    assert len(pd.read_csv(tmp_path / "labels.csv")) == 2


def test_the_corpus_comes_with_it_and_the_stages_take_no_names_of_the_environment(
    programs: Path, tmp_path: Path
) -> None:
    code = "from duiding.cli.folders import supplied; print(supplied('data/corpus.csv'))"
    corpus = Path(_run([programs / "python", "-c", code], tmp_path).stdout.strip())
    assert programs.parent in corpus.parents
    assert corpus.read_bytes() == (ROOT / "data" / "corpus.csv").read_bytes()
    (site,) = (programs.parent / "lib").glob("python*/site-packages")
    assert sorted(path.name for path in site.iterdir() if path.is_dir()) == ["duiding", "duiding-0.1.0.dist-info"]


def test_models_may_be_kept_in_another_folder(programs: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "DUIDING_MODELS": str(tmp_path / "elsewhere")}
    done = subprocess.run(
        [programs / "duiding", "models", "list"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"no models in {tmp_path / 'elsewhere'}/: make one with 'duiding train'" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"), [((), 0, "Usage: duiding"), (("oefen",), 2, "no command 'oefen': expected train")]
)
def test_without_a_command_it_tells_which_there_are(
    programs: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = subprocess.run([programs / "duiding", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True)
