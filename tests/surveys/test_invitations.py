"""A link lets one person answer once: it names nobody, is kept as a digest, and ends by answer, time or a new one."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dossiers.cast import CLERK
from motcua.foundation.ledger import public as ledger
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import UnknownDossier
from motcua.services.surveys import models
from motcua.services.surveys import public as surveys
from motcua.services.surveys.public import AlreadyAnswered, DeadInvitation, Method, Stage, Standing, WrongAnswer
from motcua.services.surveys.rules.invitations import Lasting, check_open, digest_of, standing, until
from surveys.cast import GOOD, Shop, on

AT = on("03-10 09:00")
LASTING = Lasting(AT.date(), 90, 15, "", "")


def invite(shop: Shop, code: str, at: datetime = AT, stage: Stage = Stage.RECEIPT, method: Method = Method.LINK) -> str:
    return surveys.invite(dossier=code, stage=stage, method=method, by=CLERK, at=at).token


def respond(shop: Shop, token: str, at: datetime = AT) -> surveys.Entered:
    return surveys.answer_invited(token=token, slip=shop.slip, answers=GOOD, at=at)


@pytest.fixture
def code(shop: Shop) -> str:
    return str(shop.office.receive().state.code)


@given(answered=some.booleans(), latest=some.booleans(), minutes=some.integers(-1000, 1000))
def test_a_link_is_open_only_while_nothing_speaks_against_it(answered: bool, latest: bool, minutes: int) -> None:
    at = AT + timedelta(minutes=minutes)
    how = standing(answered=answered, latest=latest, ends_at=AT, at=at)
    assert (how is Standing.OPEN) == (not answered and latest and at < AT)
    if how is Standing.OPEN:
        check_open(how)
    else:
        with pytest.raises(DeadInvitation):
            check_open(how)


@given(one=some.text(), other=some.text())
def test_only_the_token_itself_opens_its_link(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)
    assert len(one) < 8 or one not in digest_of(one)


@given(days=some.integers(1, 1000), minutes=some.integers(1, 1000))
def test_a_link_on_the_counter_is_over_sooner_or_later_by_its_own_rule(days: int, minutes: int) -> None:
    lasting = Lasting(AT.date(), days, minutes, "", "")
    assert until(Method.LINK, AT, lasting) - AT == timedelta(days=days)
    assert until(Method.KIOSK, AT, lasting) - AT == timedelta(minutes=minutes)


def test_neither_the_row_nor_the_ledger_holds_the_token_or_the_dossier(shop: Shop, code: str) -> None:
    token = invite(shop, code)
    row = models.Invitation.objects.get()
    assert row.digest == digest_of(token)
    (event,) = ledger.read(f"invitation/{row.pk}")
    told = json.dumps(event.payload) + str(event.actor)
    assert token not in told + "".join(str(value) for value in vars(row).values())
    assert row.digest not in told
    assert code not in told
    assert event.payload["dossier"] == ledger.commitment(str(row.dossier_id), bytes(row.salt))
    assert "token" not in repr(surveys.invite(dossier=code, stage=Stage.RECEIPT, method=Method.LINK, by=CLERK, at=AT))
    assert len(token) >= 24


def test_a_link_is_answered_on_once_and_the_slip_says_how(shop: Shop, code: str) -> None:
    token = invite(shop, code, method=Method.KIOSK)
    respond(shop, token)
    row = models.AnswerSlip.objects.get()
    assert (row.method, row.stage, row.unit_id) == ("kiosk", "receipt", shop.office.shop.id)
    (event,) = ledger.read(f"survey/{row.pk}")
    assert event.actor == "citizen"
    found = surveys.by_token(token, at=AT)
    assert found is not None
    assert found.standing is Standing.ANSWERED
    with pytest.raises(DeadInvitation, match="answered"):
        respond(shop, token)
    with pytest.raises(AlreadyAnswered):
        surveys.answer(dossier=code, stage=Stage.RECEIPT, slip=shop.slip, answers=GOOD, at=AT)
    assert models.AnswerSlip.objects.count() == 1


def test_a_new_link_takes_the_place_of_the_old_one_of_its_stage_alone(shop: Shop, code: str) -> None:
    dossiers.finish(code=code, by=CLERK, at=on("03-04 09:00"))
    old, other = invite(shop, code), invite(shop, code, stage=Stage.RESULT)
    new = invite(shop, code)
    with pytest.raises(DeadInvitation, match="took the place"):
        respond(shop, old)
    respond(shop, new)
    respond(shop, other)
    assert models.AnswerSlip.objects.count() == 2


def test_a_link_that_is_over_or_unknown_opens_nothing(shop: Shop, code: str) -> None:
    token = invite(shop, code)
    with pytest.raises(DeadInvitation, match="over"):
        respond(shop, token, at=AT + timedelta(days=surveys.invitations_last(on=AT.date()).days))
    for wrong in ("", token[:-1], token + "a", token.swapcase(), "\x00", "\ud800"):
        with pytest.raises(DeadInvitation, match="no such link"):
            respond(shop, wrong)
        assert surveys.by_token(wrong, at=AT) is None
    respond(shop, token)


def test_a_stage_that_has_not_come_is_not_asked_about(shop: Shop, code: str) -> None:
    for stage in (Stage.RESULT, Stage.SUPPLEMENT, Stage.REFUSAL, Stage.VISIT):
        with pytest.raises(WrongAnswer):
            invite(shop, code, stage=stage)
        with pytest.raises(WrongAnswer):
            surveys.answer(dossier=code, stage=stage, slip=shop.slip, answers=GOOD, at=AT)
    with pytest.raises(WrongAnswer):
        invite(shop, code, method=Method.PAPER)
    for nothing in ("nothing", "", "\x00"):
        with pytest.raises(UnknownDossier):
            invite(shop, nothing)
    assert not models.Invitation.objects.exists()


def test_on_a_page_a_needed_question_is_answered_and_on_paper_it_may_be_left_out(shop: Shop, code: str) -> None:
    token = invite(shop, code)
    with pytest.raises(WrongAnswer) as refused:
        surveys.answer_invited(token=token, slip=shop.slip, answers={"2": 5}, at=AT)
    assert refused.value.field == "1"
    respond(shop, token)
    said = {"slip": shop.slip, "unit": shop.office.shop.key, "stage": Stage.VISIT, "by": CLERK, "at": AT}
    surveys.enter_slip(answers={"2": 5}, method=Method.PAPER, **said)  # type: ignore[arg-type]  # told by name


def test_nobody_takes_back_what_somebody_answered_by_a_link(shop: Shop, code: str) -> None:
    answered = respond(shop, invite(shop, code)).answer_slip_id
    with pytest.raises(surveys.UnknownSlip):
        surveys.withdraw_slip(answer_slip=answered, reason="điểm thấp", by=CLERK, at=AT)
    assert not models.AnswerSlip.objects.get().withdrawn


DEEDS = some.lists(
    some.tuples(some.sampled_from(["invite", "kiosk", "link", "slip", "wait"]), some.integers(0, 5)), max_size=10
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_in_whatever_order_one_answer_counts(
    shop: Shop, code: str, deeds: list[tuple[str, int]]
) -> None:
    """Links are made, answered on, left to end, and the slip itself is used: one slip a dossier and stage, no more."""
    with transaction.atomic():
        at, tokens, taken = AT, list[str](), 0
        for deed, number in deeds:
            if deed in {"invite", "kiosk"}:
                tokens.append(invite(shop, code, at, method=Method.KIOSK if deed == "kiosk" else Method.LINK))
            elif deed == "wait":
                at += timedelta(minutes=20 * number, days=30 * (number == 5))
            elif deed == "slip":
                try:
                    surveys.answer(dossier=code, stage=Stage.RECEIPT, slip=shop.slip, answers=GOOD, at=at)
                    taken += 1
                except AlreadyAnswered:
                    assert taken == 1
            elif tokens:
                token = tokens[number % len(tokens)]
                found = surveys.by_token(token, at=at)
                assert found is not None
                try:
                    respond(shop, token, at)
                    taken += 1
                    assert (found.standing, token) == (Standing.OPEN, tokens[-1])
                except DeadInvitation:
                    assert found.standing is not Standing.OPEN
        assert taken <= 1
        assert models.AnswerSlip.objects.count() == models.Bond.objects.count() == taken
        transaction.set_rollback(True)
