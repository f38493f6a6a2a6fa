"""Documents are drafted, told, corrected with a reason and withdrawn by two; a replay gives what is stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import models
from motcua.services.news import public as news
from motcua.services.news.public import Bond, DocumentAct, DocumentKind, Effect, Relation, State, Subject
from motcua.services.news.rules.document import MOST_FILES
from news.cast import AT, BY, OTHER, PLAN, drafted, on, told, withdrawn


def kinds(document: int) -> list[str]:
    return [event.kind.removeprefix("news.document_") for event in ledger.read(f"news_document/{document}")]


def test_a_draft_is_read_by_nobody_until_it_is_told(office: units.Unit) -> None:
    document = drafted(office)
    assert (news.documents(), news.document_count()) == ([], 0)
    news.revise_document(document=document, said=replace(PLAN, number="13/KH-UBND"), by=BY, at=AT)
    news.tell_document(document=document, by=BY, at=on("03-02 09:00"))
    [shown] = news.documents()
    assert (shown.document.number, shown.state, shown.told_at) == ("13/KH-UBND", State.PUBLISHED, on("03-02 09:00"))
    assert kinds(document) == ["drafted", "revised", "told"]
    assert news.replay_all() == []


def test_the_ledger_holds_no_abstract_and_no_title_of_a_file(office: units.Unit, picture: str) -> None:
    document = drafted(office, replace(PLAN, abstract="Cấp phép cho bà Lành"))
    news.attach_file(document=document, digest=picture, title="Giấy của bà Lành", by=BY, at=AT)
    events = ledger.read(f"news_document/{document}")
    assert [event for event in events if "Lành" in str(event.payload)] == []
    assert events[0].payload["number"] == "12/KH-UBND"


def test_a_correction_says_why_and_which_parts(office: units.Unit) -> None:
    document = told(office)
    better = replace(PLAN, signer_post="Chủ tịch", subject=Subject.REFORM)
    with pytest.raises(news.NotStated):
        news.correct_document(document=document, said=better, reason=" ", by=BY, at=AT)
    with pytest.raises(news.NotStated):
        news.correct_document(document=document, said=PLAN, reason="không đổi gì", by=BY, at=AT)
    news.correct_document(document=document, said=better, reason="ghi sai người ký", by=BY, at=AT)
    last = news.history(document)[-1]
    assert (last.act, last.reason, last.parts) == (
        DocumentAct.CORRECTED, "ghi sai người ký", ("signer_post", "subject"),
    )  # fmt: skip
    shown = news.document(document)
    assert shown
    assert shown.document == better
    assert news.replay_all() == []


def test_files_are_several_and_change_with_a_reason_once_told(office: units.Unit, picture: str) -> None:
    document = drafted(office)
    first = news.attach_file(document=document, digest=picture, title="Toàn văn", by=BY, at=AT)
    news.tell_document(document=document, by=BY, at=AT)
    with pytest.raises(news.NotStated):
        news.attach_file(document=document, digest=picture, title="Phụ lục", by=BY, at=AT)
    news.attach_file(document=document, digest=picture, title="Phụ lục", reason="bổ sung", by=BY, at=AT)
    shown = news.document(document)
    assert shown
    assert [one.title for one in shown.files] == ["Toàn văn", "Phụ lục"]
    with pytest.raises(news.UnknownFileOfDocument):
        news.detach_file(document=document, place=99, reason="nhầm", by=BY, at=AT)
    news.detach_file(document=document, place=first, reason="bản quét hỏng", by=BY, at=AT)
    shown = news.document(document)
    assert shown
    assert [one.title for one in shown.files] == ["Phụ lục"]
    assert kinds(document) == ["drafted", "attached", "told", "attached", "detached"]
    assert news.replay_all() == []


def test_a_file_that_is_not_kept_and_one_too_many_are_refused(office: units.Unit, picture: str) -> None:
    document = drafted(office)
    with pytest.raises(files.NotYetKept):
        news.attach_file(document=document, digest="0" * 64, title="Toàn văn", by=BY, at=AT)
    for number in range(MOST_FILES):
        news.attach_file(document=document, digest=picture, title=f"Phụ lục {number}", by=BY, at=AT)
    with pytest.raises(news.TooManyFilesOfDocument):
        news.attach_file(document=document, digest=picture, title="Thừa", by=BY, at=AT)


def test_what_was_told_goes_only_by_two_and_says_why(office: units.Unit) -> None:
    document = told(office)
    with pytest.raises(news.OutOfOrder):
        news.withdraw_document(document=document, by=OTHER, at=AT)
    with pytest.raises(news.NotStated):
        news.propose_withdrawal(document=document, reason="", by=BY, at=AT)
    news.propose_withdrawal(document=document, reason="đăng nhầm bản dự thảo", by=BY, at=AT)
    assert news.document_count() == 1
    with pytest.raises(news.OutOfOrder):
        news.withdraw_document(document=document, by=BY, at=AT)
    with pytest.raises(news.OutOfOrder):
        news.propose_withdrawal(document=document, reason="lần nữa", by=OTHER, at=AT)
    news.withdraw_document(document=document, by=OTHER, at=AT)
    shown = news.document(document)
    assert shown
    assert (shown.state, shown.reason, news.document_count()) == (State.WITHDRAWN, "đăng nhầm bản dự thảo", 0)
    assert kinds(document)[-2:] == ["withdrawal_proposed", "withdrawn"]
    assert news.replay_all() == []


def test_a_withdrawal_may_be_declined(office: units.Unit) -> None:
    document = told(office)
    with pytest.raises(news.OutOfOrder):
        news.decline_withdrawal(document=document, by=OTHER, at=AT)
    news.propose_withdrawal(document=document, reason="nhầm", by=BY, at=AT)
    news.decline_withdrawal(document=document, by=OTHER, at=AT)
    with pytest.raises(news.OutOfOrder):
        news.withdraw_document(document=document, by=OTHER, at=AT)
    shown = news.document(document)
    assert shown
    assert (shown.state, shown.proposed, shown.proposed_by) == (State.PUBLISHED, "", "")
    assert news.replay_all() == []


def test_a_draft_is_withdrawn_by_one_with_a_reason(office: units.Unit) -> None:
    document = drafted(office)
    with pytest.raises(news.NotStated):
        news.withdraw_document(document=document, by=BY, at=AT)
    news.withdraw_document(document=document, reason="nhập hai lần", by=BY, at=AT)
    assert kinds(document) == ["drafted", "withdrawn"]


def test_nothing_is_done_out_of_its_order(office: units.Unit) -> None:
    draft, gone = drafted(office), told(office, replace(PLAN, number="14/KH-UBND"))
    withdrawn(gone)
    acts: tuple[Callable[[], object], ...] = (
        lambda: news.correct_document(document=draft, said=PLAN, reason="sai", by=BY, at=AT),
        lambda: news.propose_withdrawal(document=draft, reason="sai", by=BY, at=AT),
        lambda: news.revise_document(document=gone, said=PLAN, by=BY, at=AT),
        lambda: news.tell_document(document=gone, by=BY, at=AT),
        lambda: news.withdraw_document(document=gone, reason="sai", by=OTHER, at=AT),
    )
    for act in acts:
        with pytest.raises(news.OutOfOrder):
            act()
    with pytest.raises(news.UnknownNewsDocument):
        news.tell_document(document=999, by=BY, at=AT)
    assert news.document(999) is None


def test_a_replay_finds_what_was_altered(office: units.Unit, picture: str) -> None:
    document = told(office)
    news.attach_file(document=document, digest=picture, title="Toàn văn", reason="thêm", by=BY, at=AT)
    models.Document.objects.filter(pk=document).update(abstract="Khác")
    models.DocumentFile.objects.update(title="Khác")
    assert news.replay_all() == [f"news_document/{document}: said", f"news_document/{document}: files"]


def test_documents_of_the_first_version_are_read(office: units.Unit, picture: str) -> None:
    """As they were written before drafts, files with titles, and relations."""
    salt = b"0123456789abcdef"
    row = models.Document.objects.create(
        unit_id=office.id, state="published", number="1/QĐ", number_key="1/qd", issued_on=date(2022, 1, 1), issuer="A",
        signer_post="B", abstract="C", kind="other", subject="other", salt=salt, last_at=AT, told_at=AT,
    )  # fmt: skip
    models.DocumentFile.objects.create(document=row, place=1, digest=picture)
    said = {
        "number": "1/QĐ", "issued_on": "2022-01-01", "issuer": "A", "signer_post": "B", "digest": picture,
        "abstract": ledger.commitment("C", salt), "effective_from": None, "effective_to": None,
    }  # fmt: skip
    event = ledger.NewEvent(f"news_document/{row.pk}", 1, "news.document_added", 1, AT, BY, office.key, said)
    ledger.append(event, recorded_at=AT)
    assert news.replay_all() == []
    withdrawn(row.pk)
    assert news.replay_all() == []


def test_a_later_document_replaces_or_amends_an_earlier_one(office: units.Unit) -> None:
    old = told(office)
    named = (
        Relation(Bond.REPLACES, "12/kh - ubnd", PLAN.issued_on),
        Relation(Bond.AMENDS, "5/QĐ-UBND", date(2020, 5, 1)),
    )
    new = drafted(
        office,
        replace(
            PLAN, number="40/KH-UBND", issued_on=date(2022, 2, 20), effective_from=date(2022, 3, 5), relations=named
        ),
    )
    first = news.document(old)
    assert first
    assert first.replaced_from is None
    news.tell_document(document=new, by=BY, at=AT)
    first, second = news.document(old), news.document(new)
    assert first
    assert second
    assert [one.document for one in second.document.relations] == [old, None]
    assert first.replaced_from == date(2022, 3, 5)
    assert first.effect_on(date(2022, 3, 4)) is Effect.UNSTATED
    assert first.effect_on(date(2022, 3, 5)) is Effect.REPLACED
    assert [(one.bond, one.id) for one in news.mentions(old)] == [(Bond.REPLACES, new)]
    assert news.replay_all() == []
    withdrawn(new)
    first = news.document(old)
    assert first
    assert (first.replaced_from, news.mentions(old)) == (None, [])


def test_of_several_with_one_number_the_same_issuers_is_meant(office: units.Unit) -> None:
    told(office, replace(PLAN, issuer="UBND xã Mẫu"))
    mine = told(office)
    named = (Relation(Bond.REPLACES, PLAN.number, PLAN.issued_on),)
    new = told(office, replace(PLAN, number="40/KH-UBND", issued_on=date(2022, 3, 1), relations=named))
    shown = news.document(new)
    assert shown
    assert [one.document for one in shown.document.relations] == [mine]
    other = told(office, replace(PLAN, number="1/TB", issuer="Khác", issued_on=date(2022, 3, 1), relations=named))
    shown = news.document(other)
    assert shown
    assert [one.document for one in shown.document.relations] == [None]


@pytest.mark.parametrize("field", ["number", "issuer", "signer_post", "abstract"])
def test_what_a_document_must_say_is_asked_for(office: units.Unit, field: str) -> None:
    with pytest.raises(news.NotStated) as refused:
        drafted(office, replace(PLAN, **{field: ""}))
    assert refused.value.field == field


def test_days_that_contradict_each_other_are_refused(office: units.Unit) -> None:
    wrong = (
        replace(PLAN, effective_to=date(2022, 1, 31)),
        replace(PLAN, effective_from=date(2022, 3, 1), effective_to=date(2022, 2, 28)),
    )
    for one in wrong:
        with pytest.raises(news.WrongDays):
            drafted(office, one)
    for number, day in ((PLAN.number, PLAN.issued_on), ("9/QĐ", date(2022, 2, 2))):
        with pytest.raises(news.NotADocument):
            drafted(office, replace(PLAN, relations=(Relation(Bond.AMENDS, number, day),)))


def test_relations_are_read_as_people_write_them() -> None:
    text = "12/KH-UBND ngày 01/02/2022;\n\n 5/2020/QĐ-UBND, 3-5-2020\n12/KH-UBND 1.2.2022"
    assert [(one.number, one.issued_on) for one in news.read_relations(text, Bond.REPLACES)] == [
        ("12/KH-UBND", date(2022, 2, 1)),
        ("5/2020/QĐ-UBND", date(2020, 5, 3)),
    ]
    for wrong in ("12/KH-UBND", "12/KH-UBND ngày 31/02/2022", "\n".join(f"{n}/QĐ 01/02/2022" for n in range(21))):
        with pytest.raises(news.NotADocument):
            news.read_relations(wrong, Bond.REPLACES)


@pytest.mark.parametrize(
    ("first", "last", "effect"),
    [
        (None, None, Effect.UNSTATED),
        (date(2022, 3, 1), None, Effect.IN_FORCE),
        (date(2022, 3, 2), None, Effect.NOT_YET),
        (date(2022, 1, 1), date(2022, 2, 28), Effect.ENDED),
        (None, date(2022, 2, 28), Effect.ENDED),
        (date(2022, 1, 1), date(2022, 3, 1), Effect.IN_FORCE),
    ],
)
def test_a_document_says_whether_it_holds(first: date | None, last: date | None, effect: Effect) -> None:
    one = replace(PLAN, effective_from=first, effective_to=last)
    assert news.effect_on(one, date(2022, 3, 1)) is effect
    assert news.effect_on(one, date(2022, 3, 1), replaced_from=date(2022, 3, 1)) is Effect.REPLACED
    assert PLAN.kind is DocumentKind.PLAN
