"""One run of the command."""

from __future__ import annotations

from duiding.cli.terminal import DONE, REFUSED, SKIPPED_SOME, say
from duiding.translation import _
from predict.destinations import destination_of, written_with
from predict.inputs import find_inputs, find_urls
from predict.labelled import Run
from predict.options import PredictOptions
from predict.resuming import is_done


def run(options: PredictOptions) -> int:
    """Carry out a call of the command; gives its exit code.

    Raises:
        DuidingError: an input, the model or the output is refused.

    """
    written = written_with(options.output) if options.output else []
    sources = [*find_inputs(options.inputs, say, written), *find_urls(options.urls)]
    if options.resume and options.output and not options.force and is_done(options.output):
        say(
            _(
                "%(path)s is done: nothing was left to do. --force instead of --resume makes it anew.",
                path=options.output,
            )
        )
        return DONE
    send = destination_of(options)  # refused before the model is loaded, which takes seconds
    one = Run(options, sources)
    if not send(one):
        return REFUSED
    one.tell_shares()
    one.tell_drift()
    return SKIPPED_SOME if one.skipped or one.unanswered else DONE
