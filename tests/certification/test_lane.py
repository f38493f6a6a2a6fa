"""Papers are certified while one waits: each a dossier in the figures, numbered in order, paid by the tariff."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.cast import on
from certification.cast import BIRTH, Lane, line, set_up_lane
from motcua.kernel.refusals import Refused
from motcua.services.certification import public as certification
from motcua.services.certification.models import Certification
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.models import Dossier
from motcua.services.dossiers.public import State, Timeliness
from motcua.services.fees import public as fees
from motcua.services.numbering import public as numbering

DAY = date(2022, 3, 1)


def test_each_paper_is_a_dossier_that_was_received_and_returned_on_the_day(lane: Lane) -> None:
    done = lane.certify(line(copies=2, pages=5), line("Căn cước", pages=1))
    assert [(one.number, one.fee) for one in done] == [("01/BS", 14_000), ("02/BS", 2_000)]
    for one in done:
        dossier = dossiers.brief(one.code)
        assert dossier
        assert dossier.state is State.RETURNED
    assert set(Dossier.objects.values_list("timeliness", flat=True)) == {Timeliness.ON_TIME.value}
    assert fees.day_of(lane.office.district.id, DAY).cash == 16_000


def test_the_register_lists_the_day_in_order(lane: Lane) -> None:
    lane.certify(line("A"), line("B"))
    lane.certify(line("C"), at="03-02 08:00")
    entries = certification.register_of(lane.office.district.id, DAY)
    assert [(one.number, one.who, one.what, one.signer) for one in entries] == [
        ("01/BS", "NGUYỄN THỊ MẪU", "A", "leader"),
        ("02/BS", "NGUYỄN THỊ MẪU", "B", "leader"),
    ]


def test_what_is_not_paid_stays_owed(lane: Lane) -> None:
    (one,) = lane.certify(line(), paid=False)
    dossier = dossiers.brief(one.code)
    assert dossier
    bill = fees.bill_of(dossier, on=DAY)
    assert (bill.owed, bill.paid) == (2_000, 0)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (line(" "),),
        (line(copies=0),),
        (line(pages=501),),
        (line(), line(procedure=BIRTH)),
        (line(procedure="9.9"),),
    ],
)
def test_one_that_cannot_be_certified_stops_the_whole_batch(lane: Lane, lines: tuple[certification.Line, ...]) -> None:
    with pytest.raises(Refused):
        lane.certify(*lines)
    assert not Dossier.objects.exists()
    assert numbering.numbers(lane.book) == []


def test_without_receipts_left_nothing_is_certified(lane: Lane) -> None:
    with pytest.raises(fees.NoReceipt):
        lane.certify(*(line(str(number)) for number in range(10)))
    assert not Certification.objects.exists()


def test_a_register_of_another_office_is_refused(lane: Lane) -> None:
    other = numbering.open_book(
        unit=lane.office.land.key, code="ct", name="Khác", pattern="{n}", year=2022, by="test", at=on("01-04 08:00")
    )
    with pytest.raises(certification.NotCertifiable):
        lane.certify(line(), book=other.id)


def test_a_replay_agrees_and_what_is_erased_leaves_every_proof(lane: Lane) -> None:
    lane.certify(line("Giấy khai sinh của người mẫu"))
    row = Certification.objects.get()
    assert certification.forget(row.dossier_id) == 1
    assert certification.register_of(lane.office.district.id, DAY)[0].what == ""
    assert (certification.replay_all(), dossiers.replay_all().differences, fees.replay_all()) == ([], (), [])
    Certification.objects.update(copies=9)
    assert certification.replay_all() == [f"certification/{row.dossier_id}"]


@pytest.mark.usefixtures("committing_db")
def test_two_counters_at_the_same_time_number_in_order(together: Callable[..., list[object]]) -> None:
    lane = set_up_lane()
    together(lambda: lane.certify(line("A"), line("B")), lambda: lane.certify(line("C"), line("D")))
    assert sorted(Certification.objects.values_list("number", flat=True)) == ["01/BS", "02/BS", "03/BS", "04/BS"]
