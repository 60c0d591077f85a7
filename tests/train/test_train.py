"""`python -m train` makes a model of any labelled sentences, the same each time, or refuses in one line."""

from __future__ import annotations

import json
import signal

import pandas as pd
import pytest

from duiding import store
from tests.conftest import LITTLE, Command, small_config, write_little
from train.model_folder import model_folder
from train.real_news import TABLE, read_real_news

SMALL = small_config()


@pytest.fixture
def little(command: Command) -> Command:
    write_little(command.folder / "little.csv")
    (command.folder / "small.toml").write_text(SMALL)
    return command


def test_a_model_folder_holds_model_manifest_and_card(little: Command) -> None:
    done = little("train", "--data", "little.csv", "--config", "small.toml", "--name", "mine")
    assert done.returncode == 0, done.stderr
    assert "models/mine" in done.stdout
    assert "macro-F1" in done.stdout
    folder = little.folder / "models" / "mine"
    manifest = json.loads((folder / "manifest.json").read_text())
    files = [record["name"] for record in manifest["files"].values()]
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "manifest.json", *sorted(files)]
    assert manifest["labels"] == ["diplomatic", "escalatory", "other"]
    assert manifest["corpus"]["sentences"] == 24
    assert manifest["pipeline"]["name"] in ("nl_ud_news_sm", "nl_core_news_sm")


def test_training_twice_gives_equal_scores_and_predictions(little: Command) -> None:
    words = (
        "train",
        "--data",
        "little.csv",
        "--config",
        "small.toml",
        "--seed",
        "7",
        "--name",
    )
    little(*words, "one")
    little(*words, "two", "--jobs", "2")
    manifests = [json.loads((little.folder / "models" / name / "manifest.json").read_text()) for name in ("one", "two")]
    scores = [json.dumps(manifest["scores"], sort_keys=True).encode() for manifest in manifests]
    assert scores[0] == scores[1]
    assert manifests[0]["files"] == manifests[1]["files"]


def test_a_retrain_gives_the_model_that_a_first_training_gives(little: Command) -> None:
    words = ("train", "--config", "small.toml", "--search", "--name")
    rows = pd.read_csv(little.folder / "little.csv", dtype=str)
    more = rows.assign(text=rows["text"].str.replace(".", " gisteren.", regex=False))
    pd.concat([rows, more]).to_csv(little.folder / "grown.csv", index=False)
    little(*words, "mine", "--data", "little.csv")
    little(*words, "mine", "--data", "grown.csv")
    little(*words, "anew", "--data", "grown.csv", DUIDING_CACHE=str(little.folder / "empty"))
    warm, cold = (store.read_manifest(little.folder / "models" / name).files for name in ("mine", "anew"))
    assert warm == cold


def test_labels_come_from_the_data(little: Command) -> None:
    rows = [
        ("a" + str(i % 4), text, ("ja", "nee")[label == "other"])
        for label in LITTLE
        for i, text in enumerate(LITTLE[label])
    ]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(little.folder / "own.csv", index=False)
    assert little("train", "--data", "own.csv", "--config", "small.toml").returncode == 0
    done = little("predict", stdin="Het regent.")
    assert done.stdout.split()[0] in ("ja", "nee")


@pytest.mark.parametrize("ending", ["tsv", "jsonl", "parquet"])
def test_other_formats_give_the_same_model(little: Command, ending: str) -> None:
    frame = pd.read_csv(little.folder / "little.csv", dtype=str)
    path = little.folder / f"other.{ending}"
    if ending == "tsv":
        frame.to_csv(path, sep="\t", index=False)
    elif ending == "jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        frame.to_parquet(path)
    for name, data in (("one", "little.csv"), ("two", path.name)):
        done = little("train", "--data", data, "--config", "small.toml", "--name", name)
        assert done.returncode == 0, done.stderr
    files = [json.loads((little.folder / "models" / n / "manifest.json").read_text())["files"] for n in ("one", "two")]
    assert files[0] == files[1]


