"""The prescribed papers of the one-stop shop, by the day of the act. A change of the law is a new edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop


class Form(StrEnum):
    """What is handed out. The values are stored and stay."""

    RECEIPT = "receipt"
    COMPLETION = "completion"
    INTAKE_REFUSAL = "intake_refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Edition:
    """
    The forms as a circular prescribes them, from a day on.

    ``forms`` gives number and title of each that it has; ``sure`` says how well its fields are known.
    """

    code: str
    valid_from: date
    forms: Mapping[Form, tuple[str, tuple[str, ...]]]
    source: str
    sure: str


_RECEIPT = ("01", ("Giấy tiếp nhận hồ sơ", "và hẹn trả kết quả"))
_COMPLETION = ("02", ("Phiếu yêu cầu bổ sung,", "hoàn thiện hồ sơ"))
_REFUSAL = ("03", ("Phiếu từ chối tiếp nhận,", "giải quyết hồ sơ"))
EDITIONS = (
    Edition(
        "tt-01-2018",
        date(2019, 1, 6),
        {
            Form.RECEIPT: _RECEIPT,
            Form.COMPLETION: _COMPLETION,
            Form.INTAKE_REFUSAL: _REFUSAL,
            Form.APOLOGY: ("04", ("Phiếu xin lỗi", "và hẹn lại ngày trả kết quả")),
            Form.CONTROL: ("05", ("Phiếu kiểm soát quá trình", "giải quyết hồ sơ")),
        },
        source="TT 01/2018/TT-VPCP; between 1/7 and 14/9/2025 the forms went on in practice",
        sure="titles seen; fields from prints and from memory",
    ),
    Edition(
        "tt-03-2025",
        date(2025, 9, 15),
        {
            Form.RECEIPT: _RECEIPT,
            Form.COMPLETION: _COMPLETION,
            Form.INTAKE_REFUSAL: _REFUSAL,
            Form.APOLOGY: ("04", ("Văn bản xin lỗi và đề nghị", "gia hạn thời gian giải quyết")),
            Form.STOP_NOTICE: ("05", ("Thông báo", "dừng giải quyết hồ sơ")),
            Form.CONTROL: ("06", ("Phiếu kiểm soát quá trình", "giải quyết hồ sơ")),
        },
        source="TT 03/2025/TT-VPCP",
        sure="titles seen; fields not verified, the stop notice is illustrative",
    ),
)


class NoSuchForm(Refused):
    """The circular in force on the day of the act has no such form."""


def edition_on(day: date) -> Edition:
    """Give the edition in force on a day; before the first of them, the first."""
    held = [edition for edition in EDITIONS if edition.valid_from <= day]
    return held[-1] if held else EDITIONS[0]


def form_on(form: Form, day: date) -> tuple[Edition, str, tuple[str, ...]]:
    """Give the edition of a day, and number and title that it gives a form. :raises NoSuchForm:"""
    edition = edition_on(day)
    if form not in edition.forms:
        raise NoSuchForm(
            gettext_noop("the rules in force on %(day)s have no such form"),
            field="form",
            value=form.value,
            expected=gettext_noop("write it without a form, as a letter of the office"),
            params={"day": day},
        )
    number, title = edition.forms[form]
    return edition, number, title
