"""Plots as SVG, from the template ``plot.svg.j2``."""

from __future__ import annotations

import math
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluate.report.plots import Plot, Point

WIDTH, HEIGHT = 460, 340  # CSS pixels
LEFT, RIGHT, TOP, BOTTOM = 60, 16, 36, 56
NAMED_LEFT = 110  # room for names along the y axis
TICKS = 5


def draw(plot: Plot) -> str:
    """Give a plot as an SVG document; equal plots give equal bytes."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    left = NAMED_LEFT if plot.y_names else LEFT

    def x_of(value: float) -> float:
        return round(left + _share(value, plot.x_range) * (WIDTH - left - RIGHT), 1)

    def y_of(value: float) -> float:
        return round(HEIGHT - BOTTOM - _share(value, plot.y_range) * (HEIGHT - TOP - BOTTOM), 1)

    return environment.get_template("plot.svg.j2").render(
        plot=plot,
        x_of=x_of,
        y_of=y_of,
        x_ticks=_ticks(plot.x_range),
        y_ticks=list(enumerate(plot.y_names)) if plot.y_names else _ticks(plot.y_range),
        width=WIDTH,
        height=HEIGHT,
        left=left,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
    )


def _share(value: float, limits: Point) -> float:
    low, high = limits
    return (value - low) / (high - low)


def _ticks(limits: Point) -> list[tuple[float, str]]:
    """Give round values along an axis, about ``TICKS`` of them, with how they are written."""
    low, high = limits
    power = 10 ** math.floor(math.log10((high - low) / TICKS))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor * TICKS >= high - low)
    values = [step * i for i in range(math.ceil(round(low / step, 6)), math.floor(round(high / step, 6)) + 1)]
    return [(value, f"{value:,.0f}" if step >= 1 else f"{value:.2f}") for value in values]
