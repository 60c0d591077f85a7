"""After a failure or a kill at any moment, a folder holds the old model or the new one, and the next run clears up."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from pathlib import Path

import pytest

import duiding
from benchmarks.faults.kills import kills
from duiding import Model, store
from duiding.errors import DuidingError, MissingFileError
from duiding.store.folder import hidden
from duiding.store.manifest import Manifest


@pytest.fixture
def model(little_model: Path, tmp_path: Path) -> Model:
    return duiding.load(Path(shutil.copytree(little_model, tmp_path / "models" / "little")))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def card(manifest: Manifest) -> str:
    return f"# {manifest.name}\n"


def save(model: Model, folder: Path) -> Manifest:
    return store.save(model.classifier, model.reference, folder, model.manifest, card)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", ["little", "fresh"])
@pytest.mark.parametrize("written", range(4))
def test_saving_that_fails_leaves_things_as_they_were(
    model: Model, monkeypatch: pytest.MonkeyPatch, error: BaseException, name: str, written: int
) -> None:
    folder = model.folder.with_name(name)
    before = contents(model.folder)
    fsync, left = os.fsync, [written]

    def failing(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_file():
            if not left[0]:
                raise error
            left[0] -= 1
        fsync(handle)

    model.classifier.set_target_accuracy(0.01)
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises((DuidingError, KeyboardInterrupt)) as caught:
        save(model, folder)
    assert isinstance(error, KeyboardInterrupt) or "No space left on device): nothing was changed" in str(caught.value)
    assert [path.name for path in model.folder.parent.iterdir()] == ["little"]
    assert contents(model.folder) == before


def test_a_card_that_cannot_be_made_is_no_failed_writing(model: Model) -> None:
    def failing(manifest: Manifest) -> str:
        raise MissingFileError("The template does not exist.")

    before, place = contents(model.folder), model.folder.with_name("other")
    with pytest.raises(MissingFileError, match=r"^The template does not exist"):
        store.save(model.classifier, model.reference, place, model.manifest, failing)
    with pytest.raises(MissingFileError, match=r"^The template does not exist"):
        store.put_in_place(model.folder, model.folder, failing)
    assert [path.name for path in model.folder.parent.iterdir()] == ["little"]
    assert contents(model.folder) == before


def test_a_new_model_leaves_nothing_of_the_old_one(model: Model) -> None:
    before = contents(model.folder)
    (model.folder / "model.joblib").write_bytes(b"of an older duiding")
    (model.folder / "notes.txt").write_text("mine")
    model.classifier.set_target_accuracy(0.01)
    save(model, model.folder)
    after = contents(model.folder)
    assert after["README.md"] == b"# little\n"
    assert after["notes.txt"] == b"mine"
    assert len(after) == 5
    assert len(set(before) - set(after)) == 1  # the vocabulary, which holds the target accuracy


def test_saving_the_same_model_again_mends_a_damaged_file(model: Model) -> None:
    manifest = save(model, model.folder)
    assert manifest.files is not None
    (model.folder / manifest.files.arrays.name).write_bytes(b"damaged")
    save(model, model.folder)
    assert duiding.load(model.folder).name == model.name


def test_what_killed_runs_left_goes_with_the_next_one_and_what_is_in_use_stays(model: Model) -> None:
    models = model.folder.parent
    (models / ".little-abcdefgh.new").mkdir()
    (models / ".little-abcdefgh.new" / "manifest.json").write_text("{")
    (models / ".mine").mkdir()
    (model.folder / "model-0123456789ab.safetensors").write_bytes(b"x")
    (model.folder / ".manifest.json.new").write_bytes(b"{")
    in_use = models / ".other-abcdefgh.new"
    in_use.mkdir()
    handle = os.open(in_use, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    save(model, model.folder)
    save(model, models / "second")
    os.close(handle)
    assert sorted(path.name for path in models.iterdir()) == [".mine", ".other-abcdefgh.new", "little", "second"]
    assert len(contents(model.folder)) == 4


def test_a_card_that_a_killed_run_left_waiting_takes_its_place(model: Model) -> None:
    from duiding.store.folder import tidy, waiting_card

    manifest = (model.folder / "manifest.json").read_bytes()
    (model.folder / waiting_card(manifest)).write_text("# the new card\n")
    (model.folder / waiting_card(b"another manifest")).write_text("# a card of no model\n")
    tidy(model.folder)
    assert (model.folder / "README.md").read_text() == "# the new card\n"
    assert len(contents(model.folder)) == 4


@pytest.mark.parametrize("manifest", [None, "{", '{"schema_version": 1, "name": "old", "created": "2025-01-01"}'])
def test_a_broken_model_is_kept_as_it_is_when_another_takes_its_place(model: Model, manifest: str | None) -> None:
    place = model.folder.with_name("place")
    place.mkdir()
    (place / "model.joblib").write_bytes(b"of an older duiding")
    if manifest:
        (place / "manifest.json").write_text(manifest)
    before = contents(place)
    kept = store.put_in_place(model.folder, place, card)
    assert contents(kept) == before
    assert duiding.load(place).name.startswith("place@")
    assert len(contents(place)) == 4


def test_two_that_write_one_model_wait_for_each_other(model: Model) -> None:
    others = [duiding.load(model.folder) for _ in range(4)]
    for number, other in enumerate(others):
        other.classifier.set_target_accuracy(number / 100)
    threads = [threading.Thread(target=save, args=(other, model.folder)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert duiding.load(model.folder).classifier.target_accuracy in {number / 100 for number in range(4)}
    assert len(contents(model.folder)) == 4


def test_a_hidden_folder_goes_where_it_was_not_renamed(tmp_path: Path) -> None:
    with hidden(tmp_path / "models" / "a") as fresh:
        (fresh / "x").write_text("x")
    assert list((tmp_path / "models").iterdir()) == []


def test_kills_leave_the_old_model_or_the_new_one(little_model: Path, tmp_path: Path) -> None:
    found = kills(little_model, tmp_path, count=10, seed=0)
    assert found["killed"] + found["done before the kill"] == 10
    assert sum(number for name, number in found.items() if name.endswith(("old", "new"))) == 10
