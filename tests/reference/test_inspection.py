"""The inspection of the source: each figure and statement of it stands in the conclusion, supported by rows."""

from datetime import UTC, date, datetime

from motcua.reference.inspection import Cast, open_inspection
from motcua.reference.loading import _load_posts, _load_units, data
from motcua.reform.inspections import public as inspections

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def cast() -> Cast:
    founded = _load_units(NOW)
    return Cast(founded, _load_posts(founded, NOW))


def test_it_was_planned_decided_and_announced_as_the_source_says(db: None) -> None:
    said, wanted = data("figures.toml")["inspection"], data("inspection.toml")
    held = open_inspection(wanted, data("figures.toml"), cast())
    assert held.plan_id is not None
    plan = inspections.plan(held.plan_id)
    assert plan.issued is not None
    assert (plan.issued.number, plan.issued.on, plan.title) == ("1296/KH-SNV", date(2022, 6, 27), said["plan_title"])
    assert held.unit.name == said["lead_agency"] == "Sở Nội vụ"
    assert {one.unit.name for one in held.members} == {*said["agencies"], "Phòng Cải cách hành chính"}
