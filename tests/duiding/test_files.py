"""A file appears whole or not at all, and what a killed run left goes when the file is written again."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from duiding.errors import DuidingError, ExistsError, MissingFileError
from duiding.files import WholeFile, check_free, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed_while_writing(path: Path) -> None:
    """Begin to write a file in another process, and kill that."""
    child = os.fork()
    if child == 0:
        with WholeFile(path) as file:
            file.write("half")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_what_a_killed_run_left_goes_with_the_next_one(tmp_path: Path) -> None:
    for name in ("o.csv", "o.csv", "other.csv"):
        killed_while_writing(tmp_path / name)
    (tmp_path / ".o.csv-backup01").write_text("mine")
    assert len(names(tmp_path)) == 3  # the second run has removed what the first one left
    write_whole(tmp_path / "o.csv", "whole")
    left = [name for name in names(tmp_path) if name.endswith(".part")]
    assert names(tmp_path) == sorted([".o.csv-backup01", *left, "o.csv"])
    assert [name.startswith(".other.csv-") for name in left] == [True]


def test_what_another_run_writes_stays(tmp_path: Path) -> None:
    with WholeFile(tmp_path / "o.csv") as slow:
        slow.write("slow")
        write_whole(tmp_path / "o.csv", "quick")
        assert (tmp_path / "o.csv").read_text() == "quick"
    assert (tmp_path / "o.csv").read_text() == "slow"
    assert names(tmp_path) == ["o.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_error_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "o.csv").write_text("old")
    with pytest.raises(error), WholeFile(tmp_path / "o.csv") as file:
        file.write("new")
        raise error
    assert (tmp_path / "o.csv").read_text() == "old"
    assert names(tmp_path) == ["o.csv"]


def test_what_failed_while_a_file_was_written_is_no_failed_writing(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError) as caught, WholeFile(tmp_path / "o.csv"):
        raise MissingFileError("The lexicon does not exist.")
    assert str(caught.value) == "The lexicon does not exist."
    assert names(tmp_path) == []


def test_no_file_is_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("old")
    with pytest.raises(ExistsError):
        check_free(tmp_path / "o.csv", force=False)
    with pytest.raises(DuidingError, match="is a folder"):
        check_free(tmp_path, force=True)
    handles = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        write_whole(tmp_path / "o.csv", "new", force=True)
    assert len(list(Path("/proc/self/fd").iterdir())) == handles


def test_a_link_is_written_through_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("far/o.csv")
    write_whole(tmp_path / "link.csv", "a")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "far" / "o.csv").read_text() == "a"
    assert names(tmp_path / "far") == ["o.csv"]


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DuidingError, match="can't be written"):
        check_free(tmp_path / ("x" * 300), force=True)
