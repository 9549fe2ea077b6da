"""Dates and numbers in charts, as people write them in the language that texts are in."""

import re
from typing import Final

import altair as alt
from babel import Locale

from posecoach.translation import babel_locale

# What Babel's patterns hold, as D3 (which draws the charts) writes it.
_D3: Final = {"d": "%-d", "MMM": "%b"}


def day_axis(field: str) -> alt.X:
    """An axis of days, e.g. ``26 Nov``; ``field`` is the column with them in ISO format."""
    return alt.X(f"{field}:T", title=None, axis=alt.Axis(format=day_and_month(), labelOverlap=True))


def day_and_month() -> str:
    """The format of a day without its year for charts, e.g. ``%-d %b``."""
    return re.sub(
        r"([a-zA-Z])\1*",
        lambda found: _D3.get(found.group(), found.group()),
        babel_locale().datetime_skeletons["MMMd"].pattern,
    )


def localized(chart: alt.LayerChart) -> alt.LayerChart:
    """The chart with the names of months and days, and numbers, in the language that texts are in."""
    locale = babel_locale()
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    number = alt.NumberLocale(
        decimal=symbols["decimal"], thousands=symbols["group"], grouping=[3], currency=["", ""]
    )
    time = alt.TimeLocale(
        dateTime="%x %X",
        date=day_and_month(),
        time="%H:%M:%S",
        periods=["AM", "PM"],
        days=_days(locale, "wide"),
        shortDays=_days(locale, "abbreviated"),
        months=_months(locale, "wide"),
        shortMonths=_months(locale, "abbreviated"),
    )
    configured: alt.LayerChart = chart.configure(locale=alt.Locale(number=number, time=time))
    return configured


def _days(locale: Locale, width: str) -> list[str]:
    """From Sunday on, as D3 counts; Babel counts from Monday."""
    names = locale.days["format"][width]
    return [names[(day - 1) % 7] for day in range(7)]


def _months(locale: Locale, width: str) -> list[str]:
    names = locale.months["format"][width]
    return [names[month] for month in range(1, 13)]
