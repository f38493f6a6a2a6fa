"""The sample of a visit: announced before anybody can know the seed, drawn once, looked at one by one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspections.conftest import BY, Stage
from inspections.visits import at, begun
from motcua.foundation.ledger import public as ledger
from motcua.foundation.worktime.public import Measure, Term
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.rules import sampling
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def place_id(home: Path, stage: Stage) -> int:
    """Begin the visit of a commune with twelve dossiers of two fields, some never finished; its neighbour has two."""
    ledger.ensure_keys()
    for code, field in (("1.001", "ho-tich"), ("1.002", "dat-dai")):
        procedures.publish(
            code=code,
            name=f"Thủ tục {code}",
            field_code=field,
            field_name=field,
            on=stage.one.valid_from,
            by=BY,
            at=at(1),
            term=Term(3, Measure.WORKING_DAYS),
        )
    for number in range(12):
        received = datetime(2022, 5, 4, 2, number, tzinfo=UTC)
        _receive(stage.one.key, "1.001" if number < 8 else "1.002", received, finish=number % 4 != 0)
    for number in range(2):
        _receive(stage.two.key, "1.001", datetime(2022, 5, 4, 3, number, tzinfo=UTC), finish=True)
    return begun(home, stage)


def _receive(unit: str, procedure: str, when: datetime, *, finish: bool) -> None:
    filing = dossiers.Filing(procedure=procedure, unit=unit, channel=dossiers.Channel.COUNTER)
    code = dossiers.receive(filing=filing, by="post/9", at=when).state.code
    if finish:
        dossiers.finish(code=code, by="post/9", at=when.replace(hour=8))


def _announced(place_id: int, size: int = 6) -> None:
    inspections.announce_draw(place_id=place_id, size=size, by=BY, at=at(19, 3))
    ledger.seal(at=at(19, 3, 1))


def test_a_sample_is_drawn_by_the_checkpoint_that_came_after_its_announcement(place_id: int) -> None:
    ledger.seal(at=at(19, 2, 30))
    before = ledger.latest_checkpoint()
    _announced(place_id)
    ledger.seal(at=at(19, 3, 2))
    inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))

    view = inspections.sample_view(place_id)
    assert view is not None
    assert view.sample is not None
    assert before is not None
    assert view.sample.size > before.size
    assert view.sample.seed == sampling.seed_of(view.sample.root, place_id)
    assert view.sample.population == 12
    assert {(one.field, one.late): (one.of, one.drawn) for one in view.sample.strata} == {
        ("dat-dai", True): (1, 1),
        ("dat-dai", False): (3, 2),
        ("ho-tich", True): (2, 1),
        ("ho-tich", False): (6, 2),
    }
    assert inspections.replay_visit() == []


def test_later_checkpoints_do_not_change_the_draw(place_id: int) -> None:
    _announced(place_id)
    first = ledger.latest_checkpoint()
    inspections.remark(place_id=place_id, line="", text="Đến sau", by=BY, at=at(19, 3, 5))
    ledger.seal(at=at(19, 3, 6))
    inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))
    view = inspections.sample_view(place_id)
    assert first is not None
    assert view is not None
    assert view.sample is not None
    assert (view.sample.size, view.sample.root) == (first.size, first.root.hex())


def test_before_the_announcement_is_sealed_nothing_is_drawn(place_id: int) -> None:
    ledger.seal(at=at(19, 2, 30))
    inspections.announce_draw(place_id=place_id, size=6, by=BY, at=at(19, 3))
    with pytest.raises(inspections.NotSealedYet):
        inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))


def test_a_draw_that_was_not_announced_is_refused(place_id: int) -> None:
    with pytest.raises(inspections.NotAnnounced):
        inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))


def test_nobody_draws_until_the_sample_pleases(place_id: int) -> None:
    _announced(place_id)
    with pytest.raises(inspections.DrawnAlready):
        inspections.announce_draw(place_id=place_id, size=7, by=BY, at=at(19, 3))
    inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))
    with pytest.raises(inspections.DrawnAlready):
        inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 5))


def test_dossiers_of_the_sample_are_looked_at_and_no_others(place_id: int) -> None:
    _announced(place_id)
    inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))
    view = inspections.sample_view(place_id)
    assert view is not None
    assert view.sample is not None
    code = view.sample.dossiers[0].code

    inspections.check_dossier(place_id=place_id, code=code, right=False, note="Thiếu phiếu", by=BY, at=at(19, 5))
    with pytest.raises(inspections.NotDrawn):
        inspections.check_dossier(place_id=place_id, code="X", right=True, note="", by=BY, at=at(19, 5))

    view = inspections.sample_view(place_id)
    assert view is not None
    assert (view.right, view.checks[code].right, view.notes[code]) == (0, False, "Thiếu phiếu")
    assert inspections.replay_visit() == []


def test_without_dossiers_there_is_no_sample(home: Path, stage: Stage) -> None:
    ledger.ensure_keys()
    place_id = begun(home, stage, stage.two)
    _announced(place_id)
    with pytest.raises(inspections.NotASample):
        inspections.draw_sample(place_id=place_id, by=BY, at=at(19, 4))
