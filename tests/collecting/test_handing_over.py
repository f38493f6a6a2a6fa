"""A result is handed over to somebody who is known or signs, not while money is owed, and again once corrected."""

import pytest

from casework.cast import on
from files.samples import png
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.services.collecting import public as collecting
from motcua.services.collecting.models import HandOver
from motcua.services.collecting.public import HandedBy, IdentityPaper, Proof, Relation, StillOwed, Taker
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Brief, Kind
from motcua.services.fees import public as fees
from motcua.services.results import public as results
from results.cast import Desk

NAME = "Nguyễn Thị Người Nhà"
IN_PERSON = Taker(Proof.IDENTITY, Relation.SELF, paper=IdentityPaper.CARD)


def brief(desk: Desk) -> Brief:
    found = dossiers.brief(desk.code)
    assert found
    return found


def hand(desk: Desk, taker: Taker | None = IN_PERSON, at: str = "03-03 08:00", owing: str = "") -> None:
    collecting.hand_over(
        code=desk.code, way=HandedBy.COUNTER, taker=taker, owing=owing, by=desk.office.posts["counter"], at=on(at)
    )


@pytest.mark.parametrize(
    ("taker", "field"),
    [
        (Taker(Proof.DRAWN, Relation.SELF), "tep"),
        (Taker(Proof.SHEET, Relation.SELF), "tep"),
        (Taker(Proof.IDENTITY, Relation.SELF), "paper"),
        (Taker(Proof.IDENTITY, Relation.FAMILY, paper=IdentityPaper.CARD), "name"),
        (Taker(Proof.IDENTITY, Relation.FAMILY, "x" * 201, IdentityPaper.CARD), "name"),
    ],
)
def test_without_a_proof_nothing_is_handed_over(issued: Desk, taker: Taker, field: str) -> None:
    with pytest.raises(collecting.NotProven) as refused:
        hand(issued, taker)
    assert refused.value.field == field
    assert brief(issued).returned_at is None


def test_who_took_it_and_how_it_is_proven_is_kept_and_can_be_forgotten(issued: Desk) -> None:
    unit, by = issued.office.district, issued.office.posts["counter"]
    kept = files.keep(
        name="chu-ky.png", content=png(), unit=unit, purpose=collecting.PURPOSE, by=by, at=on("03-03 08:00")
    )
    hand(issued, Taker(Proof.DRAWN, Relation.FAMILY, NAME, IdentityPaper.CARD, kept.digest))
    (told,) = collecting.handed_over(brief(issued).id)
    assert (told.name, told.relation, told.proof, told.digest) == (NAME, Relation.FAMILY, Proof.DRAWN, kept.digest)
    (event,) = ledger.read(f"hand-over/{brief(issued).id}")
    assert event.payload["digest"] == kept.digest
    assert NAME not in str(event.payload)
    assert collecting.replay_all() == []
    HandOver.objects.update(name="Ai khác")
    assert collecting.replay_all() == [f"hand-over/{brief(issued).id}"]
    collecting.forget(brief(issued), by=by, at=on("03-04 08:00"))
    (told,) = collecting.handed_over(brief(issued).id)
    assert (told.name, told.digest, told.forgotten) == ("", "", True)
    assert collecting.replay_all() == []


def test_nothing_is_handed_over_while_money_is_owed_unless_somebody_says_why(issued: Desk) -> None:
    fees.assess(code=issued.code, amount=50_000, reason="phí thẩm định", by="post/2", at=on("03-02 10:00"))
    with pytest.raises(StillOwed) as refused:
        hand(issued)
    assert refused.value.params == {"amount": 50_000}
    hand(issued, owing="nộp qua tài khoản, ngân hàng chưa báo có")
    (told,) = collecting.handed_over(brief(issued).id)
    assert (told.owed, told.owing) == (50_000, "nộp qua tài khoản, ngân hàng chưa báo có")
    assert collecting.replay_all() == []


def test_a_corrected_result_is_handed_over_again_and_counted(issued: Desk) -> None:
    hand(issued)
    with pytest.raises(collecting.NotToHandOver):
        hand(issued, at="03-03 09:00")
    results.annul(code=issued.code, reason="sai tên", by="post/0", at=on("03-04 08:00"))
    assert collecting.next_of(brief(issued)) is None
    issued.draft(at="03-04 09:00")
    issued.submit(at="03-04 10:00")
    issued.sign(at="03-04 11:00")
    issued.issue(at="03-04 14:00")
    assert collecting.next_of(brief(issued)) is Kind.RETURNED_AGAIN
    assert collecting.corrected_to_hand_over(brief(issued).unit_ids) == [issued.code]
    hand(issued, at="03-05 08:00")
    assert collecting.next_of(brief(issued)) is None
    assert collecting.corrected_to_hand_over(brief(issued).unit_ids) == []
    view = dossiers.staff_view(issued.code, at=on("03-05 09:00"))
    assert view
    assert (view.status.returned_again, view.status.returned_at) == (1, on("03-03 08:00"))
    assert dossiers.replay_all().differences == ()
