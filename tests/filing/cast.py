"""What the tests of filing online fill in: a birth with two papers, by a mother with a telephone."""

from dataclasses import replace
from datetime import date, datetime

from casework.cast import BIRTH, Office, on
from files import samples
from motcua.services.dossiers import public as dossiers
from motcua.services.filing import public as filing
from motcua.services.filing.public import StepKind
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Mark, ReturnBy, Someone
from motcua.services.procedures.public import Asked, AskedPaper, Case, Exemption, Tariff

FROM = date(2022, 2, 1)
PHOTOGRAPH = samples.jpeg()
ASKED = Asked(
    FROM,
    papers=(
        AskedPaper("to-khai", "Tờ khai"),
        AskedPaper("chung-sinh", "Giấy chứng sinh"),
        AskedPaper("uy-quyen", "Giấy ủy quyền", required=False),
    ),
    cases=(Case("thuong", "Thông thường", ("to-khai", "chung-sinh", "uy-quyen")), Case("lai", "Làm lại", ("to-khai",))),
    tariffs=(Tariff("le-phi", "Lệ phí", "charge", 8_000, exemptions=(Exemption("ngheo", "Hộ nghèo", 100, "Luật"),)),),
)
MOTHER = Someone("Người mẹ", "034188000417", "0900 000 000", "Xã Mẫu")


def begin(office: Office, at: str = "03-01 20:00") -> int:
    """Begin to fill in a birth, without an account."""
    return filing.open_application(procedure=BIRTH, unit=office.district.key, account=None, at=on(at)).id


def answer(number: int, step: StepKind, at: str = "03-01 20:01", **said: object) -> None:
    """Answer a page of the content's fields."""

    def change(content: Content) -> Content:
        return replace(content, **said)  # type: ignore[arg-type]  # the fields of the content

    filing.answer(application=number, step=step, change=change, at=on(at))


def skip(number: int, paper: str) -> None:
    """Say that a paper is not needed."""

    def change(content: Content) -> Content:
        lines = (replace(one, mark=Mark.NOT_NEEDED) if one.code == paper else one for one in content.papers)
        return replace(content, papers=tuple(lines))

    filing.answer(application=number, step=StepKind.PAPER, of=paper, change=change, at=on("03-01 20:02"))


def photograph(number: int, paper: str, content: bytes = PHOTOGRAPH) -> str:
    """Give a photograph of a paper."""
    return filing.bring(application=number, paper=paper, name="anh.jpg", content=content, at=on("03-01 20:03")).digest


def fill(office: Office, at: str = "03-01 20:00") -> int:
    """Fill all of it in."""
    number = begin(office, at)
    answer(number, StepKind.CASE, case="thuong")
    answer(number, StepKind.APPLICANT, person=replace(MOTHER, phone=""))
    answer(number, StepKind.CONTACT, person=MOTHER, email="me@mau.example")
    answer(number, StepKind.BEHALF)
    photograph(number, "to-khai")
    photograph(number, "chung-sinh")
    skip(number, "uy-quyen")
    answer(number, StepKind.EXEMPTION, exemption="")
    answer(number, StepKind.RETURN, return_by=ReturnBy.COUNTER)
    return number


def send(number: int, at: str = "03-01 20:10", *, identified: bool = False) -> dossiers.Brief:
    """Send what was filled in."""
    sent = dossiers.brief_of(filing.send(application=number, identified=identified, at=on(at)))
    assert sent
    return sent


def accept(office: Office, number: int, at: str = "03-02 08:00") -> str:
    """Take it up at the counter and accept it; give the code."""
    draft = filing.take_up(application=number, post_id=post_id(office), at=on(at))
    return intake.accept(draft=draft, post_id=post_id(office), by=office.posts["counter"], at=on(at)).code


def post_id(office: Office, name: str = "counter") -> int:
    """Give the id of a post."""
    return int(office.posts[name].removeprefix("post/"))


def at(text: str) -> datetime:
    """Read a local time of 2022."""
    return on(text)
