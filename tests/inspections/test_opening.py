"""An inspection is opened, decided, made known, changed, called off; its mandate opens and closes by its days."""

from collections.abc import Callable
from datetime import date, timedelta

from inspections.conftest import FIELDS, VISIT, Opened
from motcua.foundation.accounts.public import Act, Actor, may
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Kind, Part

Acting = Callable[[str, date], Actor]
DECIDED, LAST = date(2022, 10, 3), VISIT + timedelta(days=30)


def test_an_inspection_reads_as_it_was_opened(opened: Opened) -> None:
    view = opened.view
    assert (view.kind, view.unit, view.fields) == (Kind.PLANNED, opened.stage.department, FIELDS)
    assert [place.unit.code for place in view.places] == ["12472", "12475", "338"]
    assert [(one.part, one.unit.code) for one in view.members] == [
        (Part.LEADER, "34.NV"),
        (Part.SECRETARY, "34.NV"),
        (Part.MEMBER, "34.TT"),
    ]
    assert view.mandate is None
    assert inspections.replay_all() == []


def test_the_mandate_opens_the_places_to_members_for_its_time_only(told: Opened, acting: Acting) -> None:
    stage = told.stage
    near, far = [stage.one.id], [stage.agency.id]
    for day, opens in ((DECIDED - timedelta(1), False), (DECIDED, True), (LAST, True), (LAST + timedelta(1), False)):
        member = acting("thong-tin", day)
        assert may(member, Act.SEE_DOSSIERS, units=near) is opens
        assert may(member, Act.SEE_REGISTERS, units=[stage.district.id]) is opens
        assert may(member, Act.SEE_DOSSIERS, units=[stage.office.id]) is opens  # the district's own departments too
        assert inspections.may_inspect(member, told.view, on=day) is opens
        assert inspections.may_see(member, told.view, on=day) is opens
        assert may(member, Act.SEE_DOSSIERS, units=far)  # what the post has for itself stays
