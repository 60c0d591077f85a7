"""What the page tells of shares: of the whole run, and over the time that its articles tell of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duiding.page.chart import HEIGHT, WIDTH, chart_of
from duiding.shares import UNITS, Counted, best, mostly_corrected, period_of, shares_by
from predict.report.timeline import unit_for
from predict.shares.answer import Answer


def told_shares(answer: Answer | None, listed: Counted) -> dict[str, Any]:
    """Give the page's variables on shares and their course: of all sentences, also where only some are listed."""
    counted = answer.counted if answer else listed
    dates = list(counted.rows["date"])
    unit = next((one for one in answer.by if one in UNITS), None) if answer else None
    unit = unit or unit_for(dates)
    by_period = shares_by(counted, [unit]) if unit else None
    over_time = best(by_period) if by_period is not None else None
    chart = chart_of(over_time, unit) if over_time is not None and unit and over_time[unit].nunique() > 1 else None
    return {
        "of_sentences": int(counted.counts.sum()),
        "span": _span(dates),
        "publishers": len({one for one in counted.rows["publisher"] if one}),
        "undated": sum(period_of(date, unit) is None for date in dates) if unit else len(dates),
        "shares": best(shares_by(counted)).to_dict("records"),
        "chart": chart,
        "chart_corrected": by_period is not None and mostly_corrected(by_period),
        "unit": unit,
        "periods": _table(over_time, unit) if chart and over_time is not None and unit else [],
        "width": WIDTH,
        "height": HEIGHT,
    }


def _table(over_time: Any, unit: str) -> list[dict[str, Any]]:
    """Give a row a period: its name, articles, sentences, and the rows of its labels."""
    return [
        {"name": name, "articles": rows["articles"].iloc[0], "sentences": rows["sentences"].iloc[0], "shares": rows.to_dict("records")}
        for name, rows in over_time.groupby(unit, sort=False)
    ]  # fmt: skip


def _span(dates: Sequence[str]) -> list[tuple[int, ...]]:
    """Give the first and the last date that can be read, or one where they are the same; none without any."""
    read = sorted(found for date in dates if (found := _numbers(date)))
    return list(dict.fromkeys((read[0], read[-1]))) if read else []


def _numbers(date: str) -> tuple[int, ...] | None:
    period = period_of(date, "day") or period_of(date, "month") or period_of(date, "year")
    return tuple(map(int, period.split("-"))) if period else None
