"""A procedure is what it was on the day: a change is a new version, and the old one stays."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import Error, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.ledger import public as ledger
from motcua.foundation.units.public import BEGINNING
from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused
from motcua.services.procedures import models
from motcua.services.procedures import public as procedures
from motcua.services.procedures.queries import catalogue as queries
from motcua.services.procedures.rules.catalogue import Catalogue
from motcua.services.procedures.rules.draft import Content, Draft
from procedures.conftest import AT, CHANGED, CODE, FIRST

BY = {"by": "post/1", "at": AT}


def test_a_change_is_a_new_version(residence: str) -> None:
    old, new = procedures.find(residence, on=CHANGED - timedelta(days=1)), procedures.find(residence, on=CHANGED)
    assert (old.term, new.term) == (Term(7, Measure.WORKING_DAYS), Term(5, Measure.WORKING_DAYS))
    assert (old.id, old.valid_from, old.valid_to) == (new.id, FIRST, date(2021, 12, 31))
    assert (new.decision, new.valid_from, new.valid_to) == ("QĐ 5", CHANGED, None)
    assert procedures.by_id([new.id, -1]) == procedures.by_id([new.id]) == {new.id: new}
    assert procedures.by_code([CODE, "x"]) == {CODE: new}
    assert procedures.in_force(on=FIRST) == [old]
    assert procedures.in_force(on=date(2019, 1, 1)) == []


def test_each_change_is_an_event(residence: str) -> None:
    first, second = ledger.read(f"procedure/{residence}")
    assert (first.kind, second.kind) == ("procedure.published", "procedure.changed")
    assert second.payload == {
        "on": "2022-01-01",
        "name": "Đăng ký thường trú",
        "field": "CT",
        "term": [5, "working_days"],
        "on_supplement": "restart",
        "on_pause": "pause",
        "on_agency": "run",
        "sensitive": False,
        "decision": "QĐ 5",
    }


def test_what_is_in_force_already_leaves_no_event(residence: str) -> None:
    now = procedures.find(residence, on=CHANGED)
    again = procedures.publish(
        code=residence,
        name=now.name,
        field_code=now.field_code,
        field_name=now.field_name,
        term=now.term,
        decision=now.decision,
        on=CHANGED + timedelta(days=9),
        **BY,
    )
    assert again == now
    assert len(ledger.read(f"procedure/{residence}")) == 2


def test_an_abolished_procedure_was_in_force_until_then(residence: str) -> None:
    end = date(2024, 7, 1)
    procedures.abolish(code=residence, on=end, **BY)
    assert procedures.find(residence, on=end - timedelta(days=1)).valid_to == date(2024, 6, 30)
    with pytest.raises(procedures.UnknownProcedure, match="it is from 2020-01-01 to 2024-06-30"):
        procedures.find(residence, on=end)
    with pytest.raises(procedures.UnknownProcedure, match="is not in force on that day"):
        procedures.abolish(code=residence, on=end, **BY)
    back = procedures.publish(
        code=residence, name="Đăng ký", field_code="CT", field_name="Cư trú", on=date(2025, 1, 1), **BY
    )
    assert back.valid_from == date(2025, 1, 1)
    assert [event.kind for event in ledger.read(f"procedure/{residence}")][2:] == [
        "procedure.abolished",
        "procedure.changed",
    ]


def publish(**changes: object) -> procedures.Procedure:
    given_ = {"code": CODE, "name": "Khác", "field_code": "CT", "field_name": "Cư trú", "on": date(2023, 1, 1), **BY}
    return procedures.publish(**(given_ | changes))  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: publish(on=CHANGED), "a version of 1.004222 that begins on 2022-01-01 is on record"),
        (lambda: publish(on=FIRST), "let the change begin after that day"),
        (lambda: publish(field_name="Dân cư"), "the field CT has the name Cư trú"),
        (lambda: publish(code=" x"), "this cannot be the code of a procedure"),
        (lambda: publish(code="x" * 65), "this cannot be the code of a procedure"),
        (lambda: publish(name=""), "this cannot be the name of a procedure"),
        (lambda: publish(field_code=""), "this cannot be a field of administration"),
        (lambda: procedures.find(CODE, on=date(2019, 1, 1)), "it is from 2020-01-01 on"),
        (lambda: procedures.find("1.004223", on=FIRST), "there is no procedure of this code; near it are 1.004222"),
        (lambda: procedures.find("zz", on=FIRST), "import the procedures first, or write a code that exists"),
        (
            lambda: procedures.abolish(code=CODE, on=date(2021, 1, 1), **BY),
            "a version of 1.004222 that begins on 2022-01-01 is on record",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(residence: str, act: Callable[[], object], said: str) -> None:
    before = queries.catalogue()
    with pytest.raises(Refused, match=said):
        act()
    assert queries.catalogue() is before


def test_what_a_file_names_is_made_once(residence: str) -> None:
    made = procedures.ensure(codes=["X-1", CODE], on=FIRST, **BY)
    assert made[CODE].valid_from == FIRST
    assert (made["X-1"].name, made["X-1"].term, made["X-1"].valid_from) == ("X-1", None, BEGINNING)
    assert (made["X-1"].field_code, made["X-1"].field_name) == procedures.UNCLASSIFIED
    before = queries.catalogue()
    assert procedures.ensure(codes=["X-1"], on=CHANGED, **BY)["X-1"] == made["X-1"]
    assert queries.catalogue() is before
    with pytest.raises(procedures.AlreadyChanged):
        procedures.ensure(codes=[CODE], on=date(2019, 1, 1), **BY)


def test_a_warm_read_takes_one_query(residence: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.catalogue()
    for read in (lambda: procedures.find(residence, on=FIRST), lambda: procedures.by_code([CODE])):
        with django_assert_num_queries(1):
            read()
    queries._compiled = None
    with django_assert_num_queries(2):
        queries.catalogue()


def test_what_is_rolled_back_was_never_seen(residence: str) -> None:
    with transaction.atomic():
        publish()
        assert procedures.find(CODE, on=date(2023, 1, 1)).name == "Khác"
        transaction.set_rollback(True)
    assert procedures.find(CODE, on=date(2023, 1, 1)).name == "Đăng ký thường trú"


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": date(2019, 1, 1)},
        {"valid_to": None},
        {"term_measure": ""},
        {"term_amount": None},
        {"on_pause": "stop"},
    ],
)
def test_the_database_refuses_what_cannot_be(residence: str, changes: dict[str, object]) -> None:
    with pytest.raises(Error), transaction.atomic():
        models.ProcedureVersion.objects.update(**changes)


@pytest.mark.parametrize(
    ("code", "official"),
    [("1.004222", True), ("1.000948.H38", True), ("4.004222", False), ("1.00422", False), ("TTHC 1", False)],
)
def test_official_codes_are_recognised_and_not_asked_for(code: str, official: bool) -> None:
    assert procedures.is_official(code) is official


NAMES = st.sampled_from(["Một", "Hai", "Ba"])
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 20))


@given(acts=st.lists(st.tuples(st.sampled_from("ab"), st.none() | NAMES, DAYS), max_size=15))
def test_on_every_day_a_code_has_one_version_at_most_and_the_past_stays(
    acts: list[tuple[str, str | None, date]],
) -> None:
    catalogue = Catalogue([])
    for code, name, on in acts:
        draft = Draft(catalogue, {})
        try:
            if name is None:
                draft.abolish(code, on=on)
            else:
                draft.publish(code, Content(name, "LV", "Lĩnh vực"), on=on)
        except Refused:
            continue
        later = Catalogue(version for versions in draft.versions.values() for version in versions)
        for one in "ab":
            for day in (date(2020, 1, 1) + timedelta(days=ahead) for ahead in range(21)):
                holding = [version for version in later.versions.get(one, []) if version.in_force(day)]
                assert len(holding) <= 1
                before, after = catalogue.on(one, day), later.on(one, day)
                if day < on or one != code or not draft.changes:
                    assert (before and before.name) == (after and after.name)
                elif name is None:
                    assert after is None
                else:
                    assert after is not None
        catalogue = later
