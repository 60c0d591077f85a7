"""A model folder is read only if it is whole and unaltered, and whatever is in it, nothing of it runs."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

import duiding
from benchmarks.faults.folder import Folder
from benchmarks.faults.folders import fuzz
from duiding import store
from duiding.errors import DuidingError, NoModelError, PipelineError
from tests.conftest import Command

TEXTS = ["De ministers praten in Wenen.", "Raketten troffen de stad."]


@pytest.fixture
def folder(little_model: Path, tmp_path: Path) -> Folder:
    return Folder(Path(shutil.copytree(little_model, tmp_path / "model")))


def refused(folder: Folder, what: str) -> None:
    with pytest.raises(DuidingError, match=what) as caught:
        duiding.load(folder.path)
    assert len(str(caught.value).splitlines()) == 1


def test_a_model_is_data_and_nothing_else(folder: Folder) -> None:
    assert sorted(path.suffix for path in folder.path.iterdir()) == [".json", ".json", ".md", ".safetensors"]
    assert {name.split(".")[0] for name in folder.arrays} == {"classifier", "reference"}
    assert {array.dtype.name for array in folder.arrays.values()} == {"float64", "int64", "uint8", "bool"}
    assert folder.words["classifier.classes"] == ["diplomatic", "escalatory", "other"]


def test_a_saved_model_predicts_as_before(folder: Folder, tmp_path: Path) -> None:
    first = duiding.load(folder.path)
    store.save(first.classifier, first.reference, tmp_path / "again", first.manifest, lambda _: "")
    second = duiding.load(tmp_path / "again")
    assert (first.predict_proba(TEXTS) == second.predict_proba(TEXTS)).all()
    assert [str(label) for label in second.classifier.predict(TEXTS)] == ["diplomatic", "escalatory"]
    assert first.name == second.name
    assert first.reference is not None
    assert second.reference is not None
    assert first.reference.to_record(0.5) == second.reference.to_record(0.5)


def test_another_scikit_learn_makes_no_difference(folder: Folder) -> None:
    before = duiding.load(folder.path).predict_proba(TEXTS)
    manifest = folder.manifest
    folder.manifest = {**manifest, "versions": {**manifest["versions"], "scikit-learn": "1.2.3"}}
    assert (duiding.load(folder.path).predict_proba(TEXTS) == before).all()


@pytest.mark.parametrize("part", ["arrays", "vocabulary"])
def test_a_missing_file_is_named(folder: Folder, part: str) -> None:
    folder.file(part).unlink()
    refused(folder, f"lacks {part.replace('arrays', 'model')}-")


def test_a_missing_manifest_is_named(folder: Folder) -> None:
    (folder.path / "manifest.json").unlink()
    refused(folder, r"lacks manifest\.json")


def test_the_card_is_for_people_only(folder: Folder) -> None:
    (folder.path / "README.md").unlink()
    assert duiding.load(folder.path).labels == ["diplomatic", "escalatory", "other"]


def test_a_missing_folder_is_an_error_of_its_kind(tmp_path: Path) -> None:
    with pytest.raises(NoModelError):
        duiding.load(tmp_path / "nothing")


@pytest.mark.parametrize("part", ["arrays", "vocabulary"])
def test_a_flipped_byte_a_cut_and_a_longer_file_are_noticed(folder: Folder, part: str) -> None:
    raw = folder.file(part).read_bytes()
    flipped = bytearray(raw)
    flipped[len(raw) // 2] ^= 1
    for other, what in ((bytes(flipped), "SHA-256"), (raw[:-1], "bytes"), (raw + b" ", "bytes")):
        folder.put(part, other, fit=False)
        refused(folder, what)


def test_files_that_changed_places_are_noticed(folder: Folder) -> None:
    arrays, words = folder.file("arrays").read_bytes(), folder.file("vocabulary").read_bytes()
    folder.put("arrays", words)
    folder.put("vocabulary", arrays)
    refused(folder, "is no part of a duiding model")


def test_a_file_of_eight_gigabytes_is_not_read(folder: Folder) -> None:
    record = folder.manifest["files"]["arrays"]
    with folder.file("arrays").open("wb") as file:
        file.truncate(8_000_000_000)
    refused(folder, "8,000,000,000 bytes are not the")
    manifest = folder.manifest
    folder.manifest = {**manifest, "files": {**manifest["files"], "arrays": {**record, "size": 8_000_000_000}}}
    refused(folder, "it has 8,000,000,000 bytes")


def test_what_is_no_file_is_not_read(folder: Folder) -> None:
    path = folder.file("arrays")
    path.unlink()
    path.symlink_to("/dev/zero")
    refused(folder, "lacks model-")


@pytest.mark.parametrize(
    "change",
    [
        lambda header, name: header | {name: {**header[name], "data_offsets": [0, 8_000_000_000]}},
        lambda header, name: header | {name: {**header[name], "shape": [1_000_000_000]}},
        lambda header, name: header | {name: {**header[name], "dtype": "F16"}},
        lambda header, name: header | {name: {**header[name], "dtype": "F8_E4M3"}},
        lambda header, name: {key: value for key, value in header.items() if key != name},
        lambda header, name: header | {name: []},
    ],
)
def test_an_altered_heading_of_the_arrays_is_refused(
    folder: Folder, change: Callable[[dict[str, Any], str], dict[str, Any]]
) -> None:
    folder.put_header(json.dumps(change(folder.header, "classifier.linear.intercepts")))
    refused(folder, "is no part of a duiding model|holds no trained")


@pytest.mark.parametrize("length", [0, 8_000_000_000, 2**64 - 1])
def test_a_heading_of_another_length_is_refused(folder: Folder, length: int) -> None:
    folder.put_header(json.dumps(folder.header), length)
    refused(folder, "is no part of a duiding model")


def test_a_name_that_stands_twice_is_refused(folder: Folder) -> None:
    heading, words, manifest = json.dumps(folder.header), json.dumps(folder.words), json.dumps(folder.manifest)
    name = "classifier.linear.intercepts"
    folder.put_header(f'{heading[:-1]}, "{name}": {json.dumps(folder.header[name])}}}')
    refused(folder, "stands twice")
    folder.put_header(heading)
    folder.put("vocabulary", f'{words[:-1]}, "classifier.classes": []}}'.encode())
    refused(folder, "stands twice")
    (folder.path / "manifest.json").write_text(f'{manifest[:-1]}, "name": "other"}}')
    refused(folder, "stands twice")


@pytest.mark.parametrize(
    "name", ["linear.coefficients", "linear.intercepts", "features.characters.idf", "held_out_right"]
)
@pytest.mark.parametrize(
    "change",
    [
        lambda array: array[:-1],
        lambda array: np.concatenate([array, array]),
        lambda array: array.reshape(-1, 1, 1),
        lambda array: array.astype("int64"),
        lambda array: array.astype("float32"),
    ],
)
def test_arrays_of_another_length_shape_or_type_are_refused(
    folder: Folder, name: str, change: Callable[[Any], Any]
) -> None:
    arrays = folder.arrays
    folder.arrays = {**arrays, f"classifier.{name}": change(arrays[f"classifier.{name}"])}
    refused(folder, name.split(".")[-1])


@pytest.mark.parametrize(
    "name", ["linear.coefficients", "linear.intercepts", "features.characters.idf", "held_out_confidence"]
)
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_number_is_refused(folder: Folder, name: str, value: float) -> None:
    arrays = folder.arrays
    array = arrays[f"classifier.{name}"].copy()
    array.flat[0] = value
    folder.arrays = {**arrays, f"classifier.{name}": array}
    refused(folder, "no numbers")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("classifier.linear.coefficients", 1e308, "beyond 1e"),
        ("classifier.features.characters.idf", 1e308, "beyond 1e"),
        ("classifier.held_out_confidence", 1e308, "beyond 1e"),
        ("classifier.calibrator.temperature", 1e-320, "The temperature is"),
        ("reference.counts", 100_000, "counts of the words of its training articles do not fit"),
        ("reference.counts", np.iinfo(np.int64).max, "counts of the words of its training articles do not fit"),
    ],
)
def test_figures_that_nothing_learned_has_are_refused(folder: Folder, name: str, value: float, said: str) -> None:
    arrays = folder.arrays
    folder.arrays = {**arrays, name: np.full_like(arrays[name], value)}
    refused(folder, said)


@pytest.mark.parametrize("shares", [{"off": "x", "set": "y"}, {"errors": 1.0}, [1]])
def test_shares_in_the_manifest_that_are_no_shares_are_refused(folder: Folder, shares: object) -> None:
    folder.manifest = {**folder.manifest, "shares": shares}
    refused(folder, r"manifest\.json can't be read")


@pytest.mark.parametrize("name", ["reference.words", "classifier.held_out_articles"])
def test_articles_that_do_not_fit_are_refused(folder: Folder, name: str) -> None:
    arrays = folder.arrays
    folder.arrays = {**arrays, name: arrays[name] - 1000}
    refused(folder, "articles do not fit")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("classifier.classes", [1.5, 2.5, 3.5]),
        ("classifier.classes", ["other", "other", "sanction"]),
        ("classifier.classes", "abc"),
        ("classifier.classes", ["a", "b"]),
        ("classifier.calibration", "os.system"),
        ("classifier.parameters", {}),
        ("classifier.sentences", True),
        ("classifier.sentences", 10**400),
        ("classifier.features.characters.terms", ["x"]),
        ("classifier.features.characters.terms", [["x"]]),
        ("classifier.pipeline", ["joblib", "1.0"]),
        ("reference.known", 5),
    ],
)
def test_words_of_another_kind_are_refused(folder: Folder, name: str, value: Any) -> None:
    folder.words = {**folder.words, name: value}
    refused(folder, "holds no trained duiding model|different (labels|pipelines)|is no part of a duiding model")


@pytest.mark.parametrize(
    "change",
    [
        lambda array: array[:-1],
        lambda array: array[: len(array) // 2],
        lambda array: np.concatenate([array, array[:1]]),
        lambda array: np.concatenate([array, np.frombuffer(b"x\xff", dtype=np.uint8)]),
        lambda array: np.where(array == 255, 254, array).astype("uint8"),
        lambda array: array[None],
        lambda array: array.astype("int64"),
    ],
)
def test_terms_that_do_not_fit_are_refused(folder: Folder, change: Callable[[Any], Any]) -> None:
    arrays, name = folder.arrays, "classifier.features.characters.terms"
    folder.arrays = {**arrays, name: change(arrays[name])}
    refused(folder, "holds no trained duiding model")


@pytest.mark.parametrize(
    "raw", [b"raket\xffprefix\xffweapon\xffescalatory\xff", b"a\xff" * 6, b"a\xff" * 4 + b"a", b"\xc3\xff" * 5]
)
def test_a_lexicon_that_does_not_fit_is_refused(folder: Folder, raw: bytes) -> None:
    folder.arrays = {**folder.arrays, "classifier.lexicon": np.frombuffer(raw, dtype=np.uint8)}
    refused(folder, "holds no trained duiding model")


def test_a_model_with_a_term_twice_is_refused(folder: Folder) -> None:
    arrays, name = folder.arrays, "classifier.features.characters.terms"
    first = arrays[name][: 1 + arrays[name].tolist().index(255)]
    last = arrays[name][:-1].tolist()[::-1].index(255)
    folder.arrays = {**arrays, name: np.concatenate([arrays[name][: len(arrays[name]) - 1 - last], first])}
    refused(folder, "stands twice")


@pytest.mark.parametrize("raw", [b"", b"null", b"[" * 100_000, b'{"a": NaN}', b"9" * 5000, b'"\\ud800"', b"\xff"])
def test_words_that_cannot_be_read_are_refused(folder: Folder, raw: bytes) -> None:
    folder.put("vocabulary", raw)
    refused(folder, "is no part of a duiding model")


@pytest.mark.parametrize("part", ["arrays", "vocabulary"])
@pytest.mark.parametrize("dump", [pickle.dumps, lambda content: _dumped(content)])
def test_a_pickle_in_the_place_of_a_file_is_refused_and_not_run(
    folder: Folder, tmp_path: Path, part: str, dump: Callable[[Any], bytes]
) -> None:
    mark = tmp_path / "mark"
    folder.put(part, dump(Runs(f"touch {mark}")))
    refused(folder, "is no part of a duiding model")
    assert not mark.exists()


class Runs:
    """Pickles as a call of the shell."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self.command,)


