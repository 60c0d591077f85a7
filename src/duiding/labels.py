"""What is known of labels: their order, the names shown, colours and meanings, and which one means that there is no frame."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from duiding.errors import DuidingError, MissingFileError

QUIET = "#7F7F7F"  # of the label that is no frame, where none is given
PALETTE = ("#009E73", "#E69F00", "#56B4E9", "#F0E442", "#332288", "#882255", "#0072B2", "#D55E00", "#CC79A7")
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Label(BaseModel):
    """One label: its name in data, the name shown, its colour, its meaning, and other names that data may give it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Name
    shown: str = Field("", max_length=200)
    colour: str = Field("", pattern=r"^(#[0-9A-Fa-f]{6})?$")
    meaning: str = Field("", max_length=2000)
    also: tuple[Name, ...] = ()


class LabelSet(BaseModel):
    """Labels in the order of every table. A model has one for just its own labels: ``Model.label_set``.

    >>> mine = SHIPPED.of(["other", "neutral", "sanction"])
    >>> mine.names, mine.no_frame, mine["neutral"].colour
    (['sanction', 'other', 'neutral'], 'other', '#009E73')

    Every label in it has a name shown and a colour. ``no_frame`` is the label of sentences that have none, or empty; ``left_out``
    are labels whose sentences are not learned from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    no_frame: str = ""
    left_out: tuple[Name, ...] = ()
    labels: tuple[Label, ...] = ()

    @field_validator("labels")
    @classmethod
    def _complete(cls, labels: tuple[Label, ...], info: ValidationInfo) -> tuple[Label, ...]:
        taken = {one.colour.upper() for one in labels} | {QUIET}
        free = [one for one in PALETTE if one not in taken] or list(PALETTE)
        made = []
        for one in labels:
            colour = one.colour or (QUIET if one.name == info.data.get("no_frame") else free[0])
            if colour == free[0]:
                free = [*free[1:], free[0]]
            made.append(one.model_copy(update={"shown": one.shown or one.name, "colour": colour}))
        return tuple(made)

    @model_validator(mode="after")
    def _tells_apart(self) -> Self:
        seen: dict[str, str] = {}
        named = [(other, one.name) for one in self.labels for other in dict.fromkeys((one.name, *one.also))]
        for other, name in [*named, *((one, "") for one in self.left_out)]:
            if seen.setdefault(form(other), name) != name or (other == name and self.names.count(name) > 1):
                raise ValueError(f"'{other}' stands for two labels: a name stands for one")
        if self.no_frame and self.no_frame not in self.names:
            raise ValueError(f"no_frame is '{self.no_frame}', which is none of its labels ({', '.join(self.names)})")
        return self

    @property
    def names(self) -> list[str]:
        """The names of its labels, in order."""
        return [one.name for one in self.labels]

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each label, as ``#0072B2``."""
        return {one.name: one.colour for one in self.labels}

    @property
    def meanings(self) -> dict[str, str]:
        """What each label means; empty where nothing is said of it."""
        return {one.name: one.meaning for one in self.labels}

    @property
    def shown(self) -> dict[str, str]:
        """The name shown of each label."""
        return {one.name: one.shown for one in self.labels}

    @property
    def frames(self) -> list[str]:
        """The names of the labels that are frames, in order."""
        return [name for name in self.names if name != self.no_frame]

    @property
    def spellings(self) -> dict[str, str]:
        """What to read other names and spellings as, by their ``form``; empty for those that are left out."""
        own = {form(other): one.name for one in self.labels for other in (*one.also, one.name)}
        return {**own, **{form(other): "" for other in self.left_out}}

    def __getitem__(self, name: str) -> Label:
        """Give a label by its name."""
        return next(one for one in self.labels if one.name == name)

    def in_order(self, labels: Iterable[str]) -> list[str]:
        """Put labels in order: its own first, then others by name.

        >>> SHIPPED.in_order(["other", "neutral", "sanction"])
        ['sanction', 'other', 'neutral']
        """
        found = set(labels)
        return [name for name in self.names if name in found] + sorted(found.difference(self.names))

    def of(self, labels: Iterable[str]) -> LabelSet:
        """Give the set of just these labels, in order, with what is known of each; those that it does not know get spare colours."""
        mine = {one.name: one for one in self.labels}
        names = self.in_order(labels)
        made = [
            mine.get(name) or Label.model_construct(name=name, shown=name, colour="", meaning="", also=())
            for name in names
        ]
        no_frame = self.no_frame if self.no_frame in names else ""
        return LabelSet(no_frame=no_frame, left_out=self.left_out, labels=tuple(made))

    def reading_also(self, mapped: Iterable[tuple[str, str]]) -> LabelSet:
        """Give the set with other names for its labels besides its own; those that stand for nothing are left out."""
        ours, also, left_out = {form(name): name for name in self.names}, dict[str, list[str]](), list(self.left_out)
        for other, target in mapped:
            if not target:
                left_out.append(other)
            elif form(target) in ours and form(other) not in ours:
                also.setdefault(ours[form(target)], []).append(other)
        again = {form(other) for names in also.values() for other in names} | {form(one) for one in left_out}
        labels = [
            one.model_copy(
                update={"also": (*(name for name in one.also if form(name) not in again), *also.get(one.name, ()))}
            )
            for one in self.labels
        ]
        return LabelSet(no_frame=self.no_frame, left_out=tuple(dict.fromkeys(left_out)), labels=tuple(labels))


def form(label: str) -> str:
    """Give what spellings of a label have in common."""
    return unicodedata.normalize("NFC", " ".join(label.split())).casefold()


def read_label_set(path: Path) -> LabelSet:
    """Read labels of one's own from a TOML like ``labels.toml`` in this folder.

    Raises:
        DuidingError: the file is missing, is not TOML, or says what can't be; the key is named.

    """
    try:
        found = LabelSet.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise MissingFileError(f"Labels {path} do not exist.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DuidingError(f"Labels {path} can't be read: {error}.") from error
    except ValidationError as error:
        raise DuidingError(f"Labels {path}: {_explained(error)}.") from error
    if len(found.labels) < 2:
        raise DuidingError(
            f"Labels {path} hold {len(found.labels)} of [[labels]]: expected two or more, each with a name."
        )
    return found


def _key(places: tuple[str | int, ...]) -> str:
    """Name a key as a person would who counts from 1."""
    match places:
        case ("labels", int(number), *rest):
            return ", ".join([f"label {number + 1}", *map(str, rest)])
    return ".".join(map(str, places))


def _explained(error: ValidationError) -> str:
    detail = error.errors()[0]
    key = _key(detail["loc"])
    if not key:
        return str(detail["msg"]).removeprefix("Value error, ")
    if key.endswith("colour"):
        return f"key {key}: {detail['input']!r} is no colour: expected one as '#0072B2'"
    return f"key {key}: {detail['msg']} (found {detail['input']!r:.80})"


SHIPPED = read_label_set(Path(__file__).with_name("labels.toml"))


def in_order(labels: Iterable[str]) -> list[str]:
    """Put labels in order where no model tells another: those of duiding first, then others by name."""
    return SHIPPED.in_order(labels)