def test_a_folder_and_several_files_are_read_together(little: Command) -> None:
    (little.folder / "more").mkdir()
    write_little(little.folder / "little.csv", ("escalatory", "diplomatic"))
    write_little(little.folder / "more" / "a.csv", ("other",))
    (little.folder / "more" / "lexicon.csv").write_text("stem,match\na,b\n")
    done = little("train", "--data", "little.csv", "--data", "more", "--config", "small.toml")
    assert done.returncode == 0, done.stderr
    assert "24 sentences" in done.stderr
    assert "Passed over more/lexicon.csv" in done.stderr


def test_rows_of_the_test_part_are_not_learned_from(little: Command) -> None:
    frame = pd.read_csv(little.folder / "little.csv", dtype=str)
    frame["split"] = ["test" if article == "a0" else "train" for article in frame["article_id"]]
    frame.to_csv(little.folder / "split.csv", index=False)
    little("train", "--data", "split.csv", "--config", "small.toml")
    manifest = json.loads((little.folder / "models" / "default" / "manifest.json").read_text())
    assert manifest["corpus"]["sentences"] == 21


BAD = {
    "missing.csv": (None, "does not exist"),
    "empty.csv": ("", "is empty"),
    "heading.csv": ("text,label\n", "no rows"),
    "nolabel.csv": ("text\nHet regent.\n", "no column 'label'"),
    "notext.csv": ("regel,label\nHet regent.,other\n", "no column 'text'"),
    "one.csv": ("text,label\n" + "Het regent.,other\n" * 9, "at least two labels"),
    "few.csv": (
        "text,label\n" + "Het regent.,other\n" * 9 + "Oorlog.,escalatory\n",
        "fewer than the 2 folds",
    ),
    "blank.csv": ("text,label\nHet regent.,\n", "row 1: the label is empty"),
    "ragged.csv": ("text,label\nHet regent, hard,other\n", "line 2: found 3 fields"),
    "binary.csv": (b"\x00\x01\x02text,label\xff\xfe\x00", "not text"),
    "bad.jsonl": ('{"text": "a", "label": "b"}\nnope\n', "line 2: not JSON"),
    "bad.parquet": ("PAR1 no", "not a Parquet file"),
    "data.docx": ("x", "ends in '.docx'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_data_is_refused_in_one_line(little: Command, name: str) -> None:
    content, message = BAD[name]
    if content is not None:
        (little.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = little("train", "--data", name, "--config", "small.toml")
    assert done.returncode == 2
    assert message in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("train:")]) == 1
    assert "Traceback" not in done.stderr
    assert not (little.folder / "models").exists()


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[search]\nfolds = 1\n", "search.folds"),
        ("[serach]\n", "serach"),
        ("[features]\nblocks = ['colour']\n", "features.blocks.0"),
        ("x = \n", "can't be read"),
        ("lexicon = 'none.csv'\n", "none.csv does not exist"),
    ],
)
def test_a_bad_configuration_is_refused_by_key(little: Command, toml: str, message: str) -> None:
    (little.folder / "bad.toml").write_text(toml)
    done = little("train", "--data", "little.csv", "--config", "bad.toml")
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize(
    "words",
    [("--name", "../up"), ("--seed", "-1"), ("--nonsense",), ("--pipeline", "xx_none")],
)
def test_bad_options_are_refused(little: Command, words: tuple[str, ...]) -> None:
    done = little("train", "--data", "little.csv", "--config", "small.toml", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("train:")


def test_an_unwritable_models_folder_is_refused(little: Command) -> None:
    (little.folder / "models").write_text("a file in the way")
    done = little("train", "--data", "little.csv", "--config", "small.toml")
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert "sentences for training" not in done.stderr


def test_what_is_read_is_not_written_over(little: Command) -> None:
    before = (little.folder / "little.csv").read_bytes()
    done = little("train", "--data", "little.csv", "--check-labels", "--output", "little.csv", "--force")
    assert (done.returncode, (little.folder / "little.csv").read_bytes()) == (2, before)
    assert "little.csv is to be read and to be written over" in done.stderr


@pytest.mark.parametrize("moment", ["24 sentences for training", "Cross-validating", "Fitting"])
def test_an_interruption_leaves_the_old_model_whole(little: Command, moment: str) -> None:
    words = ("train", "--data", "little.csv", "--config", "small.toml", "--search")
    little(*words)
    before = {path.name: path.read_bytes() for path in (little.folder / "models" / "default").iterdir()}
    running = little.begin(*words, "--seed", "3")
    assert running.stderr is not None
    told = next(line for line in running.stderr if moment.encode() in line)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode in (0, 130), told + errors
    folder = little.folder / "models" / "default"
    assert sorted(path.name for path in folder.iterdir()) == sorted(before)
    assert [path.name for path in folder.parent.iterdir()] == ["default"]
    if running.returncode == 130:
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        assert b"Traceback" not in errors


def test_an_interruption_while_it_starts_is_told_in_one_line(command: Command) -> None:
    (command.folder / "slow.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    (command.folder / "begin.py").write_text("from duiding.cli.startup import start\nstart('train', 'slow')\n")
    done = command.process("begin")
    assert (done.returncode, done.stderr) == (130, "train: interrupted before it began; nothing was changed.\n")


def test_an_interruption_at_work_is_told_in_one_line(command: Command) -> None:
    (command.folder / "work.py").write_text(
        "import os, signal, time\n\ndef main() -> None:\n    os.kill(os.getpid(), signal.SIGINT)\n    time.sleep(9)\n"
    )
    (command.folder / "begin.py").write_text("from duiding.cli.startup import start\nstart('train', 'work')\n")
    done = command.process("begin")
    assert (done.returncode, done.stderr) == (130, "train: interrupted; nothing half-written was left behind.\n")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "listing.py",
        "listing",
        "__init__",
        "model.v2",
        "taken",
        "package",
        "mine.",
        "nul",
        "CON",
        "aux.x",
        "com1",
    ],
)
def test_a_name_that_is_a_file_or_a_module_is_refused_before_anything_is_read(little: Command, name: str) -> None:
    models = little.folder / "models"
    (models / "package").mkdir(parents=True)
    for path in ("README.md", "listing.py", "__init__.py", "taken", "package/__init__.py"):
        (models / path).write_text("mine")
    done = little("train", "--data", "absent.csv", "--name", name)
    assert done.returncode == 2
    assert f"'{name}'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (models / "README.md").read_text() == "mine"


