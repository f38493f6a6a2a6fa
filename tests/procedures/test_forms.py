"""A form is dated and never edited; it may be a case's own; a file of forms is taken whole or not at all."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.kernel.tables import RowsRefused, Taken
from motcua.kernel.trees import read_tree
from motcua.services.procedures import models
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import (
    AlreadyChanged,
    Asked,
    AskedPaper,
    Case,
    DraftChanged,
    Form,
    NotAForm,
    UnknownProcedure,
    body_of_form,
)
from procedures.conftest import AT, CHANGED, CODE
from procedures.form_cast import FORM

LATER = date(2023, 1, 1)
OTHER = replace(FORM, title="Tờ khai khác")
CASES = Asked(CHANGED, papers=(AskedPaper("to-khai", "Tờ khai"),), cases=(Case("tre-em", "Trẻ em", ("to-khai",)),))


def lay_down(form: Form = FORM, on: date = CHANGED, code: str = CODE, case: str = "") -> bool:
    return procedures.lay_down_form(code=code, form=form, on=on, case=case, by="post/1", at=AT)


def take(text: str, on: date = CHANGED) -> Taken:
    return procedures.take_forms(json.loads(text), text=text, on=on, by="import", at=AT)


def written(**more: Any) -> str:
    return json.dumps({"form": [{"procedure": CODE, **body_of_form(FORM), **more}]}, ensure_ascii=False, indent=1)


def test_a_form_holds_from_its_day_until_the_next(residence: str) -> None:
    assert lay_down()
    assert lay_down(OTHER, LATER)
    assert procedures.form_of(CODE, on=LATER - timedelta(days=1)) == FORM
    assert procedures.form_of(CODE, on=LATER) == OTHER
    assert procedures.form_of(CODE, on=CHANGED - timedelta(days=1)) is None
    assert [(one.form, one.valid_to) for one in procedures.forms(CODE)] == [
        (OTHER, None),
        (FORM, LATER - timedelta(days=1)),
    ]


def test_a_form_is_laid_down_with_seven_statements_and_read_with_one(residence: str) -> None:
    lay_down()
    with CaptureQueriesContext(connection) as queries:
        lay_down(OTHER, LATER)
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) == 7
    with CaptureQueriesContext(connection) as queries:
        procedures.form_of(CODE, on=LATER)
    assert len(queries) == 1


def test_a_case_has_its_own_form_or_the_general_one(residence: str) -> None:
    procedures.ask(code=CODE, asked=CASES, on=CHANGED, by="post/1", at=AT)
    assert lay_down()
    assert procedures.form_of(CODE, on=LATER, case="tre-em") == FORM
    assert lay_down(OTHER, case="tre-em")
    assert procedures.form_of(CODE, on=LATER, case="tre-em") == OTHER
    assert procedures.form_of(CODE, on=LATER) == FORM
    with pytest.raises(NotAForm):
        lay_down(case="khong-co")


def test_answers_are_read_by_the_form_they_were_given_to(residence: str) -> None:
    lay_down()
    laid = procedures.laid_form(CODE, on=CHANGED)
    assert laid
    lay_down(OTHER, LATER)
    assert procedures.form_with(laid.digest) == FORM
    assert procedures.form_with("0" * 64) is None


def test_the_same_again_is_no_event_and_the_ledger_holds_the_digest(residence: str) -> None:
    assert lay_down()
    assert not lay_down(on=LATER)
    events = [one for one in ledger.read(f"procedure/{CODE}") if one.kind == "procedure.form_laid_down"]
    assert [set(one.payload) for one in events] == [{"on", "case", "sha256", "questions"}]


def test_nothing_is_slipped_in_before_what_is_on_record_nor_laid_down_for_nothing(residence: str) -> None:
    lay_down(on=LATER)
    with pytest.raises(AlreadyChanged):
        lay_down(OTHER)
    with pytest.raises(UnknownProcedure):
        lay_down(code="9.999999")
    with pytest.raises(NotAForm):
        lay_down(Form(), on=LATER + timedelta(days=1))


def test_a_form_that_was_altered_beside_the_ledger_is_found(residence: str) -> None:
    lay_down()
    assert list(procedures.altered_forms()) == []
    models.FormVersion.objects.update(body=body_of_form(OTHER))
    assert list(procedures.altered_forms()) == [f"procedure/{CODE}: {CHANGED}"]


def test_a_draft_binds_nobody_until_it_is_laid_down_and_each_case_has_its_own(residence: str) -> None:
    assert procedures.form_draft(CODE, on=LATER).content == Form()
    number = procedures.write_form(code=CODE, case="", form=Form(), seen=0, by="post/1", at=AT)
    with pytest.raises(NotAForm):
        procedures.lay_down_drafted_form(code=CODE, case="", on=LATER, seen=number, by="post/1", at=AT)
    with pytest.raises(DraftChanged):
        procedures.write_form(code=CODE, case="", form=FORM, seen=0, by="post/2", at=AT)
    number = procedures.write_form(code=CODE, case="", form=FORM, seen=number, by="post/1", at=AT)
    assert procedures.form_of(CODE, on=LATER) is None
    assert procedures.form_draft(CODE, on=LATER, case="tre-em").number == 0
    assert procedures.lay_down_drafted_form(code=CODE, case="", on=LATER, seen=number, by="post/1", at=AT)
    assert procedures.form_of(CODE, on=LATER) == FORM
    assert procedures.form_draft(CODE, on=LATER).number == 0
    procedures.write_form(code=CODE, case="", form=OTHER, seen=0, by="post/1", at=AT)
    procedures.drop_form_draft(code=CODE)
    assert procedures.form_draft(CODE, on=LATER).content == FORM


def test_a_file_of_forms_is_taken_and_the_second_time_is_nothing(residence: str) -> None:
    assert take(written()) == Taken(1, 1, 0)
    assert procedures.form_of(CODE, on=LATER) == FORM
    assert take(written(), on=LATER) == Taken(1, 0, 1)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"kind": "identity_number"', '"kind": "colour"', "so-giay-to"),
        ('"code": "gioi-tinh"', '"code": "Giới tính"', "Giới tính"),
        ('"from_known": "applicant.name"', '"from_know": "applicant.name"', "ho-ten"),
        ('"question": "co-con"', '"question": "khong-co"', "con"),
    ],
)
def test_what_is_wrong_in_a_file_names_its_line_and_field(residence: str, old: str, new: str, field: str) -> None:
    text = written().replace(old, new, 1)
    with pytest.raises(RowsRefused) as refused:
        take(text)
    first = refused.value.refusals[0]
    assert first.field == field
    line = text.splitlines()[(first.line or 0) - 1]
    assert f'"{field}"' in line or "procedure" in line
    assert procedures.form_of(CODE, on=LATER) is None


def test_a_file_that_names_an_unknown_procedure_or_two_of_one_leaves_nothing(residence: str) -> None:
    body = json.loads(written())
    body["form"].append({**body["form"][0], "procedure": "9.999999"})
    with pytest.raises(RowsRefused) as refused:
        take(json.dumps(body))
    assert len(refused.value.refusals) == 1
    assert procedures.form_of(CODE, on=LATER) is None
    body["form"] = [body["form"][0]] * 2
    with pytest.raises(RowsRefused):
        take(json.dumps(body))
    with pytest.raises(Refused):
        take("[]")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("a.toml", "a = 1\nb = [", 2), ("a.json", '{"a": 1,\n}', 2), ("a.txt", "a", None), ("a.json", "[" * 100_000, 1)],
)
def test_what_is_no_tree_is_refused_with_its_line(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        read_tree(file)
    assert refused.value.line == line
    file.write_text('a = "b"' if name == "a.toml" else '{"a": "b"}')
    if name != "a.txt":
        assert read_tree(file)[0] == {"a": "b"}
