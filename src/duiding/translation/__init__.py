"""The language that pages and tables speak: English messages, and one catalogue a language that translates them."""

from duiding.translation.translation import LANGUAGES, Translation, speak

__all__ = ["LANGUAGES", "Translation", "speak"]
