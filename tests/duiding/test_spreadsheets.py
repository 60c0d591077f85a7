"""What is made harmless for a spreadsheet is read back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duiding.spreadsheets import as_written, harmless

CELLS = st.text(st.one_of(st.sampled_from("'=+-@\t\r"), st.characters(exclude_categories=["Cs"])), max_size=12)


@given(CELLS)
def test_every_text_is_made_harmless_and_comes_back(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_written(harmless(text)) == text