def _dumped(content: Any) -> bytes:
    import io

    file = io.BytesIO()
    joblib.dump(content, file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["this", "antigravity", "joblib", "../model", "os.path"])
def test_a_pipeline_that_is_another_package_is_not_imported(folder: Folder, name: str) -> None:
    manifest, words = folder.manifest, folder.words
    folder.manifest = {**manifest, "pipeline": {**manifest["pipeline"], "name": name}}
    refused(folder, "different pipelines")
    folder.words = {**words, "classifier.pipeline": [name, manifest["pipeline"]["version"]]}
    loaded = set(sys.modules)
    with pytest.raises(PipelineError, match="is not installed"):
        duiding.load(folder.path)
    assert name in loaded or name not in sys.modules


def test_no_model_makes_its_user_install_something(folder: Folder) -> None:
    manifest, words = folder.manifest, folder.words
    for name, advice in (("nl_evil_sm", r"\$DUIDING_PIPELINES"), ("nl_core_news_lg", "spacy download nl_core_news_lg")):
        folder.manifest = {**manifest, "pipeline": {**manifest["pipeline"], "name": name}}
        folder.words = {**words, "classifier.pipeline": [name, manifest["pipeline"]["version"]]}
        manifest = folder.manifest
        with pytest.raises(PipelineError, match=advice) as caught:
            duiding.load(folder.path)
        assert "pip install" not in str(caught.value)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("accuracy", "x"),
        ("accuracy", {"value": True, "low": 0, "high": 1}),
        ("macro_f1", None),
        ("labels", {"other": 1}),
    ],
)
def test_figures_of_held_out_articles_that_are_none_are_told(folder: Folder, place: str, value: object) -> None:
    manifest = folder.manifest
    held_out = {**manifest["scores"]["held_out"], place: value}
    folder.manifest = {**manifest, "scores": {**manifest["scores"], "held_out": held_out}}
    refused(folder, rf"scores\.held_out\.{place}")


