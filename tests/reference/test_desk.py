"""The counters of the reference case: what each asks holds together, says where it is from, and is dealt with."""

from datetime import date
from typing import Any

import pytest

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.reference.loading import data
from motcua.reference.public import STANDS_AT
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures
from reference.conftest import Case

WANTED = data("desk.toml")
ON = STANDS_AT.date()
OFFICES = ("338", "12574", "12475")


def offered(unit: str) -> set[str]:
    return {one.procedure for one in procedures.offers(units.find(unit, on=ON).id, ON).values()}


def test_what_every_counter_has_each_day_is_offered_by_both_communes(case: Case) -> None:
    daily = {"1.001193", "1.000656", "1.000894", "2.000635", "2.000815", "2.000884"}
    for unit in OFFICES[1:]:
        assert daily <= offered(unit)
        assert all(procedures.asked(code, on=ON).papers for code in daily)
    assert procedures.asked("1.001193", on=date(2020, 12, 31)).papers == ()


def test_no_counter_offers_what_asks_nothing(case: Case) -> None:
    for office in OFFICES:
        assert offered(office) <= procedures.asked_codes(on=ON)


@pytest.mark.parametrize("one", WANTED["asked"], ids=lambda one: one["procedure"])
def test_what_is_asked_says_where_it_is_from(case: Case, one: dict[str, Any]) -> None:
    asked = procedures.asked(one["procedure"], on=ON)
    assert list(procedures.flaws_of(asked)) == []
    assert asked.legal_basis
    assert asked.illustrative or asked.legal_basis.startswith("Cổng Dịch vụ công quốc gia")
    assert all(tariff.legal_basis for tariff in asked.tariffs)
    assert asked.illustrative or not any("minh họa" in tariff.name for tariff in asked.tariffs)


@pytest.mark.parametrize(
    ("code", "copies", "pages", "total"),
    [("2.000815", 2, 3, 10_000), ("2.000815", 1, 500, 200_000), ("2.000884", 3, 1, 30_000), ("2.000635", 2, 1, 16_000)],
)
def test_fees_are_those_of_the_portal(case: Case, code: str, copies: int, pages: int, total: int) -> None:
    (tariff,) = procedures.asked(code, on=ON).tariffs
    assert tariff.total(copies=copies, pages=pages) == total


def test_each_step_of_each_process_has_a_post_that_can_do_it(case: Case) -> None:
    """What a unit offers can be handed on to the end: someone of the role sits where each step is done."""
    structure = units.structure(ON)
    for office in OFFICES:
        own = units.find(office, on=ON)
        for code in sorted(offered(office)):
            process = procedures.process_of(code, unit_key=own.key, on=ON)
            assert list(procedures.flaws_in(process)) == []
            for step in process.steps:
                named = step.where.removeprefix("unit:")
                unit = own if named == step.where else structure.by_code[named]
                here = structure.below(unit.id, own=True)
                assert accounts.posts_with(accounts.Role(step.role), here, on=ON), (office, code, step.code)


def test_a_dossier_of_a_commune_waits_for_its_part_at_another_office(case: Case) -> None:
    land_office = units.find("34.VPDK", on=ON)
    (part,) = casework.out_with([land_office.id], most=10)
    view = dossiers.staff_view(part.code, at=STANDS_AT)
    assert view
    assert (view.status.receiving_unit, part.branch.step) == ("Xã Đông Hải", "lien-thong")
    assert view.status.received_at.date() > date(2022, 10, 14)  # none of those of the figures
    assert dossiers.whose(part.code) is None


def test_five_procedures_have_a_form_that_is_marked_as_illustrative(case: Case) -> None:
    codes = {"1.001193", "1.000894", "1.004873", "1.013833", "1.001612"}
    assert procedures.form_codes(on=ON) == codes
    found = [procedures.form_of(code, on=ON) for code in codes]
    assert all(form and form.illustrative and not list(procedures.flaws_of_form(form)) for form in found)
    assert list(procedures.altered_forms()) == []
