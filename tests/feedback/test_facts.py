"""The facts of feedback: one row a case, as it follows from the ledger."""

from typing import Any

from dossiers.cast import CLERK, LEADER, Office
from feedback.cast import answered, call, on
from motcua.foundation.facts.public import Cut
from motcua.foundation.ledger import public as ledger
from motcua.services.feedback import public as feedback
from motcua.services.feedback.public import FACTS, Classification, Verdict


def rows(*, upto: int | None = None) -> dict[int, dict[str, Any]]:
    ledger.seal(at=on("12-31 09:00"))
    checkpoint = ledger.latest_checkpoint()
    assert checkpoint is not None
    keys = [key for chunk in FACTS.changed(0) for key in chunk]
    columns = FACTS.rows(keys, Cut(checkpoint.size if upto is None else upto))["feedback_cases"]
    found = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return {row["feedback"]: row for row in found}


def test_a_case_is_told_as_the_contract_says(office: Office) -> None:
    ledger.ensure_keys()
    case, apart, fresh = answered(office), call(office), call(office, came_at=on("02-28 23:00"))
    feedback.publish(case=case, question="Quá hạn.", answer="Đã trả.", by=LEADER, at=on("03-11 09:00"))
    feedback.judge(case=case, verdict=Verdict.SATISFIED, by=CLERK, at=on("03-12 09:00"))
    feedback.classify(case=apart, classification=Classification.ANONYMOUS, by=CLERK, at=on("03-12 09:00"))
    told = rows()
    assert told[case] == {
        "feedback": case,
        "unit": office.land_office.id,
        "receiving_unit": office.shop.id,
        "channel": "hotline",
        "about": "act",
        "kind": "feedback",
        "counted": True,
        "received_at": on("03-01 09:00"),
        "received_on": on("03-01 09:00").date(),
        "forward_due_at": on("03-08 23:59:59.999999"),
        "forwarded_at": on("03-01 09:00"),
        "due_at": on("03-15 23:59:59.999999"),
        "answered_at": on("03-10 09:00"),
        "closed_at": None,
        "published_at": on("03-11 09:00"),
        "timeliness": "early",
        "verdict": "satisfied",
        "reopened": 0,
        "dossier": None,
    }
    assert (told[apart]["counted"], told[apart]["kind"]) == (False, "anonymous")
    assert (told[fresh]["counted"], told[fresh]["kind"]) == (True, None)
    assert str(told[fresh]["received_on"]) == "2022-02-28"


def test_a_cut_knows_what_had_happened_by_then(office: Office) -> None:
    ledger.ensure_keys()
    case = answered(office)
    before = [event.position for event in ledger.read(f"feedback/{case}")]
    assert before == [None] * 4
    rows()
    position = ledger.read(f"feedback/{case}")[-1].position
    assert position is not None
    assert rows(upto=position)[case]["answered_at"] is None
    assert rows(upto=position + 1)[case]["answered_at"] == on("03-10 09:00")
