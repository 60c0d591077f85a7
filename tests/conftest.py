"""Small real things that several tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parent.parent
LITTLE = {
    "escalatory": [
        "Het leger bestookte de havenstad met raketten.",
        "De opstandelingen vielen twee grensposten aan.",
        "Het land trok duizenden soldaten samen aan de grens.",
        "De generaal dreigde met een nieuwe oorlog.",
        "Bij de beschieting kwamen drie burgers om het leven.",
        "Straaljagers bombardeerden de stellingen van de militie.",
        "De president beschuldigde zijn buurland van agressie.",
        "De rebellen verwierpen het voorstel voor een wapenstilstand.",
    ],
    "diplomatic": [
        "De ministers praten vrijdag in Wenen over vrede.",
        "Beide landen tekenden een verdrag over de grens.",
        "De gezant bemiddelt tussen de strijdende partijen.",
        "De delegaties keren terug naar de onderhandelingstafel.",
        "De premier ontving zijn ambtgenoot voor overleg over toenadering.",
        "De partijen sloten een akkoord over een staakt-het-vuren.",
        "De landen herstellen hun diplomatieke betrekkingen.",
        "De VN stuurt een bemiddelaar voor nieuwe gesprekken.",
    ],
    "other": [
        "De wedstrijd eindigde in een gelijkspel.",
        "Morgen valt er in het noorden wat regen.",
        "De rechtbank veroordeelde de man tot drie jaar cel.",
        "Het museum opent in mei een nieuwe vleugel.",
        "De gemeente verhoogt de parkeertarieven.",
        "De schrijfster werd geboren in Gent.",
        "Het ziekenhuis kampt met lange wachtlijsten.",
        "De trein naar Zwolle reed een uur lang niet.",
    ],
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIDING_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def little_corpus() -> pd.DataFrame:
    """Twenty-four sentences with three labels, four to an article."""
    rows = [(text, label) for label, texts in LITTLE.items() for text in texts]
    frame = pd.DataFrame(rows, columns=["text", "label"])
    frame["article_id"] = [f"a{row % 8}" for row in range(len(frame))]
    frame["sentence_id"] = (frame.groupby("article_id").cumcount() + 1).astype(str)
    frame["source"] = "little.csv"
    return frame[["article_id", "sentence_id", "text", "label", "source"]]


class Command:
    """Runs a stage as a user would, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def environment(**more: str) -> dict[str, str]:
        """The environment of a stage: its folder found, lines wide enough not to be broken."""
        return {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "COLUMNS": "160",
            **more,
        }

    def __call__(self, *words: str, stdin: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.folder,
            env=self.environment(**more),
            input=raw,
            capture_output=True,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """A function that runs ``python -m`` with these words in an empty folder."""
    return Command(tmp_path)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that ``python -m train`` makes of the shipped corpus, trained once for all tests."""
    folder = tmp_path_factory.mktemp("trained")
    run = Command(folder)
    done = run(
        "train",
        "--data",
        str(ROOT / "data" / "corpus.csv"),
        "--jobs",
        "2",
        DUIDING_CACHE=str(folder / "cache"),
    )
    assert done.returncode == 0, done.stderr
    return folder / "models" / "default"


@pytest.fixture(scope="session")
def little_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained on the little corpus, for tests in which its judgement does not matter."""
    folder = tmp_path_factory.mktemp("little")
    write_little(folder / "little.csv")
    (folder / "little.toml").write_text("[search]\nfolds = 4\n[features]\nmin_df = 1\n")
    run = Command(folder)
    done = run(
        "train",
        "--data",
        "little.csv",
        "--config",
        "little.toml",
        "--name",
        "little",
        DUIDING_CACHE=str(folder / "cache"),
    )
    assert done.returncode == 0, done.stderr
    return folder / "models" / "little"


def write_little(path: Path, labels: tuple[str, ...] = tuple(LITTLE)) -> Path:
    """Write the little corpus, or the part of it with these labels, as CSV."""
    rows = [(f"a{i % 8}", i, text, label) for label in labels for i, text in enumerate(LITTLE[label])]
    pd.DataFrame(rows, columns=["article_id", "sentence_id", "text", "label"]).to_csv(path, index=False)
    return path
