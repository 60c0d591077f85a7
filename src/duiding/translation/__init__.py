"""The language that pages and tables speak: English messages, and one catalogue a language that translates them."""

from duiding.translation.translation import LANGUAGES, Translation, _, ngettext, read_messages, speak, use

__all__ = ["LANGUAGES", "Translation", "_", "ngettext", "read_messages", "speak", "use"]
