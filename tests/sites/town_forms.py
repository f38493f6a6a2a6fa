"""What the town's pages of forms show: sheets of the third quarter, frozen, sent, accepted, sent back, and flagged."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.foundation.units.public import Unit
from motcua.kernel.periods import Period
from motcua.reform.forms import public as forms

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BY = "post/1"
QUARTER = Period(date(2022, 6, 15), date(2022, 9, 14))
PRESET = "quarter-cut"
SHEETS = ("frozen", "sent", "flagged", "sent_back")


def build(places: Mapping[str, Unit]) -> dict[str, int]:
    """Keep a sheet of the district, one that a commune sent, and two of the other commune; give them by name."""

    def at(text: str) -> datetime:
        return datetime.fromisoformat(f"2022-{text}").replace(tzinfo=ZONE)

    said = {"form": "II.06a", "period": QUARTER, "preset": PRESET, "by": BY}
    found = {
        "frozen": forms.freeze(unit=places["district"].code, at=at("10-06 08:00"), **said),  # type: ignore[arg-type]  # told by name
        "sent": forms.freeze(unit=places["commune"].code, at=at("10-06 08:10"), **said),  # type: ignore[arg-type]  # told by name
    }
    wrong = (5, 2, 2, 2, 4, 3, 1, 0, 1, 1, 0)
    for name, reason in (("sent_back", "bản giấy ghi như vậy"), ("flagged", "đã hỏi lại, bản giấy đúng như vậy")):
        found[name] = forms.enter(
            unit=places["other"].code, at=at("10-06 08:20"), reason=reason, total=wrong,
            lines=[forms.Line("HT", "Hộ tịch", wrong)], **said,  # type: ignore[arg-type]  # told by name
        )  # fmt: skip
        if name == "sent_back":
            forms.send(sheet=found[name], by=BY, at=at("10-06 08:30"))
            forms.send_back(sheet=found[name], reason="cột (3) không bằng tổng", by=BY, at=at("10-06 08:40"))
    forms.send(sheet=found["sent"], by=BY, at=at("10-06 09:00"))
    return found
