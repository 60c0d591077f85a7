"""The model card that goes with every model."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duiding.language.parsing import ENCODERS
from duiding.store import Manifest
from train.score_tables import written_gain


def model_card(manifest: Manifest) -> str:
    """Write a model's card, in Markdown, from its manifest."""
    environment = Environment(  # noqa: S701  # the card is Markdown, not HTML
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
    )
    in_article = not ENCODERS.keys().isdisjoint(manifest.pipeline.components)
    card = environment.get_template("card.md.j2")
    return card.render(m=manifest, in_article=in_article, written_gain=written_gain)
