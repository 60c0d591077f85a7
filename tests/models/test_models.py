"""`python -m models` lists what is there, broken or not, and puts a replaced model back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import duiding
from duiding import store
from duiding.errors import DuidingError
from tests.conftest import Command


def plain_card(manifest: store.Manifest) -> str:
    return f"# {manifest.name}\n"


@pytest.fixture
def models(little_model: Path, tmp_path: Path) -> Path:
    """A folder with the models ``little`` and ``other``; they differ in their target accuracy."""
    folder = tmp_path / "models"
    shutil.copytree(little_model, folder / "little")
    shutil.copytree(little_model, folder / "other")
    other = duiding.load(folder / "other")
    other.classifier.set_target_accuracy(0.01)
    manifest = store.rewrite(other.classifier, other.reference, other.folder, other.manifest)
    assert manifest.name == "little"
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def damage(folder: Path) -> None:
    """Flip a bit of the file of arrays."""
    path = next(folder.glob("*.safetensors"))
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(bytes(raw))


def made_on(folder: Path) -> str:
    return store.read_manifest(folder).created[:10]


def test_a_model_takes_anothers_place_under_its_name(models: Path) -> None:
    place = models / "place"
    shutil.copytree(models / "little", place)
    before = contents(place)
    kept = store.put_in_place(models / "other", place, plain_card)
    assert kept.name == f"place@{made_on(kept)}"
    assert contents(kept) == before
    assert duiding.load(place).classifier.target_accuracy == 0.01
    assert duiding.load(place).name.startswith("place@")
    assert (place / "README.md").read_text() == "# place\n"
    assert sorted(path.name for path in models.iterdir()) == sorted(["little", "other", "place", kept.name])


def test_a_second_replacement_on_one_day_gets_a_number(models: Path) -> None:
    kept = [store.put_in_place(models / "other", models / "little", plain_card).name for _ in range(3)]
    assert kept == [f"little@{made_on(models / 'little')}{number}" for number in ("", "-2", "-3")]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_before_the_new_manifest_is_in_place_leaves_both_models(
    models: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = {name: contents(models / name) for name in ("little", "other")}
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "manifest.json":
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises((DuidingError, KeyboardInterrupt)):
        store.put_in_place(models / "other", models / "little", plain_card)
    assert {path.name: contents(path) for path in models.iterdir()} == before


def test_restoring_swaps_and_keeps_what_was_in_place(models: Path, command: Command) -> None:
    first = contents(models / "little")
    kept = store.put_in_place(models / "other", models / "little", plain_card)
    second = contents(models / "little")
    done = command("models", "restore", kept.name)
    assert done.returncode == 0, done.stderr
    assert f"models/little is {kept.name} again" in done.stdout
    assert contents(models / "little") == first
    aside = done.stdout.split()[-1].rstrip(".")
    assert contents(command.folder / aside) == second
    assert command("models", "restore", Path(aside).name).returncode == 0
    assert contents(models / "little") == second


def test_restoring_works_where_nothing_is_in_place(models: Path, command: Command) -> None:
    kept = store.put_in_place(models / "other", models / "little", plain_card)
    shutil.rmtree(models / "little")
    done = command("models", "restore", kept.name)
    assert done.returncode == 0, done.stderr
    assert duiding.load(models / "little")
    assert not kept.exists()


@pytest.mark.parametrize("name", ["little", "little@2020-01-01", "../models/little@2020-01-01", ""])
def test_a_name_that_is_not_kept_is_refused(models: Path, command: Command, name: str) -> None:
    kept = store.put_in_place(models / "other", models / "little", plain_card)
    before = {path.name: contents(path) for path in models.iterdir()}
    done = command("models", "restore", name)
    assert done.returncode == 2
    assert kept.name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert {path.name: contents(path) for path in models.iterdir()} == before


def test_an_altered_model_is_not_put_back(models: Path, command: Command) -> None:
    kept = store.put_in_place(models / "other", models / "little", plain_card)
    damage(kept)
    before = contents(models / "little")
    done = command("models", "restore", kept.name)
    assert done.returncode == 2
    assert "SHA-256" in done.stderr
    assert contents(models / "little") == before


def test_a_copy_of_another_model_is_not_put_back(models: Path, command: Command) -> None:
    shutil.copytree(models / "little", models / "mine@2026-01-01")
    done = command("models", "restore", "mine@2026-01-01")
    assert done.returncode == 2
    assert "'little', not 'mine'" in done.stderr


def test_the_list_tells_date_size_score_and_pipeline(models: Path, command: Command) -> None:
    done = command("models", "list")
    assert done.returncode == 0, done.stderr
    manifest = store.read_manifest(models / "little")
    line = next(line for line in done.stdout.splitlines() if " little " in line)
    for part in (manifest.created[:10], " 24 ", " 8 ", f"{manifest.scores['macro_f1']:.3f}", manifest.pipeline.name):
        assert part in line


def test_a_broken_model_is_listed_with_its_reason(models: Path, command: Command) -> None:
    (models / "altered").mkdir()
    shutil.copytree(models / "little", models / "altered", dirs_exist_ok=True)
    damage(models / "altered")
    (models / "empty").mkdir()
    (models / ".little-half").mkdir()
    done = command("models", "list", "--json")
    assert done.returncode == 0, done.stderr
    found = {one["name"]: one["broken"] for one in json.loads(done.stdout)}
    assert sorted(found) == ["altered", "empty", "little", "other"]
    assert "SHA-256 differs" in found["altered"]
    assert "lacks manifest.json" in found["empty"]
    assert found["little"] is None
    table = command("models", "list")
    assert table.returncode == 0
    assert "empty is broken: Model models/empty lacks manifest.json" in table.stdout


def test_no_models_name_the_command_that_makes_one(command: Command) -> None:
    done = command("models", "list")
    assert done.returncode == 0
    assert "python -m train" in done.stderr
    assert json.loads(command("models", "list", "--json").stdout) == []


@pytest.mark.parametrize("score", ["abc", True, 10**400, -1])
def test_a_score_that_is_no_share_makes_a_model_broken(models: Path, command: Command, score: object) -> None:
    path = models / "other" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scores"]["macro_f1"] = score
    path.write_text(json.dumps(manifest), encoding="utf-8")
    done = command("models", "list")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "other is broken: " in done.stdout
    assert "manifest.json can't be read (scores.macro_f1: " in " ".join(done.stdout.split())
