"""Feedback and slips of the town: a case in each state, and enough answered slips for a figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.units import public as units
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import About, Channel, Classification, Sender, Verdict
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AsksCode, Element, Method, Question, Slip, Stage

At = Callable[[str], datetime]
BY = "post/1"
SENDER = Sender(name="Người Gửi Mẫu", phone="0900 000 123", caller="02273 000 456", address="Thôn Mẫu")


@dataclass(frozen=True)
class Cases:
    """The cases by what may be done next; all are the district's but ``in_commune``."""

    fresh: int
    taken: int
    answering: int
    waiting: int
    answered: int
    unhappy: int
    settled: int
    apart: int
    in_commune: int


def build(at: At, *, district: units.Unit, land: units.Unit, commune: units.Unit, dossier: str) -> Cases:
    """Let nine cases come in and go as far as their names say."""

    def call(when: str, text: str, unit: units.Unit = district, **also: object) -> int:
        said = {"channel": Channel.HOTLINE, "about": About.ACT, "sender": SENDER} | also
        return feedback.receive(unit=unit.key, text=text, by=BY, at=at(when), **said).case_id  # type: ignore[arg-type]  # told by name

    def take(case: int, when: str) -> int:
        feedback.classify(case=case, classification=Classification.FEEDBACK, by=BY, at=at(when))
        return case

    def handed(to: units.Unit, when: str, text: str) -> int:
        """Take in a call, and name who must answer, on the same morning."""
        case = take(call(when, text), when)
        feedback.forward(case=case, to=to.key, by=BY, at=at(when))
        return case

    def answer(case: int, when: str, verdict: Verdict | None = None) -> int:
        feedback.answer(case=case, answer="Đã xin lỗi và trả kết quả ngày hôm nay.", by=BY, at=at(when))
        if verdict:
            feedback.judge(case=case, verdict=verdict, by=BY, at=at(when))
        return case

    fresh = call("09-28 09:10", "Hồ sơ đất của tôi quá hạn mà không ai báo lý do.", dossier=dossier)
    taken = take(call("10-06 14:00", "Đề nghị nhận hồ sơ cả ngày thứ Bảy.", about=About.PROPOSAL), "10-07 08:00")
    answering = handed(district, "10-03 10:00", "Phải đi lại ba lần vì thiếu giấy tờ.")
    waiting = handed(land, "09-26 15:00", "Trang dịch vụ công không nộp được.")
    feedback.ask_sender(case=waiting, question="Ông/bà nộp thủ tục nào?", by=BY, at=at("09-29 09:00"))
    answered = handed(district, "09-12 08:00", "Quầy tiếp nhận đóng cửa lúc 10 giờ.")
    answer(answered, "09-20 16:00")
    unhappy = handed(district, "09-13 08:00", "Chưa được trả lời vì sao hồ sơ bị trả lại.")
    answer(unhappy, "09-30 16:00", Verdict.UNSATISFIED)
    settled = handed(district, "08-15 08:00", "Bảng niêm yết cũ.")
    answer(settled, "08-22 16:00", Verdict.SATISFIED)
    feedback.publish(case=settled, question="Bảng niêm yết cũ.", answer="Đã thay bảng.", by=BY, at=at("08-23 09:00"))
    apart = call("09-05 08:00", "Tố cáo một cán bộ.", channel=Channel.PAPER)
    feedback.classify(
        case=apart, classification=Classification.DENUNCIATION, note="Thanh tra huyện", by=BY, at=at("09-05 09:00")
    )
    in_commune = call("10-07 08:00", "Nhà văn hóa khóa cửa.", commune)
    return Cases(fresh, taken, answering, waiting, answered, unhappy, settled, apart, in_commune)


def answer_slips(at: At, *, district: units.Unit, commune: units.Unit) -> None:
    """Issue a good slip for the district and a poor one for a commune, and let twelve people answer the first."""
    good = surveys.one_stop_slip(valid_from=date(2022, 1, 1))
    slip = surveys.issue_slip(slip=good, unit=district.key, by=BY, at=at("01-03 08:00"))
    poor = Slip(
        code="xa",
        campaign=surveys.ONE_STOP,
        title="Phiếu góp ý của xã",
        questions=(Question("1", Element.OFFICIALS, "Thái độ của công chức", "manner"),),
        valid_from=date(2022, 1, 1),
        free_text=False,
        asks_code=AsksCode.REQUIRED,
        document_number="01/TB-UBND",
    )
    surveys.issue_slip(slip=poor, unit=commune.key, by=BY, at=at("01-03 08:00"))
    for place in range(12):
        answers = {question.code: 3 + (place + n) % 3 for n, question in enumerate(good.questions)}
        surveys.enter_slip(
            slip=slip,
            unit=district.key,
            answers=dict(list(answers.items())[: 12 if place else 6]),
            stage=Stage.VISIT,
            method=Method.PAPER,
            by=BY,
            at=at(f"09-{place + 5:02} 16:00"),
        )
