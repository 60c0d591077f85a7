"""`auto` takes an installed nl_core_news_sm, else the pipeline that the core carries; a model asks for its own again."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy

from duiding import language
from duiding.errors import DuidingError
from duiding.language import Parser
from tests.conftest import Command, small_config, write_little


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a small real pipeline package called nl_core_news_sm is installed."""
    work = tmp_path_factory.mktemp("package")
    nlp = spacy.blank("nl", meta={"name": "core_news_sm", "version": "3.8.0"})
    nlp.add_pipe("sentencizer")
    nlp.to_disk(work / "pipeline")
    package = [
        sys.executable,
        "-m",
        "spacy",
        "package",
        "pipeline",
        ".",
        "--build",
        "none",
        "--force",
    ]
    subprocess.run(package, cwd=work, check=True, capture_output=True)
    target = work / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        str(target),
    ]
    subprocess.run([*install, str(work / "nl_core_news_sm-3.8.0")], check=True, capture_output=True)
    return target


def test_auto_takes_the_bundled_pipeline_where_the_other_is_not_installed() -> None:
    if spacy.util.is_package(language.PREFERRED):
        pytest.skip("nl_core_news_sm is installed here")
    assert language.describe(language.load("auto")).name == "nl_ud_news_sm"


def test_auto_takes_an_installed_nl_core_news_sm(command: Command, installed: Path) -> None:
    write_little(command.folder / "little.csv")
    (command.folder / "c.toml").write_text(small_config())
    path = os.pathsep.join((str(installed), command.environment()["PYTHONPATH"]))
    done = command.process("train", "--data", "little.csv", "--config", "c.toml", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
    assert "nl_core_news_sm 3.8.0" in done.stdout
    without = command("predict", stdin="De ministers praten.")
    assert without.returncode == 2
    assert "python -m spacy download nl_core_news_sm" in without.stderr
    assert command.process("predict", stdin="De ministers praten.", PYTHONPATH=path).returncode == 0


def test_a_named_pipeline_is_taken_over_auto(command: Command, installed: Path) -> None:
    write_little(command.folder / "little.csv")
    (command.folder / "c.toml").write_text(small_config())
    path = os.pathsep.join((str(installed), command.environment()["PYTHONPATH"]))
    words = (
        "train",
        "--data",
        "little.csv",
        "--config",
        "c.toml",
        "--pipeline",
        "nl_ud_news_sm",
    )
    assert "nl_ud_news_sm 0.1.0" in command.process(*words, PYTHONPATH=path).stdout


def test_a_pipeline_that_is_not_installed_is_named_with_its_remedy() -> None:
    with pytest.raises(DuidingError, match="spacy download nl_core_news_md"):
        language.load("nl_core_news_md")


def test_only_the_needed_components_run() -> None:
    assert language.load("nl_ud_news_sm", ("tok2vec", "morphologizer")).pipe_names == [
        "tok2vec",
        "morphologizer",
    ]


def test_the_bundled_pipeline_brings_its_licence_and_readme() -> None:
    folder = Path(language.__file__).parents[1] / "pipelines" / "nl_ud_news_sm"
    assert "CC BY-SA 4.0" in (folder / "README.md").read_text(encoding="utf-8")
    assert (folder / "LICENSE").stat().st_size > 500


def test_words_of_sentences_are_forgotten_with_their_batch() -> None:
    parser = Parser()
    known = len(parser.nlp.vocab.strings)
    parses = list(parser.stream(f"Minister Zk{number}wq reist naar Xv{number}pf." for number in range(600)))
    assert parses[599].forms == ("Minister", "Zk599wq", "reist", "naar", "Xv599pf", ".")
    assert len(parser.nlp.vocab.strings) - known < 100


def test_threads_may_share_a_pipeline() -> None:
    parser = Parser()
    texts = [f"De gezant van Qz{number} praat." for number in range(300)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [parse.forms for parse in parser.stream(texts)], range(4)))
    assert found == [found[0]] * 4
    assert [forms[3] for forms in found[0]] == [f"Qz{number}" for number in range(300)]
