"""Small real things that several tests share."""

from __future__ import annotations

import io
import os
import runpy
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from joblib.externals.loky import get_reusable_executor

from duiding.translation import use

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


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands speak English, whatever the locale is or the test before has chosen."""
    monkeypatch.setenv("LANGUAGE", "en")
    use(None)


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the weights of a tiny encoder."""
    from tests.encoders import write_tiny_encoder

    return write_tiny_encoder(tmp_path_factory.mktemp("tiny") / "encoder")


@pytest.fixture(scope="module")
def tiny_encoder(tiny_weights: Path) -> Iterator[None]:
    """The tiny encoder in place of the package's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIDING_ENCODER", str(tiny_weights))
        yield


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
    """Runs commands as a user would, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def environment(**more: str) -> dict[str, str]:
        """The environment of a command: its folder found, lines wide enough not to be broken."""
        return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "COLUMNS": "160", **more}

    def __call__(self, *words: str, stdin: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Do what ``python -m`` does with these words, in this process."""
        if "--jobs" in words:  # processes that an earlier command left have its environment
            get_reusable_executor().shutdown(wait=True)
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        streams = {"stdin": io.BytesIO(raw), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
        interrupt = signal.getsignal(signal.SIGINT)
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            warnings.simplefilter("default")
            patch.chdir(self.folder)
            for name, value in {"COLUMNS": "160", **more}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", list(words))
            for name, stream in streams.items():
                patch.setattr(sys, name, io.TextIOWrapper(stream, encoding="utf-8", write_through=True))
            try:
                runpy.run_module(words[0], run_name="__main__", alter_sys=True)
                code = 0
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else int(left.code is not None)
            except Exception:
                traceback.print_exc()
                code = 1
            finally:
                signal.signal(signal.SIGINT, interrupt)
            said, noted = (streams[name].getvalue().decode() for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(words, code, said, noted)

    def process(self, *words: str, stdin: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m`` with these words as a process of its own."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        running = self.begin(*words, **more)
        said, noted = running.communicate(raw)
        return subprocess.CompletedProcess(words, running.returncode, said.decode(), noted.decode())

    def begin(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start ``python -m`` with these words, in a group of its own, to be interrupted."""
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=self.folder,
            env=self.environment(**more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs commands in an empty folder."""
    return Command(tmp_path)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that ``python -m train`` makes of the shipped corpus, trained once for all tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # by all processes that run tests
    folder = shared / "trained"
    with FileLock(shared / "trained.lock"):
        if not (folder / "models" / "default" / "manifest.json").exists():
            folder.mkdir(exist_ok=True)
            words = ("train", "--data", str(ROOT / "data" / "corpus.csv"), "--jobs", "2")
            done = Command(folder)(*words, DUIDING_CACHE=str(folder / "cache"))
            assert done.returncode == 0, done.stderr
    return folder / "models" / "default"


@pytest.fixture(scope="session")
def little_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained on the little corpus, for tests in which its judgement does not matter."""
    folder = tmp_path_factory.mktemp("little")
    write_little(folder / "little.csv")
    (folder / "little.toml").write_text(small_config(folds=4))
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


def small_config(folds: int = 2, C: str = "[1.0]") -> str:
    """Settings by which a model can learn from two dozen sentences, in a second: no encoder, no term too rare."""
    return (
        f"[search]\nfolds = {folds}\nC = {C}\nclass_weight = [0.5]\n"
        '[features]\nblocks = ["characters", "lexicon"]\nmin_df = 1\n'
        '[calibration]\nmethod = "auto"\ntarget_accuracy = 0.9\n'
    )


def write_little(path: Path, labels: tuple[str, ...] = tuple(LITTLE)) -> Path:
    """Write the little corpus, or the part of it with these labels, as CSV."""
    rows = [(f"a{i % 8}", i, text, label) for label in labels for i, text in enumerate(LITTLE[label])]
    pd.DataFrame(rows, columns=["article_id", "sentence_id", "text", "label"]).to_csv(path, index=False)
    return path
