"""Read the TOML of hyper-parameters."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from duiding.errors import DuidingError

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = Path(__file__).with_name("default.toml")


def _known(block: str) -> str:
    from duiding.features import BLOCKS  # scikit-learn takes a second to import: not before a configuration is read

    if block not in BLOCKS:
        raise ValueError(f"expected one of {', '.join(BLOCKS)}")
    return block


def _usual_weights(named: dict[str, Any]) -> dict[str, float]:
    from duiding.features.blocks import usual_weights

    return usual_weights(named.get("blocks", ()))


Block = Annotated[str, AfterValidator(_known)]
Positive = Annotated[float, Field(gt=0, le=1e6)]
Share = Annotated[float, Field(ge=0, le=1)]
Folds = Annotated[int, Field(ge=2, le=50)]
Length = Annotated[int, Field(ge=1, le=12)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Features(_Strict):
    """The section [features]."""

    blocks: Annotated[list[Block], Field(min_length=1)] = ["characters", "lexicon", "encoding"]
    word_ngrams: tuple[Length, Length] = (1, 2)
    char_ngrams: tuple[Length, Length] = (3, 6)
    min_df: Annotated[int, Field(ge=1)] = 3
    block_weights: dict[Block, Positive] = Field(default_factory=_usual_weights)
    mask_names: bool = True


class Search(_Strict):
    """The section [search]: values to try, and for which labels feature sets are chosen among."""

    choose_features: Literal["never", "own labels", "always"] = "never"
    folds: Folds = 5
    model: Annotated[list[Literal["logistic", "svm"]], Field(min_length=1)] = ["logistic"]
    C: Annotated[list[Positive], Field(min_length=1)] = [0.02, 0.1, 0.5, 2.0]
    class_weight: Annotated[list[Share], Field(min_length=1)] = [0.0, 0.5]


class Calibration(_Strict):
    """The section [calibration]; ``real_news`` is the file that ``train.real_news`` writes, or empty."""

    real_news: str = ""
    target_accuracy: Annotated[float, Field(gt=0, lt=1)] = 0.93
    method: Literal["auto", "temperature", "sigmoid"] = "temperature"


class Config(_Strict):
    """A whole configuration."""

    lexicon: str = ""
    actors: str = ""
    features: Features = Features()
    search: Search = Search()
    calibration: Calibration = Calibration()

    def resolved(self, name: str) -> Path:
        """Give the path of ``lexicon`` or ``actors``; a relative one starts where we are, else at the project's root."""
        path = Path(name)
        return path if path.is_absolute() or path.exists() else ROOT / path


def read_config(path: Path | None = None) -> Config:
    """Read a configuration; without a path, the default one.

    Raises:
        DuidingError: the file is missing, is not TOML, or a key has a value that can't be; the key is named.

    """
    path = path or DEFAULT
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DuidingError(
            f"Configuration {path} does not exist: copy {DEFAULT.name} from train/ and change it."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DuidingError(f"Configuration {path} can't be read: {error}.") from error
    except ValidationError as error:
        detail = error.errors()[0]
        key = ".".join(str(part) for part in detail["loc"])
        raise DuidingError(f"Configuration {path}, key {key}: {detail['msg']} (found {detail['input']!r}).") from error
