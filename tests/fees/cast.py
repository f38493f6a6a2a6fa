"""The cast of the tests of fees: an office with a till, and a dossier for which 120,000 đồng are owed."""

from dataclasses import dataclass
from datetime import date

from casework.cast import BIRTH, Office, on, set_up_office
from motcua.foundation.files import public as files
from motcua.foundation.units import public as units
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.fees.public import Line

OWED = 120_000
DAY = date(2022, 3, 1)


@dataclass
class Till:
    """An office's till, its receipt book, and one dossier."""

    office: Office
    book: int
    code: str

    @property
    def unit(self) -> units.Unit:
        return self.office.district

    def cash(self, amount: int = OWED, at: str = "03-01 10:00", code: str = "", part: fees.Part | None = None) -> None:
        fees.take_cash(
            code=code or self.code, amount=amount, book=self.book, part=part, by=self.office.posts["counter"], at=on(at)
        )

    def proof(self, amount: int = OWED, at: str = "03-01 11:00", code: str = "") -> int:
        kept = files.keep(
            name="bien-lai.txt", content=b"da chuyen khoan", unit=self.unit, purpose="fees", by="citizen", at=on(at)
        )
        purse = fees.hand_proof(code=code or self.code, amount=amount, file=kept.digest, by="citizen", at=on(at))
        return purse.number

    def lines(self) -> list[Line]:
        return fees.lines_of_dossier(self.office.id_of(self.code))

    def paid(self, code: str = "") -> int:
        dossier = dossiers.brief(code or self.code)
        assert dossier
        return fees.bill_of(dossier, on=DAY).paid

    def close(self, counted: int, day: date = DAY, at: str = "03-01 17:00", reason: str = "") -> fees.Day:
        return fees.close_day(
            unit=self.unit.key, day=day, counted=counted, reason=reason, by=self.office.posts["counter"], at=on(at)
        )

    def another(self, at: str = "03-01 09:30") -> str:
        return received(self.office, at)


def received(office: Office, at: str = "03-01 09:00") -> str:
    filing = dossiers.Filing(procedure=BIRTH, unit=office.district.key, channel=dossiers.Channel.COUNTER, fee_owed=OWED)
    code = dossiers.receive(filing=filing, by=office.posts["counter"], at=on(at)).state.code
    assert code is not None
    return code


def set_up_till() -> Till:
    """Set up the office, its receipts and its account."""
    office = set_up_office()
    unit, at = office.district.key, on("01-04 08:00")
    book = fees.enter_book(unit=unit, series="AA/22P", first=101, last=110, by=office.posts["counter"], at=at)
    fees.set_account(
        unit=unit, bank="970415", bank_name="Ngân hàng mẫu", account="0011001932418", holder="UBND huyện Mẫu",
        on=date(2022, 1, 1), by="test", at=at,
    )  # fmt: skip
    return Till(office, book, received(office))
