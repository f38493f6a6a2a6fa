"""Answered slips in the database: bound once to a dossier and stage, without anyone's name, and the sums of them."""

import json
from datetime import date
from typing import Any

import pytest

from dossiers.cast import CLERK
from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.services.dossiers.public import UnknownDossier
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import (
    FACTS,
    ONE_STOP,
    AlreadyAnswered,
    AlreadyIssued,
    Element,
    Method,
    Stage,
    Tally,
    UnknownSlip,
    WrongAnswer,
)
from surveys.cast import GOOD, POOR, Shop, on, slip

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


def enter(shop: Shop, **also: Any) -> surveys.Entered:
    said = {"answers": GOOD, "stage": Stage.VISIT, "method": Method.PAPER, "slip": shop.slip} | also
    said = {"unit": shop.office.shop.key, "by": CLERK, "at": on("03-10 09:00")} | said
    return surveys.enter_slip(**said)


def test_a_unit_uses_its_own_slip_else_that_of_the_nearest_above(shop: Shop) -> None:
    office = shop.office
    day = date(2022, 5, 1)
    assert surveys.slip_of(office.department.id, on=day).id == shop.slip  # type: ignore[union-attr]  # there is one
    assert surveys.slip_of(office.department.id, on=date(2021, 12, 31)) is None
    own = surveys.issue_slip(slip=POOR, unit=office.shop.key, by=CLERK, at=on("01-04 09:00"))
    assert surveys.slip_of(office.department.id, on=day).id == own  # type: ignore[union-attr]  # there is one
    assert surveys.slip_of(office.land_office.id, on=day).id == shop.slip  # type: ignore[union-attr]  # there is one
    later = slip("time", valid_from=date(2022, 4, 1))
    newer = surveys.issue_slip(slip=later, unit=office.shop.key, by=CLERK, at=on("01-05 09:00"))
    found = surveys.slip_of(office.shop.id, on=day)
    assert found is not None
    assert (found.id, found.slip) == (newer, later)
    with pytest.raises(AlreadyIssued):
        surveys.issue_slip(slip=later, unit=office.shop.key, by=CLERK, at=on("01-06 09:00"))


def test_the_ledger_and_the_row_say_neither_dossier_nor_comment(shop: Shop) -> None:
    code = str(shop.office.receive().state.code)
    entered = enter(shop, dossier=code, stage=Stage.RECEIPT, comment="Cảm ơn chị Lành")
    (event,) = ledger.read(f"survey/{entered.answer_slip_id}")
    told = json.dumps(event.payload, ensure_ascii=False)
    assert code not in told
    assert "Lành" not in told
    bond = models.Bond.objects.get()
    assert event.payload["dossier"] == ledger.commitment(str(bond.dossier_id), bytes(bond.salt))
    assert event.payload["answers"][0] == ["1", "procedures", 4]
    assert not {field.name for field in models.AnswerSlip._meta.fields} & {"dossier", "name", "phone", "person"}


def test_one_slip_a_dossier_and_stage(shop: Shop) -> None:
    code = str(shop.office.receive().state.code)
    enter(shop, dossier=code, stage=Stage.RECEIPT)
    enter(shop, dossier=code, stage=Stage.RESULT)
    with pytest.raises(AlreadyAnswered):
        enter(shop, dossier=code, stage=Stage.RECEIPT)
    assert models.AnswerSlip.objects.count() == 2
    assert models.Answer.objects.count() == 24


def test_a_wrong_entry_is_withdrawn_and_leaves_the_figures(shop: Shop) -> None:
    code = str(shop.office.receive().state.code)
    wrong = enter(shop, dossier=code, stage=Stage.RECEIPT, comment="thừa").answer_slip_id
    with pytest.raises(Refused, match="reason"):
        surveys.withdraw_slip(answer_slip=wrong, reason=" ", by=CLERK, at=on("03-11 09:00"))
    surveys.withdraw_slip(answer_slip=wrong, reason="nhập nhầm", by=CLERK, at=on("03-11 09:00"))
    assert surveys.indices([shop.office.shop.id], campaign=ONE_STOP, period=YEAR).slips == 0
    assert models.AnswerSlip.objects.get().comment == ""
    enter(shop, dossier=code, stage=Stage.RECEIPT)
    with pytest.raises(UnknownSlip):
        surveys.withdraw_slip(answer_slip=wrong, reason="lần nữa", by=CLERK, at=on("03-11 09:00"))


