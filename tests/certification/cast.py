"""The cast of the tests of the same-day lane."""

from dataclasses import dataclass
from datetime import date

from casework.cast import BIRTH, Office, on, set_up_office
from motcua.foundation.worktime.public import Measure, Term
from motcua.services.certification import public as certification
from motcua.services.certification.public import Certified, Line
from motcua.services.dossiers.public import Person
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, Tariff

COPY = "2.000815"
PAGE = Tariff(
    "le-phi", "Lệ phí chứng thực", "charge", 2_000, per="page", at_most=200_000, reduced_from=3, reduced=1_000
)
"""2,000 đồng a page, 1,000 from the third on, at most 200,000 a copy (TT 226/2016/TT-BTC)."""


@dataclass
class Lane:
    """The lane of an office: its register and its receipts."""

    office: Office
    book: int
    receipts: int

    def certify(self, *lines: Line, at: str = "03-01 09:00", paid: bool = True, book: int = 0) -> list[Certified]:
        return certification.certify(
            unit=self.office.district.key,
            lines=lines,
            person=Person("NGUYỄN THỊ MẪU", "034188000417"),
            book=book or self.book,
            signer=self.office.posts["leader"],
            receipts=self.receipts if paid else None,
            by=self.office.posts["counter"],
            at=on(at),
        )


def line(what: str = "Bằng tốt nghiệp", copies: int = 1, pages: int = 1, procedure: str = COPY) -> Line:
    return Line(procedure, what, copies, pages)


def set_up_lane() -> Lane:
    """Publish the procedure, open the register, enter receipts."""
    office, at = set_up_office(), on("01-04 08:00")
    procedures.publish(
        code=COPY, name="Chứng thực bản sao từ bản chính", field_code="ct", field_name="Chứng thực",
        on=date(2020, 1, 1), term=Term(1, Measure.SAME_DAY), by="test", at=at,
    )  # fmt: skip
    asked = Asked(date(2022, 1, 1), tariffs=(PAGE,), same_day=True)
    procedures.ask(code=COPY, asked=asked, on=date(2022, 1, 1), by="test", at=at)
    book = numbering.open_book(
        unit=office.district.key, code="ct", name="Sổ chứng thực", pattern="{n}/BS", year=2022, by="test", at=at
    )
    receipts = fees.enter_book(unit=office.district.key, series="AA/22P", first=1, last=9, by="test", at=at)
    return Lane(office, book.id, receipts)


__all__ = ["BIRTH", "COPY", "Lane", "line", "set_up_lane"]