def test_figures_of_held_out_articles_are_of_the_models_labels(folder: Folder) -> None:
    manifest = folder.manifest
    held_out = manifest["scores"]["held_out"]
    labels = {name: figures for name, figures in held_out["labels"].items() if name != "other"}
    folder.manifest = {**manifest, "scores": {**manifest["scores"], "held_out": {**held_out, "labels": labels}}}
    refused(folder, "held out by other labels")


def test_line_breaks_and_escape_sequences_of_a_folder_are_shown_as_such(folder: Folder) -> None:
    name = "a\n\x1b[31mb"
    folder.arrays = {**folder.arrays, name: np.zeros(1, dtype="float16")}
    refused(folder, re.escape(r"a\n\x1b[31mb"))


def test_the_command_tells_of_a_crafted_model_in_one_line(command: Command, folder: Folder) -> None:
    folder.put("arrays", pickle.dumps(Runs("touch mark")))
    for words in (("predict", "--model"), ("evaluate", "--model"), ("train", "--name", "mine", "--against")):
        done = command(*words, str(folder.path), stdin="Het regent.")
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "is no part of a duiding model" in done.stderr
    assert not (command.folder / "mark").exists()


def test_another_pipeline_version_is_an_error(folder: Folder) -> None:
    manifest = folder.manifest
    folder.manifest = {**manifest, "pipeline": {**manifest["pipeline"], "version": "9.9.9"}}
    folder.words = {**folder.words, "classifier.pipeline": [manifest["pipeline"]["name"], "9.9.9"]}
    refused(folder, r"was trained with nl_ud_news_sm 9\.9\.9")


