"""What the tests of feedback say again and again."""

from datetime import datetime

from dossiers.cast import CLERK, Office
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, Channel, Classification, Sender

LAN = Sender(name="Nguyễn Thị Lành", phone="0912 345 678", identity_number="034190001234", caller="02273.456.789")
TEXT = "Hồ sơ của tôi quá hạn ba ngày mà không ai báo lý do."


def on(text: str) -> datetime:
    """Read a local time of 2022: ``03-01 09:00``."""
    return datetime.fromisoformat(f"2022-{text}+07:00")


def call(office: Office, at: str = "03-01 09:00", **also: object) -> int:
    """Take in a call of the hotline; give the case's number."""
    said = {"channel": Channel.HOTLINE, "about": About.ACT, "text": TEXT, "sender": LAN} | also
    return feedback.receive(unit=office.shop.key, by=CLERK, at=on(at), **said).case_id  # type: ignore[arg-type]  # told by name


def taken(office: Office, at: str = "03-01 09:00", **also: object) -> int:
    """Take in a call, classify it as feedback, and name the land office; give the case's number."""
    case = call(office, at, **also)
    feedback.classify(case=case, classification=Classification.FEEDBACK, by=CLERK, at=on(at))
    feedback.forward(case=case, to=office.land_office.key, by=CLERK, at=on(at))
    return case


def answered(office: Office, at: str = "03-10 09:00") -> int:
    """Take in a call of 1 March and have it answered; give the case's number."""
    case = taken(office)
    feedback.answer(case=case, answer="Đã xin lỗi và trả kết quả.", by="post/land", at=on(at))
    return case
