"""Draw a plot as SVG: with matplotlib where it is installed, else from a template."""

from __future__ import annotations

import importlib.util
import io
import math
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluate.report.plots import Plot, Point

WIDTH, HEIGHT = 640, 400  # CSS pixels
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 20, 60
NAMED_LEFT = 110  # room for names along the y axis
TICKS = 5


def draw(plot: Plot) -> str:
    """Give a plot as an SVG document."""
    if importlib.util.find_spec("matplotlib") is None:
        return draw_by_template(plot)
    return draw_by_matplotlib(plot)


def draw_by_matplotlib(plot: Plot) -> str:
    """Draw with matplotlib, text kept as text; equal plots give equal bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": plot.name,
        "font.family": "sans-serif",
        "font.size": 11,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, layout="constrained")
        axes = figure.subplots()
        for series in plot.series:
            _add(axes, series)
        axes.set(
            xlim=plot.x_range,
            ylim=plot.y_range,
            xlabel=plot.x_label,
            ylabel=plot.y_label,
        )
        axes.grid(color="#e5e5e5", linewidth=0.8)
        axes.spines[["top", "right"]].set_visible(False)
        if plot.y_names:
            axes.set_yticks(range(len(plot.y_names)), plot.y_names)
        elif len(plot.series) > 1:
            axes.legend(
                frameon=False,
                loc="lower left",
                bbox_to_anchor=(0, 1),
                ncols=len(plot.series),
            )
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return drawn.getvalue()


def _add(axes: Any, series: Any) -> None:
    x, y = zip(*series.points, strict=True)
    style = {
        "linestyle": series.line,
        "color": series.colour,
        "marker": "o" if series.marked else "",
    }
    axes.plot(x, y, label=series.name, clip_on=False, **style)
    if series.across:
        axes.hlines(y, *zip(*series.across, strict=True), color=series.colour, linewidth=2.5)
    if series.up:
        axes.vlines(x, *zip(*series.up, strict=True), color=series.colour, linewidth=1.5)


def draw_by_template(plot: Plot) -> str:
    """Draw with the template ``plot.svg.j2``: plainer, and needs nothing."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
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
