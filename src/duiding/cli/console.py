"""Consoles that show whatever a text holds: what could steer a terminal, or can't be written there, is replaced."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def console(*, errors: bool = False, soft_wrap: bool = False) -> Console:
    """Make a console.

    Args:
        errors: whether it is standard error, not standard output.
        soft_wrap: whether lines may be longer than the terminal is wide.

    """
    forgive(sys.stderr if errors else sys.stdout)
    made = Console(stderr=errors, highlight=False, soft_wrap=soft_wrap)
    made.push_render_hook(_Harmless())
    return made


def forgive(stream: object) -> None:
    """Let a stream replace characters that its encoding lacks, as that of a Windows console may, instead of failing."""
    if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
        stream.reconfigure(errors="replace")


def harmless(text: str) -> str:
    r"""Put U+FFFD in the place of escape sequences, other control characters and lone surrogates.

    >>> harmless("a\x1b[2Jb\tc\n")
    'a\ufffd[2Jb\tc\n'
    """
    return _UNSEEN.sub("\ufffd", text)


class _Harmless(RenderHook):
    """Makes the text of all that is printed harmless; the console's own signs for colour and place are none of it."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(one) for one in renderables]


class _Shown:
    def __init__(self, shown: ConsoleRenderable) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return _cleaned(console.render(self._shown, options))


def _cleaned(segments: Iterable[Segment]) -> Iterable[Segment]:
    for segment in segments:
        yield segment if segment.control else Segment(harmless(segment.text), segment.style)
