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
from duiding.errors import DuidingError, PipelineError
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


@pytest.fixture
def own_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a pipeline that is installed nowhere."""
    monkeypatch.setenv("DUIDING_PIPELINES", "")  # so that what is named in a test is forgotten after it
    nlp = spacy.blank("nl", meta={"name": "own", "version": "1.2.0"})
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "own")
    return tmp_path / "own"


def test_a_pipeline_is_taken_from_the_folder_that_is_named(
    command: Command, own_pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_little(command.folder / "little.csv")
    (command.folder / "c.toml").write_text(small_config())
    done = command("train", "--data", "little.csv", "--config", "c.toml", "--pipeline", "own")
    assert done.returncode == 0, done.stderr
    assert "nl_own 1.2.0" in done.stdout
    for words, code in (((), 2), (("--pipeline", str(own_pipeline)), 0), (("--pipeline", "own", "--jobs", "2"), 0)):
        monkeypatch.setenv("DUIDING_PIPELINES", "")
        done = command("predict", *words, stdin="De ministers praten.")
        assert done.returncode == code, done.stderr
    monkeypatch.setenv("DUIDING_PIPELINES", str(own_pipeline))
    assert command("predict", stdin="De ministers praten.").returncode == 0
    done = command("evaluate", "--data", "little.csv", "--pipeline", "own")
    assert done.returncode == 0, done.stderr


def test_no_name_in_a_model_leads_to_a_folder(own_pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own_pipeline.parent)
    for name in (str(own_pipeline), "./own", "own"):
        with pytest.raises(PipelineError, match="not installed"):
            language.load(name)


def test_a_folder_without_a_pipeline_is_refused(own_pipeline: Path) -> None:
    (own_pipeline / "config.cfg").unlink()
    for folder in (own_pipeline, own_pipeline / "vocab"):
        with pytest.raises(PipelineError, match="holds no spaCy pipeline"):
            language.named(folder)


def test_a_pipeline_that_was_changed_is_another_to_the_cache(own_pipeline: Path) -> None:
    name = language.named(own_pipeline)
    before = Parser(name).identity
    (own_pipeline / "tokenizer").write_bytes((own_pipeline / "tokenizer").read_bytes() + b" ")
    assert Parser(name).identity != before


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


def test_the_bundled_pipeline_is_as_spacy_alone_reads_it() -> None:
    nlp = language.load(language.BUNDLED)
    folder = Path(language.__file__).parent.parent / "pipelines" / language.BUNDLED
    plain = spacy.load(folder)
    assert nlp.to_bytes() == plain.to_bytes()
    assert nlp.config.to_str() == plain.config.to_str()