@pytest.mark.parametrize(
    ("also", "refusal"),
    [
        ({"answers": {}}, WrongAnswer),
        ({"answers": {"1": 0}}, WrongAnswer),
        ({"answers": {"1": 6}}, WrongAnswer),
        ({"answers": {"13": 5}}, WrongAnswer),
        ({"comment": "x" * 4001}, WrongAnswer),
        ({"slip": 999}, UnknownSlip),
        ({"answered_on": date(2021, 12, 31)}, UnknownSlip),
        ({"answered_on": date(2022, 3, 11)}, Refused),
        ({"dossier": "nothing", "stage": Stage.RESULT}, UnknownDossier),
    ],
)
def test_what_cannot_have_been_answered_is_refused(shop: Shop, also: dict[str, object], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        enter(shop, **also)
    assert not models.AnswerSlip.objects.exists()


def test_a_dossier_of_another_unit_or_without_a_stage_is_refused(shop: Shop) -> None:
    code = str(shop.office.receive().state.code)
    with pytest.raises(UnknownDossier):
        enter(shop, dossier=code, stage=Stage.RESULT, unit=shop.office.land_office.key)
    with pytest.raises(WrongAnswer):
        enter(shop, dossier=code, stage=Stage.VISIT)


def test_a_slip_without_room_for_a_comment_takes_none(shop: Shop) -> None:
    own = surveys.issue_slip(slip=POOR, unit=shop.office.shop.key, by=CLERK, at=on("01-04 09:00"))
    with pytest.raises(WrongAnswer, match="no place for a comment"):
        enter(shop, slip=own, answers={"1": 5}, comment="tốt")
    with pytest.raises(UnknownSlip):
        enter(shop, slip=own, answers={"1": 5}, unit=shop.office.land_office.key)


def test_normal_is_an_answer_and_not_satisfied(shop: Shop) -> None:
    """Three slips: 5, 4, 3 for manner; the third leaves feedback out."""
    for manner, feedback in ((5, {"8": 2}), (4, {"8": 4}), (3, {})):
        enter(shop, answers={"6": manner} | feedback)
    enter(shop, answers={"6": 5}, answered_on=date(2022, 1, 1))
    period = Period(date(2022, 1, 2), date(2022, 12, 31))
    found = surveys.indices([shop.office.shop.id], campaign=ONE_STOP, period=period)
    assert (found.slips, found.overall) == (3, Tally(5, 3))
    assert found.elements == ((Element.OFFICIALS, Tally(3, 2)), (Element.FEEDBACK, Tally(2, 1)))
    assert [(one.question.code, one.question.index, one.tally) for one in found.questions] == [
        ("6", "manner", Tally(3, 2)),
        ("8", "feedback", Tally(2, 1)),
    ]
    assert surveys.indices([shop.office.land_office.id], campaign=ONE_STOP, period=period).overall == Tally(0, 0)


def test_a_campaign_stands_apart(shop: Shop) -> None:
    sipas = surveys.sipas_slip(campaign="SIPAS-2022", first=date(2022, 3, 1), last=date(2022, 3, 31))
    issued = surveys.issue_slip(slip=sipas, unit=shop.office.shop.key, by=CLERK, at=on("02-01 09:00"))
    enter(shop)
    enter(shop, slip=issued, answers={"access-1": 5})
    with pytest.raises(UnknownSlip):
        enter(shop, slip=issued, answers={"access-1": 5}, at=on("04-01 09:00"))
    assert surveys.campaigns([shop.office.shop.id]) == ["SIPAS-2022", ONE_STOP]
    assert surveys.indices([shop.office.shop.id], campaign="SIPAS-2022", period=YEAR).overall == Tally(1, 1)
    assert surveys.slip_of(shop.office.shop.id, on=date(2022, 3, 5)).id == shop.slip  # type: ignore[union-attr]  # there is one


def test_the_facts_tell_slips_and_answers_without_the_withdrawn(shop: Shop) -> None:
    ledger.ensure_keys()
    dossier = shop.office.receive()
    bound = enter(
        shop, dossier=dossier.state.code, stage=Stage.RESULT, answers={"6": 5, "8": 3}, answered_on=date(2022, 3, 8)
    ).answer_slip_id
    withdrawn = enter(shop).answer_slip_id
    surveys.withdraw_slip(answer_slip=withdrawn, reason="nhập nhầm", by=CLERK, at=on("03-11 09:00"))
    ledger.seal(at=on("12-31 09:00"))
    checkpoint = ledger.latest_checkpoint()
    assert checkpoint is not None
    keys = [key for chunk in FACTS.changed(0) for key in chunk]
    assert sorted(keys) == [bound, withdrawn]
    told = FACTS.rows(keys, Cut(checkpoint.size))
    assert {name: list(values) for name, values in told["survey_slips"].items()} == {
        "slip": [bound],
        "unit": [shop.office.shop.id],
        "campaign": ["one_stop"],
        "stage": ["result"],
        "answered_at": [on("03-08 12:00")],
        "answered_on": [date(2022, 3, 8)],
        "dossier": [dossier.dossier_id],
        "answers": [2],
        "satisfied": [1],
    }
    assert {name: list(values) for name, values in told["survey_answers"].items()} == {
        "slip": [bound] * 2,
        "unit": [shop.office.shop.id] * 2,
        "campaign": ["one_stop"] * 2,
        "element": ["officials", "feedback"],
        "question": ["6", "8"],
        "answer": [5, 3],
        "satisfied": [True, False],
        "answered_at": [on("03-08 12:00")] * 2,
        "answered_on": [date(2022, 3, 8)] * 2,
    }
