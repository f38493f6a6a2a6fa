"""What was wrong at acceptance is put right: the term runs by the right procedure, and nothing late is rescued."""

from datetime import date

import pytest

from dossiers.cast import CLERK, Office
from dossiers.plain import on
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Applicant, Dossier
from motcua.services.dossiers.public import Kind, Person

SAME_DAY, WITHOUT_TERM, TEN_DAYS = "2.000815", "1.999999", "1.004222"


def corrected(code: str, procedure: str, at: str, reason: str = "chọn nhầm thủ tục") -> dossiers.Recorded:
    return dossiers.correct_procedure(code=code, procedure=procedure, reason=reason, by=CLERK, at=on(at))


def received(office: Office, procedure: str = TEN_DAYS, at: str = "03-01 09:00", **also: object) -> str:
    code = office.receive(at, procedure=procedure, **also).state.code
    assert code
    return code


def test_the_term_runs_by_the_right_procedure_from_receipt(office: Office) -> None:
    state = corrected(received(office, SAME_DAY), TEN_DAYS, "03-01 14:00").state
    assert state.judged_until
    assert (state.procedure, state.judged_until.date(), state.due_first) == (TEN_DAYS, date(2022, 3, 15), state.due_at)
    assert state.term == (10, "working_days")


def test_what_was_late_stays_late(office: Office) -> None:
    code = received(office, SAME_DAY)
    before = Dossier.objects.get(code=code).judged_until
    assert corrected(code, TEN_DAYS, "03-03 09:00").state.judged_until == before


def test_a_procedure_without_a_term_moves_no_date(office: Office) -> None:
    code = received(office)
    before = Dossier.objects.get(code=code).judged_until
    state = corrected(code, WITHOUT_TERM, "03-02 09:00").state
    assert (state.procedure, state.judged_until) == (WITHOUT_TERM, before)


def test_the_page_tells_why_the_date_moved_and_a_replay_gives_the_same(office: Office) -> None:
    code = received(office, SAME_DAY)
    corrected(code, TEN_DAYS, "03-01 14:00")
    view = dossiers.staff_view(code, at=on("03-02 08:00"))
    assert view
    change = view.status.changes[-1]
    assert (change.kind, change.reason) == (Kind.CORRECTED, "chọn nhầm thủ tục")
    assert dossiers.replay_all().differences == ()


@pytest.mark.parametrize(("procedure", "reason"), [(TEN_DAYS, "x"), ("9.999999", "x"), (SAME_DAY, " ")])
def test_what_is_no_correction_is_refused(office: Office, procedure: str, reason: str) -> None:
    code = received(office)
    with pytest.raises(Refused):
        corrected(code, procedure, "03-01 14:00", reason)
    assert Dossier.objects.get(code=code).number == 1


def test_an_ended_dossier_is_not_put_right(office: Office) -> None:
    code = received(office)
    dossiers.finish(code=code, by=CLERK, at=on("03-02 09:00"))
    with pytest.raises(dossiers.OutOfOrder):
        corrected(code, SAME_DAY, "03-02 10:00")


def test_another_applicant_takes_the_place_of_the_wrong_one_who_is_erased(office: Office) -> None:
    code = received(office, person=Person("NGƯỜI NHẦM"))
    person = Person("NGUYỄN THỊ MẪU", "001199000001")
    dossiers.correct_applicant(code=code, person=person, reason="nhập nhầm người", by=CLERK, at=on("03-01 10:00"))
    kept = Applicant.objects.get()
    assert kept.name == "NGUYỄN THỊ MẪU"
    last = ledger.read(f"dossier/{kept.dossier_id}")[-1]
    assert last.payload["applicant"] == person.commitment(bytes(kept.salt))
    assert "NHẦM" not in "".join(str(event.payload) for event in ledger.read(f"dossier/{kept.dossier_id}"))
