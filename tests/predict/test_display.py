"""Labelled articles in the terminal: parted by a line, and readable where it is narrow, without colours, or a pipe."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from duiding.labels import SHIPPED
from duiding.page import article_data
from predict.display import show_articles
from predict.notes import NO_NOTES
from tests.predict.test_outputs import article

TEXT = "Zij praten in Wenen over vrede en de toekomst van het land."
ARTICLES = (article("a", (TEXT, "diplomatic", 0.9)), article("b", ("Het regent.", "other", 0.4)))


def shown(width: int = 100, *, terminal: bool = True, colours: bool = False) -> str:
    """Give what a console of this kind shows."""
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, no_color=not colours, highlight=False)
    show_articles(console, ARTICLES, lambda _: NO_NOTES, SHIPPED, summary=False)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_a_line_stands_between_articles_on_a_terminal_and_not_in_a_pipe() -> None:
    assert shown().count("─" * 100) == 2
    assert shown(terminal=False).splitlines() == [f"diplomatic 0.90   {TEXT}", "other      0.40 ? Het regent."]


@pytest.mark.parametrize("width", [30, 50, 63])
def test_a_narrow_terminal_breaks_no_word_of_a_label_and_loses_none_of_the_sentence(width: int) -> None:
    lines = shown(width).splitlines()
    assert any("diplomatic" in line and "0.90" in line for line in lines)
    told = " ".join(" ".join(lines).split())
    assert all(word in told for word in TEXT.split())


def test_words_that_a_line_end_broke_are_shown_mended() -> None:
    broken = article(
        "a", ("Zij praten over de vredesonder-\nhandelingen in\nde veilig\u00adheidsraad.", "diplomatic", 0.9)
    )
    console = Console(file=io.StringIO(), width=100, highlight=False)
    show_articles(console, [broken], lambda _: NO_NOTES, SHIPPED, summary=False)
    told = str(console.file.getvalue())  # type: ignore[attr-defined]
    assert "Zij praten over de vredesonderhandelingen in de veiligheidsraad." in told


def test_colours_are_left_out_where_they_are_not_wanted() -> None:
    assert "\x1b[1;36m" in shown(colours=True)
    assert "36m" not in shown()


def test_a_page_shows_words_that_a_line_end_broke_mended() -> None:
    broken = article("a", ("Zij praten over de vredesonder-\nhandelingen in\nWenen.", "diplomatic", 0.9))
    (paragraph,) = article_data(broken, SHIPPED.names)["paragraphs"]
    assert paragraph["sentences"][0]["text"] == "Zij praten over de vredesonderhandelingen in Wenen."
