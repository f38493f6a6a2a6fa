"""The cast of the tests of results: an office with keys, a number book, and a dossier that a specialist has."""

from dataclasses import dataclass
from datetime import date

from casework.cast import Office, on, set_up_office
from motcua.foundation.signing import public as signing
from motcua.services.casework import public as casework
from motcua.services.numbering import public as numbering
from motcua.services.results import public as results
from motcua.services.results.public import Content, Medium

ADDRESS = "https://motcua.example"
TEXT = "Căn cứ Luật Hộ tịch;\nQUYẾT ĐỊNH:\nĐiều 1. Công nhận việc khai sinh.\nĐiều 2. Có hiệu lực từ ngày ký."


def content(text: str = TEXT, **given: object) -> Content:
    words = {"kind": "Quyết định", "sign": "QĐ-UBND", "about": "Về việc thử", "text": text, **given}
    return Content(**words)  # type: ignore[arg-type]  # words of a draft


@dataclass
class Desk:
    """The office, its book, and one dossier with its specialist."""

    office: Office
    book: int
    code: str

    def view(self) -> results.ResultView:
        found = results.result_of(self.office.id_of(self.code))
        assert found is not None
        return found

    def draft(self, text: str = TEXT, at: str = "03-01 14:00", **given: object) -> results.ResultState:
        return results.draft(
            code=self.code, content=content(text, **given), by=self.office.posts["specialist"], at=on(at)
        )

    def submit(self, at: str = "03-01 15:00") -> results.ResultState:
        return results.submit(
            code=self.code, version=self.view().state.version, by=self.office.posts["specialist"], at=on(at)
        )

    def sign(self, at: str = "03-02 08:00", version: int | None = None) -> results.ResultState:
        return results.sign(
            code=self.code, version=version or self.view().state.version, unit=self.office.district.key,
            address=ADDRESS, by=self.office.posts["leader"], at=on(at),
        )  # fmt: skip

    def issue(self, at: str = "03-02 09:00") -> results.ResultState:
        return results.issue(
            code=self.code, book=self.book, unit=self.office.district.key, by=self.office.posts["clerk"], at=on(at)
        )

    def whole_way(self) -> results.ResultState:
        self.draft()
        self.submit()
        self.sign()
        return self.issue()


def set_up_desk(medium: Medium = Medium.ELECTRONIC) -> Desk:
    """Set up the office with keys and a book; a dossier is with the specialist."""
    office = set_up_office()
    for holder, name in ((office.posts["leader"], "Chủ tịch"), (f"unit/{office.district.key}", "UBND huyện Mẫu")):
        signing.make_trial_key(holder, name=name, at=on("01-04 08:00"))
    book = numbering.open_book(
        unit=office.district.key, code="qd", name="Sổ quyết định", pattern="{n}/QĐ-UBND", year=2022,
        by=office.posts["clerk"], at=on("01-04 08:00"),
    )  # fmt: skip
    code = office.receive()
    casework.move(
        code=code, to="xu-ly", post=office.posts["specialist"], by=office.posts["counter"], at=on("03-01 10:00")
    )
    return Desk(office, book.id, code)


DAY = date(2022, 3, 2)
