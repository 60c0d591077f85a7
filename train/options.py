"""What the command was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duiding.corpus import ReadingOptions
from duiding.errors import DuidingError

PLAIN = ReadingOptions()


@dataclass(frozen=True, kw_only=True)
class TrainOptions:
    """The options of ``python -m train``, as they were given.

    Args:
        data: labelled files and folders to learn from.
        reading: how to read them.
        labels: TOML of label names, colours and meanings; None for those of the model that is there, or the project's own.
        undecided: where sentences go that annotators left undecided.
        name: the model's.
        pipeline: spaCy pipeline, or ``auto``.
        config: TOML of hyper-parameters; None for the default one.
        seed: random state of folds and models.
        jobs: cores to use.
        search: whether settings are chosen anew where a model of that name has them.
        against: folder of a model to compare with.
        hold_out: share of the articles to put aside for that, where none are marked; None for the default.
        promote: whether a better model takes that one's place.
        promote_undecided: whether it does so where no difference is shown, too.
        check_labels: whether labels are checked and nothing is trained.
        output: file for the labels in doubt.
        force: whether to overwrite it.

    """

    data: Sequence[Path]
    reading: ReadingOptions = PLAIN
    labels: Path | None = None
    undecided: Path = Path("undecided.csv")
    name: str = "default"
    pipeline: str = "auto"
    config: Path | None = None
    seed: int = 0
    jobs: int = 1
    search: bool = False
    against: Path | None = None
    hold_out: float | None = None
    promote: bool = False
    promote_undecided: bool = False
    check_labels: bool = False
    output: Path | None = None
    force: bool = False

    @property
    def promoting(self) -> bool:
        """Whether the new model is to take the other's place."""
        return self.promote or self.promote_undecided


def check_options(options: TrainOptions) -> None:
    """See that options go together.

    Raises:
        DuidingError: they do not; the option is named.

    """
    comparing = {
        "--hold-out": options.hold_out is not None,
        "--promote": options.promote,
        "--promote-undecided": options.promote_undecided,
    }
    if options.against is None and any(comparing.values()):
        raise DuidingError(f"{_first(comparing)} needs a model to compare with: name it with --against.")
    training = {"--against": options.against is not None, "--search": options.search}
    if options.check_labels and any(training.values()):
        raise DuidingError(f"{_first(training)} does not go with --check-labels, which trains nothing: leave one out.")
    if options.output and not options.check_labels:
        raise DuidingError("--output goes with --check-labels; a model goes to models/NAME, named with --name.")
    if options.output and options.output.resolve() in {path.resolve() for path in options.data}:
        raise DuidingError(f"{options.output} is to be read and to be written over: name another file for --output.")
    if options.force and not options.output:
        raise DuidingError("--force goes with --output: name the file to overwrite.")


def _first(given: dict[str, bool]) -> str:
    return next(option for option, there in given.items() if there)
