"""
A person asks about their data: it is answered by its term, an erasure takes two, and then nothing of them is left.

The control plants one word wherever somebody may write, and looks for it in every table and file of the installation.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings as configured
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.cast import BIRTH, Office, on, set_up_office
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.fees import public as fees
from motcua.services.intake import public as intake
from motcua.services.intake.public import Content, Someone
from motcua.services.paperwork import public as paperwork
from motcua.services.paperwork.public import Form
from motcua.services.privacy import actions
from motcua.services.privacy import public as privacy
from motcua.services.privacy.public import NotDone, Standing, What, term_on
from motcua.services.privacy.rules import Kind, Requests, apply, kept_until
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, AskedPaper
from motcua.services.requests import public as requests
from motcua.services.requests.public import What as Wish
from motcua.services.results import public as results
from results.cast import content

SIGN = "DAUVETRIENG"
"""The word that stands wherever a person may be named."""

ORDER = "12/QĐ-TA ngày 01/3/2022"
LATER = timedelta(days=6 * 366)


def counter(office: Office) -> int:
    return int(office.posts["counter"].removeprefix("post/"))


def scan(office: Office, text: str = SIGN) -> str:
    kept = files.keep(
        name=f"{SIGN}.txt",
        content=text.encode(),
        unit=office.district,
        purpose="intake",
        by="test",
        at=on("03-01 08:00"),
    )
    return kept.digest


def filed(office: Office, digest: str, number: str = "034188000417") -> str:
    """Take in a dossier in which the word stands in every field of the counter."""
    asked = Asked(date(2022, 2, 1), papers=(AskedPaper("to-khai", "Tờ khai"),))
    procedures.ask(code=BIRTH, asked=asked, on=asked.valid_from, by="test", at=on("02-01 08:00"))
    person = Someone(f"{SIGN} Mẫu", number, "0900000000", f"Thôn {SIGN}")
    line = replace(intake.lines_for(asked, "")[0], name=f"Giấy của {SIGN}", remark=SIGN, files=(digest,))
    filled = Content(
        procedure=BIRTH, person=person, representative=replace(person, name=f"Con {SIGN}"), email=f"{SIGN}@example.vn",
        return_address=SIGN, papers=(line,),
    )  # fmt: skip
    draft = intake.open_draft(post_id=counter(office), unit_id=office.district.id, at=on("03-01 09:00"))
    intake.save_draft(draft=draft, post_id=counter(office), content=filled, at=on("03-01 09:01"))
    return intake.accept(draft=draft, post_id=counter(office), by=office.posts["counter"], at=on("03-01 09:02")).code


@pytest.fixture
def planted(office: Office) -> str:
    """A dossier about whose person something was written in every module, withdrawn in the end."""
    by = office.posts["counter"]
    code = filed(office, scan(office))
    paperwork.issue(code=code, form=Form.RECEIPT, by=by, at=on("03-01 09:03"), address="https://motcua.example")
    fees.assess(code=code, amount=10_000, reason=f"Giảm cho {SIGN}", by=by, at=on("03-01 09:10"))
    casework.opine(code=code, text=f"Gọi cho {SIGN}", by=by, at=on("03-01 09:20"))
    number = requests.ask(code=code, what=Wish.CORRECT, text=f"Tên {SIGN} sai", at=on("03-01 09:30"))
    requests.decline(code=code, request=number, answer=f"{SIGN} đúng", by=by, at=on("03-01 09:40"))
    casework.move(code=code, to="xu-ly", post=office.posts["specialist"], by=by, at=on("03-01 10:00"), note=SIGN)
    results.draft(code=code, content=content(f"Công nhận {SIGN}"), by=office.posts["specialist"], at=on("03-01 11:00"))
    dossiers.withdraw(code=code, reason=f"{SIGN} xin rút", by=by, at=on("03-01 14:00"))
    return code


def asked(office: Office, code: str, what: What = What.ERASE) -> int:
    return privacy.ask(
        code=code, what=what, text=f"{SIGN} mang thẻ đến", by=office.posts["counter"], at=on("03-02 09:00")
    )


def erase(office: Office, code: str, number: int, order: str = ORDER) -> None:
    privacy.erase(
        code=code,
        request=number,
        answer=f"Đã xóa của {SIGN}",
        order=order,
        by=office.posts["leader"],
        at=on("03-03 09:00"),
    )


def places(word: str) -> Iterator[str]:
    """Name every column of every table, and every kept file, in which a word stands."""
    tables = [one for one in connection.introspection.table_names() if not one.startswith(("django_", "auth_"))]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [one[0] for one in cursor.description or ()]
            for row in cursor.fetchall():
                yield from (f"{table}.{name}" for name, value in zip(names, row, strict=True) if word in said(value))
    for file in (configured.MOTCUA_HOME / "files").rglob("*"):
        if file.is_file() and word.encode() in file.read_bytes():
            yield "files"


def said(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


@pytest.mark.usefixtures("home")
def test_after_an_erasure_nothing_of_the_person_is_left_and_every_proof_stands(
    office: Office, planted: str, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    before = set(places(SIGN))
    assert {one.split("_")[0] for one in before} >= {
        "dossiers", "intake", "paperwork", "casework", "requests", "results", "fees", "files",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        erase(office, planted, asked(office, planted))
    assert set(places(SIGN)) == set()
    assert privacy.replay_all() == casework.replay_all() == requests.replay_all() == fees.replay_all() == []
    assert intake.replay_all() == results.replay_all() == []
    assert dossiers.replay_all().differences == ()
    ledger.seal(at=on("03-03 10:00"))
    assert ledger.verify().good
    with pytest.raises(paperwork.UnknownPaper):
        paperwork.as_pdf(paperwork.papers_of(office.id_of(planted))[0].id)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("module", ["intake", "paperwork", "results", "requests", "casework", "fees"])
def test_control_a_module_that_does_not_forget_is_found(
    office: Office, planted: str, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setattr(getattr(actions, module), "forget", lambda *_, **__: 0)
    erase(office, planted, asked(office, planted))
    assert any(one.startswith(module) for one in places(SIGN))


@pytest.mark.usefixtures("home")
def test_a_scan_that_another_dossier_of_the_person_needs_stays(
    office: Office, planted: str, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    shared = scan(office)
    filed(office, shared)
    with django_capture_on_commit_callbacks(execute=True):
        erase(office, planted, asked(office, planted))
    assert files.read(shared) == SIGN.encode()


@pytest.mark.usefixtures("home")
def test_an_erasure_takes_two_and_waits_for_the_end(office: Office, planted: str) -> None:
    number = asked(office, planted)
    with pytest.raises(NotDone, match="takes two"):
        privacy.erase(
            code=planted, request=number, answer="Đã xóa", order=ORDER, by=office.posts["counter"], at=on("03-03 09:00")
        )
    with pytest.raises(NotDone, match="stays whole until"):
        erase(office, planted, number, order="")
    is_open = office.receive()
    with pytest.raises(NotDone, match="being dealt with"):
        erase(office, is_open, asked(office, is_open))
    privacy.erase(
        code=planted, request=number, answer="Đã xóa", order="", by=office.posts["leader"], at=on("03-03 09:00") + LATER
    )
    with pytest.raises(NotDone, match="answered already"):
        erase(office, planted, number)


@pytest.mark.usefixtures("home")
def test_a_copy_tells_what_every_module_keeps(office: Office, planted: str) -> None:
    sections = privacy.kept_about(planted, at=on("03-02 10:00"))
    told = {one.name: dict(one.rows) for one in sections}
    assert told["The applicant"]["Name of the applicant"] == f"{SIGN} Mẫu"
    assert told["The applicant"]["E-mail"] == f"{SIGN}@example.vn"
    assert list(told["Papers that were handed in"]) == [f"Giấy của {SIGN}"]
    written = str(next(one.rows for one in sections if one.name == "What was written about it"))
    assert all(word in written for word in (f"Gọi cho {SIGN}", f"Tên {SIGN} sai", f"{SIGN} xin rút"))
    number = asked(office, planted, What.COPY)
    privacy.hand_over(
        code=planted, request=number, answer="Đã giao bản in", by=office.posts["counter"], at=on("03-02 11:00")
    )
    (line,) = privacy.requests_about(office.id_of(planted))
    assert (line.standing, line.what) == (Standing.DONE, What.COPY)


def test_no_person_stands_in_the_ledger(office: Office) -> None:
    code = office.receive()
    asked(office, code)
    assert SIGN not in str([one.payload for one in ledger.read(f"privacy/{office.id_of(code)}")])


def test_what_is_due_first_stands_first_and_only_of_the_office(office: Office) -> None:
    later, first = office.receive(), office.receive()
    privacy.ask(code=later, what=What.COPY, text="x", by="test", at=on("03-02 11:00"))
    privacy.ask(code=first, what=What.COPY, text="x", by="test", at=on("03-02 09:00"))
    assert [one.code for one in privacy.waiting_in([office.district.id])] == [first, later]
    assert privacy.waiting_in([office.land.id]) == []


@pytest.mark.parametrize(
    ("day", "amount", "measure"),
    [(date(2022, 3, 1), 72, "hours"), (date(2025, 12, 31), 72, "hours"), (date(2026, 1, 1), 2, "working_days")],
)
def test_terms_are_those_of_their_day(day: date, amount: int, measure: str) -> None:
    assert (term_on(day).amount, term_on(day).measure) == (amount, measure)


def test_a_leap_day_ends_with_february() -> None:
    assert kept_until(date(2020, 2, 29), 5) == date(2025, 2, 28)


DUE = "2022-03-04T09:00:00+07:00"
KINDS = st.lists(
    st.one_of(
        st.tuples(st.just(Kind.ASKED), st.sampled_from(["clerk", "leader"]), st.sampled_from(What)),
        st.tuples(st.sampled_from([Kind.DONE, Kind.DECLINED]), st.sampled_from(["clerk", "leader"]), st.integers(1, 5)),
    ),
    max_size=20,
)


@given(KINDS)
@settings(max_examples=200)
def test_nothing_is_answered_or_asked_twice_or_erased_by_one_alone(steps: list[tuple[Kind, str, What | int]]) -> None:
    now: Requests = ()
    for kind, by, about in steps:
        given_of = {"what": about.value, "due": DUE} if isinstance(about, What) else {"request": about}
        try:
            after = apply(now, kind, by, given_of)
        except NotDone:
            continue
        changed = set(after) ^ set(now)
        assert len({one.number for one in changed}) == 1
        kinds = [one.what for one in after if one.standing is Standing.OPEN]
        assert len(kinds) == len(set(kinds))
        for one in set(after) - set(now):
            assert one.standing is not Standing.DONE or one.what is What.COPY or one.by != by
        now = after


@pytest.mark.usefixtures("committing_db")
def test_two_who_decide_at_once_decide_once(together: Callable[..., list[object]]) -> None:
    office = set_up_office()
    code = office.receive()
    number = asked(office, code, What.COPY)
    answers = together(
        *[
            lambda by=by: privacy.decline(code=code, request=number, answer="Không", by=by, at=on("03-03 09:00"))
            for by in ("a", "b")
        ]
    )
    assert sum(isinstance(one, NotDone) for one in answers) == 1
    assert privacy.replay_all() == []
