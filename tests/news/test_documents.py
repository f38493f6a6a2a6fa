"""Documents are told with all that stands on them, and say whether they hold."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import public as news
from motcua.services.news.public import Document, Effect
from news.cast import AT, BY

PLAN = Document("12/KH-UBND", date(2022, 2, 1), "UBND huyện Mẫu", "Phó Chủ tịch", "Kế hoạch mẫu")


def test_a_document_is_told_and_taken_back(office: units.Unit) -> None:
    older = news.add_document(document=replace(PLAN, issued_on=date(2022, 1, 1)), unit=office.key, by=BY, at=AT)
    newer = news.add_document(document=PLAN, unit=office.key, by=BY, at=AT)
    assert [one.id for one in news.documents()] == [newer, older]
    news.withdraw_document(document=newer, reason="nhập nhầm", by=BY, at=AT)
    assert [one.id for one in news.documents()] == [older]
    assert (news.document(newer), news.document_count()) == (None, 1)
    with pytest.raises(news.UnknownNewsDocument):
        news.withdraw_document(document=newer, reason="nhập nhầm", by=BY, at=AT)
    added, withdrawn = ledger.read(f"news_document/{newer}")
    assert (added.kind, withdrawn.kind) == ("news.document_added", "news.document_withdrawn")
    assert added.payload["issued_on"] == "2022-02-01"
    assert "Kế hoạch" not in str(added.payload)


@pytest.mark.parametrize("field", ["number", "issuer", "signer_post", "abstract"])
def test_what_a_document_must_say_is_asked_for(office: units.Unit, field: str) -> None:
    with pytest.raises(news.NotStated) as refused:
        news.add_document(document=replace(PLAN, **{field: ""}), unit=office.key, by=BY, at=AT)
    assert refused.value.field == field


def test_days_that_contradict_each_other_are_refused(office: units.Unit) -> None:
    wrong = (
        replace(PLAN, effective_to=date(2022, 1, 31)),
        replace(PLAN, effective_from=date(2022, 3, 1), effective_to=date(2022, 2, 28)),
    )
    for one in wrong:
        with pytest.raises(news.WrongDays):
            news.add_document(document=one, unit=office.key, by=BY, at=AT)
    with pytest.raises(files.NotYetKept):
        news.add_document(document=replace(PLAN, digest="0" * 64), unit=office.key, by=BY, at=AT)


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
    assert news.effect_on(replace(PLAN, effective_from=first, effective_to=last), date(2022, 3, 1)) is effect
