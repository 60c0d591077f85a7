"""Kill a process at a line of the code that writes files, or after some time."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

Act = Callable[[], Any]
_WATCHED = (
    "/store/folder.py",
    "/store/saving.py",
    "/store/replacing.py",
    "/shutil.py",
)  # where files are written, renamed, removed


def run_killed(act: Act, *, at: int, after: float | None) -> bool:
    """Run something in a process of its own and kill that; tells whether it was killed before its end.

    Args:
        act: what to run.
        at: number of the line at which to kill it, where no time is given.
        after: seconds after which to kill it.

    """
    child = os.fork()
    if child == 0:
        try:
            if after is None:
                sys.settrace(LineCounter(at))
            act()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class LineCounter:
    """Counts the lines of the code that writes, and kills the process at one of them (0: at none)."""

    def __init__(self, at: int = 0) -> None:
        self.lines, self._at = 0, at

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Follow what happens in a frame, as ``sys.settrace`` tells it."""
        if not any(part in frame.f_code.co_filename for part in _WATCHED):
            return None
        if event == "line":
            self.lines += 1
            if self.lines == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self
