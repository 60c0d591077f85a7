"""Strings in one array of bytes are found as those of a dict are, in little memory."""

from __future__ import annotations

import itertools
import pickle
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.errors import InputError
from duiding.strings import Strings, packed, unpacked
from tests.conftest import Command

WRITABLE = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(WRITABLE))
def test_strings_come_back_as_they_were(strings: list[str]) -> None:
    assert list(unpacked(packed(strings))) == strings


@given(st.lists(WRITABLE, unique=True), st.lists(WRITABLE))
def test_strings_are_found_where_a_dict_finds_them(strings: list[str], others: list[str]) -> None:
    places = {one: place for place, one in enumerate(strings)}
    found, wanted = Strings.of(strings), [*others, *strings]
    assert found.places(wanted).tolist() == [places.get(one, -1) for one in wanted]
    assert (len(found), list(found)) == (len(strings), strings)
    assert all((one in found) == (one in places) for one in wanted)


def test_strings_longer_than_what_is_read_at_a_time_come_back() -> None:
    strings = ["é" * 70_000, "", "b" * 65_535, "c"]
    assert list(Strings.of(strings)) == strings
    assert Strings.of(strings)[-1] == "c"


@pytest.mark.parametrize("raw", [b"a\xffa\xff", b"a\xffb", b"\xc3\xff", b"\xed\xa0\x80\xff"])
def test_what_is_no_list_of_different_strings_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        Strings(np.frombuffer(raw, dtype=np.uint8))


def test_another_process_finds_them_though_its_hashes_are_others(command: Command) -> None:
    (command.folder / "strings.pickle").write_bytes(pickle.dumps(Strings.of(["raket", "vrede"])))
    program = "import pickle; print(pickle.load(open('strings.pickle', 'rb')).places(['vrede', 'oorlog', 'raket']))"
    environment = command.environment(PYTHONHASHSEED="7")
    words = [sys.executable, "-c", program]
    done = subprocess.run(words, cwd=command.folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[ 1 -1  0]\n"


def test_a_hundred_thousand_strings_take_little_memory() -> None:
    raw = packed(map("".join, itertools.islice(itertools.product("abcdefgh", repeat=6), 100_000)))
    tracemalloc.start()
    try:
        strings = Strings(raw)
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(strings) == 100_000
    assert kept < 13 * len(strings)
    assert peak < 25 * len(strings)