def test_a_pipeline_that_is_not_here_is_named(folder: Folder) -> None:
    manifest = folder.manifest
    folder.manifest = {**manifest, "pipeline": {**manifest["pipeline"], "name": "nl_core_news_lg", "version": "3.8.0"}}
    folder.words = {**folder.words, "classifier.pipeline": ["nl_core_news_lg", "3.8.0"]}
    refused(folder, "spacy download nl_core_news_lg")


def test_another_label_set_in_the_manifest_is_noticed(folder: Folder) -> None:
    folder.manifest = {**folder.manifest, "labels": ["diplomatic", "escalatory", "neutral"]}
    refused(folder, "different labels")


@pytest.mark.parametrize("raw", ["", "{", "[]", '{"schema_version": 2, "name": 3}', "[" * 100_000, '{"a": Infinity}'])
def test_a_manifest_that_cannot_be_read_is_an_error(folder: Folder, raw: str) -> None:
    (folder.path / "manifest.json").write_text(raw)
    refused(folder, r"manifest\.json can't be read")


@pytest.mark.parametrize("schema", [1, None, 3])
def test_a_model_of_another_version_is_to_be_trained_again(folder: Folder, schema: object) -> None:
    folder.manifest = {**folder.manifest, "schema_version": schema}
    refused(folder, "made by another version of duiding.*train it again")


@pytest.mark.parametrize("name", ["../model-000000000000.safetensors", "README.md", "model-000000000000.safetensors"])
def test_a_manifest_that_names_other_files_is_refused(folder: Folder, name: str) -> None:
    manifest = folder.manifest
    record = {**manifest["files"]["arrays"], "name": name}
    folder.manifest = {**manifest, "files": {**manifest["files"], "arrays": record}}
    refused(folder, r"manifest\.json can't be read")


def test_a_model_that_is_replaced_while_it_is_read_is_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = duiding.load(folder.path)
    changed = [model.classifier.set_target_accuracy(0.01)]
    decode = store.loading.decode

    def late(path: Path, files: Any) -> Any:
        if changed:
            store.rewrite(changed.pop(), model.reference, path, model.manifest)
        return decode(path, files)

    monkeypatch.setattr(store.loading, "decode", late)
    assert duiding.load(folder.path).classifier.target_accuracy == 0.01


def test_altered_folders_end_in_one_line_or_in_a_model(little_model: Path, tmp_path: Path) -> None:
    found = fuzz(little_model, tmp_path, count=150, seed=100_000)
    kinds = Counter({kind: sum(n for name, n in found.items() if name.startswith(kind)) for kind in ("array", "word")})
    assert found.total() == 150
    assert min(kinds.values()) > 10
    assert sum(number for name, number in found.items() if name.endswith("refused")) > 100
