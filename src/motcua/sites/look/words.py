"""Numbers, days and times as the page's language writes them: plain text that does not break in a line."""

from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy

NBSP = "\u00a0"

_WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)
_SHORT = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def vietnamese() -> bool:
    """Say whether the page speaks Vietnamese."""
    return (get_language() or "vi").startswith("vi")


def number(count: int) -> str:
    """Write a whole number: 10.095 in Vietnamese, 10,095 in English."""
    text = f"{count:,}"
    return text.replace(",", ".") if vietnamese() else text


def decimals(value: Decimal) -> str:
    """Write a number with the places it has: 1.234,5 in Vietnamese, 1,234.5 in English."""
    text = f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,")) if vietnamese() else text


def percent(part: int, whole: int, places: int = 1) -> str:
    """
    Write a share in per cent: 95,9 % in Vietnamese, 95.9% in English; a dash where the whole is none.

    Rounded half up, save that what is not all is never written as 100, and what is not none never as 0.
    """
    if not whole:
        return "–"
    return f"{bare_percent(part, whole, places)}{NBSP}%" if vietnamese() else f"{bare_percent(part, whole, places)}%"


def bare_percent(part: int, whole: int, places: int = 1) -> str:
    """Write a share as :func:`percent` does, without the sign, for what names it elsewhere."""
    if not whole:
        return "–"
    step = Decimal(1).scaleb(-places)
    exact = Decimal(part) * 100 / Decimal(whole)
    shown = exact.quantize(step, ROUND_HALF_UP)
    if shown == 100 and part != whole:
        shown = exact.quantize(step, ROUND_DOWN)
    if shown == 0 and part:
        shown = step
    return decimals(shown)


def _local(when: date | datetime) -> date | datetime:
    return timezone.localtime(when) if isinstance(when, datetime) else when


def day(when: date | datetime) -> str:
    """Write a day: 13/10/2022 in Vietnamese, 13 Oct 2022 in English."""
    at = _local(when)
    return f"{at:%d/%m/%Y}" if vietnamese() else f"{at.day}{NBSP}{_MONTHS[at.month - 1]}{NBSP}{at.year}"


def short_day(when: date | datetime) -> str:
    """Write a day of a year that is known: 13/10 in Vietnamese, 13 Oct in English."""
    at = _local(when)
    return f"{at.day}/{at.month}" if vietnamese() else f"{at.day}{NBSP}{_MONTHS[at.month - 1]}"


def weekday(when: date | datetime) -> str:
    """Name the day of the week: Thứ Năm, Thursday."""
    return str(_WEEKDAYS[_local(when).weekday()]).replace(" ", NBSP)


def short_weekday(when: date | datetime) -> str:
    """Name the day of the week above a narrow column: Năm, Thu."""
    return str(_SHORT[_local(when).weekday()])


def long_day(when: date | datetime) -> str:
    """Write a day with its name: Thứ Năm, 13/10/2022. It may break after the comma."""
    return f"{weekday(when)}, {day(when)}"


def clock_time(when: datetime) -> str:
    """Write the time of a day: 17:00."""
    return f"{_local(when):%H:%M}"


def moment(when: datetime) -> str:
    """Write an instant: 14/10/2022 17:00."""
    return f"{day(when)}{NBSP}{clock_time(when)}"


def period(first: date, last: date) -> str:
    """Write a period of days: từ 01/01 đến 14/10/2022."""
    begin = (f"{first:%d/%m}" if vietnamese() else short_day(first)) if first.year == last.year else day(first)
    return gettext("from %(first)s to %(last)s") % {"first": begin, "last": day(last)}


def trace(leaf: str) -> str:
    """Write the hexadecimal trace of an event in groups of four, as the slip prints it."""
    return " ".join(leaf[place : place + 4] for place in range(0, len(leaf), 4))


def join(words: list[str]) -> str:
    """Join words into one phrase: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(others)s and %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}
