"""A model folder is read only if it is whole, unaltered and of these versions, and never runs code."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import pickle
import shutil
from pathlib import Path

import joblib
import numpy as np
import pytest

import duiding
from duiding import store
from duiding.errors import DuidingError
from duiding.store.manifest import sha256_of


@pytest.fixture
def model(little_model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(little_model, tmp_path / "model"))


def put(model: Path, raw: bytes, *, fit_hash: bool = True) -> None:
    """Put other bytes in the model file, with a manifest that vouches for them."""
    (model / "model.joblib").write_bytes(raw)
    if fit_hash:
        manifest = json.loads((model / "manifest.json").read_text())
        manifest["files"]["model.joblib"] = sha256_of(model / "model.joblib")
        (model / "manifest.json").write_text(json.dumps(manifest))


class Runs:
    """Pickles as a call of ``function``."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def test_a_saved_model_predicts_as_before(model: Path) -> None:
    texts = ["De ministers praten in Wenen.", "Raketten troffen de stad."]
    first, second = (duiding.load(model).classifier for _ in range(2))
    assert (first.predict_proba(texts) == second.predict_proba(texts)).all()
    assert list(first.predict(texts)) == ["diplomatic", "escalatory"]


@pytest.mark.parametrize("name", ["model.joblib", "README.md", "manifest.json"])
def test_a_missing_file_is_named(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(DuidingError, match=name):
        duiding.load(model)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DuidingError, match="no model in"):
        duiding.load(tmp_path / "nothing")


def test_a_flipped_byte_is_noticed(model: Path) -> None:
    raw = bytearray((model / "model.joblib").read_bytes())
    raw[len(raw) // 2] ^= 1
    put(model, bytes(raw), fit_hash=False)
    with pytest.raises(DuidingError, match="SHA-256"):
        duiding.load(model)


def test_a_flipped_byte_is_survived_when_the_hash_fits(model: Path) -> None:
    whole = gzip.decompress((model / "model.joblib").read_bytes())
    for place in range(20, len(whole), max(1, len(whole) // 40)):
        raw = bytearray(whole)
        raw[place] ^= 0x20
        put(model, gzip.compress(bytes(raw), 1))
        with contextlib.suppress(DuidingError):  # a changed weight can't be told from a right one once the hash fits
            duiding.load(model)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (os.system, ("touch {}",)),
        (eval, ("open('{}', 'w')",)),
        (getattr, (os, "system")),
        (Path.touch, (Path("{}"),)),
        (np.load, ("{}",)),
        (joblib.load, ("{}",)),
    ],
)
@pytest.mark.parametrize("wrapped", [True, False])
def test_a_class_off_the_list_is_refused_by_name_and_not_run(
    model: Path,
    tmp_path: Path,
    function: object,
    arguments: tuple[object, ...],
    wrapped: bool,
) -> None:
    mark = tmp_path / "mark"
    filled = tuple(word.format(mark) if isinstance(word, str) else word for word in arguments)
    try:
        raw = pickle.dumps(Runs(function, *filled))
    except (TypeError, pickle.PicklingError):
        pytest.skip("can't be pickled at all")
    put(model, gzip.compress(raw) if wrapped else raw)
    with pytest.raises(DuidingError, match=r"Nothing was run|damaged"):
        duiding.load(model)
    assert not mark.exists()


def test_code_inside_an_array_of_objects_is_not_run(model: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = np.array([Runs(os.system, f"touch {mark}")], dtype=object)
    with gzip.open(tmp_path / "hostile", "wb") as file:
        joblib.dump({"coef_": hostile}, file)
    put(model, (tmp_path / "hostile").read_bytes())
    with pytest.raises(DuidingError, match="Nothing was run"):
        duiding.load(model)
    assert not mark.exists()


def test_code_inside_a_real_model_is_not_run(model: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    arrays, words = duiding.load(model).classifier.state()
    words["parameters"]["lexicon"] = Runs(os.system, f"touch {mark}")
    with gzip.open(tmp_path / "hostile", "wb") as file:
        joblib.dump({"classifier": (arrays, words)}, file)
    put(model, (tmp_path / "hostile").read_bytes())
    with pytest.raises(DuidingError, match=r"(posix|nt)\.system"):
        duiding.load(model)
    assert not mark.exists()


def test_a_pickle_under_the_models_name_is_refused(model: Path) -> None:
    put(model, pickle.dumps({"a": 1}))
    with pytest.raises(DuidingError, match="damaged"):
        duiding.load(model)


def test_another_thing_of_plain_classes_is_not_taken_for_a_model(model: Path) -> None:
    put(model, gzip.compress(pickle.dumps([1, 2, 3])))
    with pytest.raises(DuidingError, match="does not hold a trained duiding model"):
        duiding.load(model)


def change(model: Path, **fields: object) -> None:
    manifest = json.loads((model / "manifest.json").read_text())
    for key, value in fields.items():
        manifest[key] = {**manifest[key], **value} if isinstance(value, dict) else value
    (model / "manifest.json").write_text(json.dumps(manifest))


def test_another_scikit_learn_is_an_error_with_its_remedy(model: Path) -> None:
    change(model, versions={"scikit-learn": "1.2.3"})
    with pytest.raises(DuidingError, match=r"pip install scikit-learn==1\.2\.3"):
        duiding.load(model)


def test_another_pipeline_version_is_an_error_with_its_remedy(model: Path) -> None:
    change(model, pipeline={"version": "9.9.9"})
    with pytest.raises(DuidingError, match=r"nl_ud_news_sm 9\.9\.9"):
        duiding.load(model)


def test_a_pipeline_that_is_not_here_is_named_with_how_to_get_it(model: Path) -> None:
    change(model, pipeline={"name": "nl_core_news_lg", "version": "3.8.0"})
    with pytest.raises(DuidingError, match="spacy download nl_core_news_lg"):
        duiding.load(model)


def test_another_label_set_in_the_manifest_is_noticed(model: Path) -> None:
    change(model, labels=["diplomatic", "escalatory", "neutral"])
    with pytest.raises(DuidingError, match="different labels"):
        duiding.load(model)


@pytest.mark.parametrize("raw", ["", "{", "[]", '{"name": 3}'])
def test_a_manifest_that_cannot_be_read_is_an_error(model: Path, raw: str) -> None:
    (model / "manifest.json").write_text(raw)
    with pytest.raises(DuidingError, match="manifest"):
        duiding.load(model)


def test_saving_that_fails_leaves_the_old_model(model: Path) -> None:
    loaded = duiding.load(model)
    before = sorted((path.name, path.read_bytes()) for path in model.iterdir())

    def fails(_: store.Manifest) -> str:
        raise OSError(28, "No space left on device")

    with pytest.raises(DuidingError, match="No space left"):
        store.save(loaded.classifier, None, model, loaded.manifest, fails)
    assert sorted((path.name, path.read_bytes()) for path in model.iterdir()) == before
    assert [path.name for path in model.parent.iterdir() if path.name.startswith(".")] == []
