"""What is made harmless for a spreadsheet is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.spreadsheets import as_written, harmless

CELLS = st.text(
    st.one_of(st.sampled_from("'=+-@\t\r\n \u00a0\u200b＝＋"), st.characters(exclude_categories=["Cs"])), max_size=12
)


@given(CELLS)
def test_every_text_is_made_harmless_and_comes_back(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("before", ["", " ", "\n", "\r\n ", "\t", "\u00a0", "\u200b", "\ufeff", "'"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_what_stands_before_a_formula_does_not_hide_it(before: str, sign: str) -> None:
    assert harmless(f"{before}{sign}HYPERLINK(1)") == f"'{before}{sign}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["'s Avonds regent het.", " De ministers praten.", "3 = 3", "“=”", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == as_written(text) == text
