"""What the town's procedures ask: a draft of the registration of births, which binds nobody and is no event."""

from datetime import date, datetime

from motcua.foundation.worktime.public import Measure, Term
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    Asked,
    AskedPaper,
    Case,
    Condition,
    Exemption,
    Form,
    Group,
    Kind,
    ListedDefect,
    Page,
    Question,
    Tariff,
    default_process,
)

ON = date(2022, 1, 1)
BIRTHS = Asked(
    valid_from=ON,
    papers=(
        AskedPaper("to-khai", "Tờ khai đăng ký khai sinh", form="Tờ khai theo mẫu"),
        AskedPaper("chung-sinh", "Giấy chứng sinh"),
        AskedPaper("uy-quyen", "Văn bản ủy quyền", originals=0, copies=1, required=False),
    ),
    cases=(
        Case("thuong", "Trẻ em có Giấy chứng sinh", ("to-khai", "chung-sinh")),
        Case("thay", "Người khác đi đăng ký thay", ("to-khai", "uy-quyen"), Term(2, Measure.WORKING_DAYS)),
    ),
    tariffs=(
        Tariff("le-phi", "Lệ phí hộ tịch", "charge", 8_000, exemptions=(Exemption("ngheo", "Hộ nghèo", 100, "Luật"),)),
        Tariff("ban-sao", "Phí bản sao", "fee", 2_000, "page", 200_000, ("counter",), "final", (), "TT", 3, 1_000),
    ),
    defects=(ListedDefect("thieu", "Chưa có Giấy chứng sinh", "khoản 1 Điều 16 Luật Hộ tịch", "chung-sinh"),),
    result_name="Giấy khai sinh",
    legal_basis="Minh họa",
    illustrative=True,
)

DECLARATION = Form(
    (
        Page(
            "tre-em",
            "Trẻ em",
            (
                Question("ten-con", "Họ và tên con"),
                Question("ngay-sinh", "Ngày sinh của con", Kind.DATE, when="past"),
                Question("co-anh-chi", "Con có anh, chị ruột", Kind.YES_NO),
                Group(
                    "anh-chi",
                    "Anh, chị ruột",
                    (Question("ten-anh-chi", "Họ và tên anh, chị"),),
                    repeated=True,
                    at_least=1,
                    at_most=3,
                    shown_if=Condition("co-anh-chi"),
                ),
            ),
        ),
        Page("nguoi-khai", "Người khai", (Question("ho-ten", "Họ và tên", from_known="applicant.name"),)),
    ),
    title="Tờ khai đăng ký khai sinh",
    illustrative=True,
)


def build(*, procedure: str, by: str, at: datetime) -> None:
    """Write the drafts."""
    procedures.write_asked(code=procedure, asked=BIRTHS, seen=0, by=by, at=at)
    procedures.write_form(code=procedure, case="", form=DECLARATION, seen=0, by=by, at=at)
    procedures.write_process(code=procedure, process=default_process(ON), seen=0, by=by, at=at)