def test_a_folder_that_holds_something_else_is_not_written_over(little: Command) -> None:
    folder = little.folder / "models" / "notes"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("mine")
    for name in ("other.txt", "manifest.json"):
        (folder / name).write_text('{"name": "a web page"}')
        done = little("train", "--data", "absent.csv", "--name", "notes")
        assert done.returncode == 2
        assert "holds files that are no model" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert (folder / "README.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["news-1.2", "a@2026", "été_2"])
def test_names_with_points_and_figures_are_names(name: str) -> None:
    assert model_folder(name).name == name


def test_by_how_much_counted_shares_are_off_is_measured_and_kept(command: Command) -> None:
    rows = [
        (f"a{article}", f"{text[:-1]} op dag {article}.", label)
        for article in range(30)
        for label, texts in LITTLE.items()
        for text in texts[article % 4 :: 4]
    ]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(command.folder / "d.csv", index=False)
    (command.folder / "small.toml").write_text(small_config())
    done = command("train", "--data", "d.csv", "--config", "small.toml")
    assert done.returncode == 0, done.stderr
    folder = command.folder / "models" / "default"
    shares = json.loads((folder / "manifest.json").read_text())["shares"]
    assert shares["articles"] == 30 and shares["sentences"] == len(rows)
    assert all(0 <= shares["off"][label] <= shares["often"][label] <= 1 for label in LITTLE)
    assert "Shares of its labels" in (folder / "README.md").read_text()


def test_figures_on_real_news_are_taken_only_for_what_they_were_measured_with() -> None:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    labels, encoder, blocks = table["labels"], table["encoder"], table["blocks"]
    found = read_real_news(TABLE, labels[::-1], encoder, blocks[::-1])
    assert found is not None
    assert [labels[::-1][code] for code in found.held_out.codes[:50]] == [labels[code] for code in table["codes"][:50]]
    assert read_real_news(TABLE, labels, encoder, blocks[:-1]) is None
    assert read_real_news(TABLE, labels, "another", blocks) is None
    assert read_real_news(TABLE, [*labels, "neutral"], encoder, blocks) is None
