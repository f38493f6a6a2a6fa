"""A self-report fills itself, is explained and corrected with reasons, sent, and changed by a new edition alone."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from inspections.conftest import PERIOD, Opened, at, open_one, opened_as
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import models
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    AlreadySent,
    Kind,
    NotAsked,
    NotSent,
    ReasonNeeded,
    ReportEntry,
    ReportLineView,
    ReportStage,
    ReportView,
    UnknownReportLine,
    WrittenMeanwhile,
)
from motcua.reform.registers import public as registers
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

BIRTH = "1.001193"
ON_TIME, RECEIVED, PLAN = "figure/dossiers.on_time", "figure/received.total", "register/reform_plan"
NOW = at(10, 10)


@pytest.fixture
def asked(told: Opened) -> Opened:
    """Give the first commune four dossiers, one of them late, and a plan on record; it was told of the inspection."""
    by, unit = "post/1", told.stage.one
    procedures.publish(
        code=BIRTH, name="Đăng ký khai sinh", field_code="HT", field_name="Hộ tịch", on=date(2020, 1, 1),
        term=Term(2, Measure.WORKING_DAYS), by=by, at=at(1, 4),
    )  # fmt: skip
    for day, closed in ((1, 2), (2, 5), (5, 6), (6, 21)):
        filing = dossiers.Filing(procedure=BIRTH, unit=unit.key, channel=dossiers.Channel.COUNTER)
        code = dossiers.receive(filing=filing, by=by, at=at(9, day)).state.code
        assert code is not None
        dossiers.finish(code=code, by=by, at=at(9, closed, 11))
    plan = {"first_on": "2022-01-01", "last_on": "2022-12-31", "number": "05/KH-UBND", "issued_on": "2022-01-10"}
    plan |= {"subject": "Kế hoạch cải cách hành chính", "tasks": "42"}
    registers.record(register="reform_plan", unit_id=unit.id, given=plan, by=by, at=at(9, 25))
    return told


def write(asked: Opened, entries: dict[str, ReportEntry], day: int = 10) -> inspections.ReportView:
    by = asked.stage.key("chu-tich-mot")
    inspections.write_report(place_id=asked.one, entries=entries, by=by, at=at(10, day))
    return read(asked)


def send(asked: Opened, day: int = 12) -> None:
    inspections.send_report(place_id=asked.one, by=asked.stage.key("chu-tich-mot"), at=at(10, day))


def amend(asked: Opened, reason: str = "ghi nhầm số", day: int = 13) -> None:
    inspections.amend_report(place_id=asked.one, reason=reason, by=asked.stage.key("chu-tich-mot"), at=at(10, day))


def read(asked: Opened, **also: Any) -> ReportView:
    return inspections.self_report(asked.one, **{"now": NOW} | also)


def line(view: ReportView, code: str) -> ReportLineView:
    found = view.line(code)
    assert found is not None
    return found


def count(found: ReportLineView) -> tuple[int, int | None]:
    assert found.figure is not None
    return found.figure.numerator, found.figure.denominator


def test_a_report_fills_itself_from_figures_and_registers(asked: Opened) -> None:
    view = read(asked)
    assert (view.asked, view.due_on, view.stage, view.edition) == (True, date(2022, 10, 17), ReportStage.DRAFT, None)
    assert count(line(view, RECEIVED)) == (4, None)
    assert count(line(view, ON_TIME)) == (3, 4)
    plan = line(view, PLAN).register
    assert plan is not None
    assert (plan.records, plan.present, plan.late, plan.missing, plan.without_evidence) == (1, 1, 0, 0, 1)
    missing = line(view, "register/communication_plan").register
    assert missing is not None
    assert (missing.records, missing.complete, missing.missing) == (None, False, 1)
    assert view.differing == ()
    assert not models.SelfReport.objects.exists()  # who looks writes nothing


def test_none_is_zero_only_where_the_register_is_declared_complete(asked: Opened) -> None:
    registers.declare_complete(
        register="initiatives", unit_id=asked.stage.one.id, period=PERIOD, by="post/1", at=at(10, 2)
    )
    state = line(read(asked), "register/initiatives").register
    assert state is not None
    assert (state.records, state.complete) == (0, True)


def test_what_is_stated_stands_beside_the_computed_figure_with_its_reason(asked: Opened) -> None:
    view = write(asked, {ON_TIME: ReportEntry(stated="4/4", reason="một hồ sơ trả trực tiếp, chưa ghi", note="đã rà")})
    found = line(view, ON_TIME)
    assert (found.said.stated, found.reason, found.note) == ("4/4", "một hồ sơ trả trực tiếp, chưa ghi", "đã rà")
    assert (count(found), found.differs) == ((3, 4), True)
    assert view.differing == (found,)
    agreed = line(write(asked, {ON_TIME: ReportEntry(stated="75,0 %")}), ON_TIME)
    assert (agreed.said.stated, agreed.differs, agreed.reason) == ("75.0", False, "")


@pytest.mark.parametrize(
    ("code", "stated"), [(ON_TIME, "4/4"), (ON_TIME, "80 %"), (RECEIVED, "5"), (PLAN, "2"), ("register/tasks", "0")]
)
def test_another_figure_needs_its_reason_and_leaves_nothing_without(asked: Opened, code: str, stated: str) -> None:
    with pytest.raises(ReasonNeeded, match="no reason says why"), transaction.atomic():
        write(asked, {code: ReportEntry(stated=stated, reason="  ")})
    assert ledger.read(f"self_report/{asked.one}") == []
    assert write(asked, {code: ReportEntry(stated=stated, reason="đếm trên sổ giấy")}).line(code) is not None


def test_a_report_that_is_sent_keeps_the_figures_as_they_were(asked: Opened) -> None:
    write(
        asked, {"text/overview": ReportEntry(note="Xã có 8 thôn."), RECEIVED: ReportEntry(note="không có liên thông")}
    )
    send(asked)
    filing = dossiers.Filing(procedure=BIRTH, unit=asked.stage.one.key, channel=dossiers.Channel.COUNTER)
    dossiers.receive(filing=filing, by="post/1", at=at(9, 29))
    view = read(asked, now=at(10, 14))
    found = line(view, RECEIVED)
    assert view.edition is not None
    assert (view.edition.number, view.edition.late, view.edition.by) == (1, False, asked.stage.key("chu-tich-mot"))
    assert count(found) == (4, None)
    assert found.now is not None
    assert found.now.numerator == 5  # beside it, never in its place
    assert line(view, ON_TIME).now is None
    assert line(view, "text/overview").note == "Xã có 8 thôn."


def test_a_report_sent_after_its_day_is_taken_and_stays_late(asked: Opened) -> None:
    send(asked, day=18)
    edition = read(asked, edition=1).edition
    assert edition is not None
    assert (edition.late, edition.due_on) == (True, date(2022, 10, 17))
    amend(asked, day=19)
    send(asked, day=19)
    assert [one.late for one in read(asked).editions] == [True, True]


def test_what_was_sent_is_changed_by_a_new_edition_alone(asked: Opened) -> None:
    write(asked, {RECEIVED: ReportEntry(note="lần một")})
    with pytest.raises(NotSent, match="can still be edited"):
        amend(asked)
    send(asked)
    for act in (lambda: write(asked, {RECEIVED: ReportEntry(note="lần hai")}), lambda: send(asked)):
        with pytest.raises(AlreadySent):
            act()
    with pytest.raises(ReasonNeeded, match="needs its reason"):
        amend(asked, reason=" ")
    amend(asked)
    write(asked, {RECEIVED: ReportEntry(note="lần hai")})
    send(asked, day=14)
    first, second = read(asked, edition=1), read(asked)
    assert (line(first, RECEIVED).note, line(second, RECEIVED).note) == ("lần một", "lần hai")
    assert [one.number for one in second.editions] == [1, 2]
    assert second.amended == {1: "ghi nhầm số"}
    with pytest.raises(NotSent, match="no such edition"):
        read(asked, edition=3)


def test_a_figure_that_moved_away_from_what_was_stated_is_asked_about_before_sending(asked: Opened) -> None:
    write(asked, {RECEIVED: ReportEntry(stated="4")})
    filing = dossiers.Filing(procedure=BIRTH, unit=asked.stage.one.key, channel=dossiers.Channel.COUNTER)
    dossiers.receive(filing=filing, by="post/1", at=at(9, 29))
    with pytest.raises(ReasonNeeded) as refused:
        send(asked)
    assert refused.value.field == RECEIVED
    write(asked, {RECEIVED: ReportEntry(stated="4", reason="hồ sơ ngày 29/9 nhập muộn")})
    send(asked)


def test_two_who_write_one_line_do_not_write_each_other_over(asked: Opened) -> None:
    write(asked, {RECEIVED: ReportEntry(note="của người thứ nhất", seen=0)})
    with pytest.raises(WrittenMeanwhile):
        write(asked, {RECEIVED: ReportEntry(note="của người thứ hai", seen=0)})
    view = write(asked, {ON_TIME: ReportEntry(note="dòng khác", seen=0)})
    assert line(view, RECEIVED).note == "của người thứ nhất"


def test_what_is_attached_is_a_file_that_the_unit_handed_in(asked: Opened) -> None:
    own, other = (
        files.keep(name=name, content=name.encode(), unit=unit, purpose="inspections", by="post/1", at=at(10, 5))
        for name, unit in (("so-theo-doi.txt", asked.stage.one), ("khac.txt", asked.stage.two))
    )
    view = write(asked, {PLAN: ReportEntry(files=(own.digest,))})
    assert [one.name for one in line(view, PLAN).files] == ["so-theo-doi.txt"]
    assert inspections.attached(asked.one) == {own.digest}
    for digest in (other.digest, "0" * 64):
        with pytest.raises(Refused, match="keeps no such file"):
            write(asked, {PLAN: ReportEntry(files=(digest,))})


def test_lines_that_the_outline_has_not_are_refused(asked: Opened) -> None:
    for code, entry in (
        ("figure/no.such", ReportEntry(note="x")),
        ("register/spending_rules", ReportEntry(note="x")),  # of a field that is not looked at
        ("text/overview", ReportEntry(stated="1")),
    ):
        with pytest.raises(UnknownReportLine):
            write(asked, {code: entry})
    with pytest.raises(Refused, match="at most 8000 are kept"):
        write(asked, {"text/overview": ReportEntry(note="x" * 8001)})
    with pytest.raises(Refused, match="no such place"):
        inspections.send_report(place_id=0, by="post/1", at=NOW)


def test_a_report_is_asked_from_the_notice_until_the_end(opened: Opened) -> None:
    assert not inspections.self_report(opened.one, now=NOW).asked
    with pytest.raises(NotAsked):
        write(opened, {"text/overview": ReportEntry(note="sớm")})
    by = opened.stage.key("giam-doc")
    inspections.decide(inspection_id=opened.id, number="88/QĐ-SNV", on=date(2022, 10, 3), by=by, at=at(10, 3))
    inspections.notify(inspection_id=opened.id, number="1702/SNV", on=date(2022, 10, 4), by=by, at=at(10, 4))
    write(opened, {"text/overview": ReportEntry(note="đúng lúc")})
    inspections.cancel(inspection_id=opened.id, reason="hoãn", by=by, at=at(10, 11))
    with pytest.raises(NotAsked):
        send(opened)


def test_an_unannounced_visit_asks_for_a_report_from_its_day_on_and_for_no_day(asked: Opened) -> None:
    stage = asked.stage
    from inspections.conftest import VISIT  # noqa: PLC0415  used here alone

    found = opened_as(
        stage,
        open_one(
            stage,
            kind=Kind.UNANNOUNCED,
            places=[
                inspections.NewPlace(unit.id, VISIT.replace(day=26)) for unit in (stage.district, stage.one, stage.two)
            ],
        ),
    )
    by = stage.key("giam-doc")
    inspections.decide(inspection_id=found.id, number="90/QĐ-SNV", on=date(2022, 10, 25), by=by, at=at(10, 25))
    with pytest.raises(NotAsked):
        send(found, day=25)
    send(found, day=26)
    edition = inspections.self_report(found.one, now=at(10, 26)).edition
    assert edition is not None
    assert (edition.due_on, edition.late) == (None, False)


def test_standings_say_who_owes_a_report(asked: Opened) -> None:
    send(asked)
    standings = inspections.report_standings(asked.view, now=at(10, 18))
    assert {one.place.unit.code: (one.sent is not None, one.overdue(date(2022, 10, 18))) for one in standings} == {
        "12472": (True, False),
        "12475": (False, True),
        "338": (False, True),
    }
    assert not any(one.overdue(date(2022, 10, 17)) for one in standings)


def test_events_hold_figures_and_commitments_and_no_words(asked: Opened) -> None:
    write(asked, {ON_TIME: ReportEntry(stated="4/4", reason="bà Nguyễn Thị Mẫu đã nhận", note="ghi chú kín")})
    send(asked)
    amend(asked, reason="ông Trần Văn Mẫu báo nhầm")
    events = ledger.read(f"self_report/{asked.one}")
    assert [event.kind for event in events] == ["self_report.written", "self_report.sent", "self_report.amended"]
    told = str([event.payload for event in events])
    assert not any(word in told for word in ("Mẫu", "kín", "nhầm"))
    assert events[0].payload["lines"][ON_TIME].keys() == {"stated", "files", "texts"}
    sent = events[1].payload["figures"][ON_TIME]
    assert (sent["numerator"], sent["denominator"], sent["value"]) == (3, 4, "75")
    assert {event.unit for event in events} == {asked.stage.one.key}
    text = models.SelfReportText.objects.get(name="note")
    held = ledger.commitment(f'["{asked.stage.key("chu-tich-mot")}", "{text.text}"]', bytes(text.salt))
    assert events[0].payload["lines"][ON_TIME]["texts"]["note"] == held


def test_a_replay_makes_the_same_rows_and_words_may_be_erased(asked: Opened) -> None:
    write(asked, {ON_TIME: ReportEntry(stated="4/4", reason="đếm tay", note="x")})
    send(asked)
    amend(asked)
    write(asked, {RECEIVED: ReportEntry(note="y")})
    assert inspections.replay_all() == []
    models.SelfReportText.objects.all().delete()
    assert inspections.replay_all() == []
    assert line(read(asked), ON_TIME).said.texts == ("note", "reason")
    models.SelfReport.objects.update(stage="sent")
    (difference,) = inspections.replay_all()
    assert (difference.stream, difference.field) == (f"self_report/{asked.one}", "stage")
