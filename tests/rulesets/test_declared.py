"""What modules declare of their rules is what stands in their files, and what a form takes their readers take."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.rulesets import public as rulesets
from motcua.foundation.rulesets.public import GROUND, SINCE, Column, Ground, Kind, RuleSet, Table, WrongRecord
from motcua.foundation.rulesets.rules.entering import check_addition, dated, read_record
from motcua.reform.inspections.rules.terms import read_settings
from motcua.services.feedback.rules.phrases import read_phrases
from motcua.services.feedback.rules.terms import read_policies
from motcua.services.filing.rules.dated import read_answers, read_limits, read_rules
from motcua.services.news.rules.reading import read_rules as read_reading
from motcua.services.privacy.rules import read_rules as read_terms
from motcua.services.surveys.rules.indices import read_thresholds
from motcua.services.surveys.rules.invitations import read_lasting

SETS = list(rulesets.known().values())
OPEN = [(one, table) for one in SETS if one.open for table in one.tables]
ENGLISH = re.compile(r"\b(the|a|an|no|from|was|by|is|of|at)\b")
READERS: Mapping[str, tuple[Any, ...]] = {
    "privacy.terms": (read_terms,),
    "filing.own_portal": (read_rules,),
    "filing.limits": (read_limits, read_answers),
    "feedback.terms": (read_policies,),
    "feedback.phrases": (read_phrases,),
    "surveys.thresholds": (read_thresholds,),
    "surveys.invitations": (read_lasting,),
    "news.reading": (read_reading,),
    "inspections.settings": (read_settings,),
}
TOMORROW = date(2031, 2, 4)


def entry(column: Column) -> st.SearchStrategy[str]:
    """Give what somebody might enter in a column and is taken."""
    match column.kind:
        case Kind.WHOLE:
            return st.integers(column.least, column.most).map(str)
        case Kind.SWITCH:
            return st.sampled_from([rulesets.YES, rulesets.NO])
        case Kind.CHOICE:
            return st.sampled_from(sorted(column.choices))
        case Kind.WORDS:
            return st.lists(st.sampled_from(["bot", "crawl", "máy đọc"]), min_size=1).map(", ".join)
        case _:
            return st.sampled_from(["câu-trả-lời", "Giờ làm việc", *([""] if column.may_lack else [])])


@st.composite
def changes(draw: st.DrawFn) -> tuple[RuleSet, Table, dict[str, str]]:
    declared, table = draw(st.sampled_from(OPEN))
    return declared, table, {column.name: draw(entry(column)) for column in table.columns}


@pytest.mark.parametrize("declared", SETS, ids=lambda one: one.code)
def test_what_is_declared_is_what_stands_in_the_file(declared: RuleSet) -> None:
    for table in declared.tables:
        known = {one.name for one in table.columns} | {SINCE, *(GROUND if table.grounded else ())}
        needed = {one.name for one in table.columns if not one.may_lack}
        for record in rulesets.all_records(declared)[table.name]:
            extra = set(record) - known
            assert not extra - ({"source", "sure", "terms"} if not declared.open else set())
            assert needed <= set(record)
            if declared.open:
                assert read_record(table, rulesets.write_record(table, record)).items() <= record.items()


@pytest.mark.parametrize("declared", SETS, ids=lambda one: one.code)
def test_a_source_that_is_told_in_english_is_told_in_vietnamese_too(declared: RuleSet) -> None:
    told = [
        record.get("source", "") for table in declared.tables for record in rulesets.all_records(declared)[table.name]
    ]
    assert {text for text in told if ENGLISH.search(text)} <= {*declared.said}
    with translation.override("vi"):
        assert all(gettext(text) != text for text in (*declared.said, declared.title, declared.decides))


@given(changes())
def test_whatever_a_form_takes_the_modules_own_reader_takes(change: tuple[RuleSet, Table, dict[str, str]]) -> None:
    declared, table, entered = change
    record = dated(read_record(table, entered), TOMORROW, Ground("12/QĐ-UBND", "high"), table)
    known = rulesets.all_records(declared)
    for reader in READERS[declared.code]:
        reader({**known, table.name: (*known[table.name], record)})
    assert set(READERS) == {one.code for one in SETS if one.open}


@pytest.mark.parametrize(
    ("code", "table", "column", "entered"),
    [
        ("feedback.terms", "answer", "amount", "0"),
        ("feedback.terms", "answer", "amount", "366"),
        ("feedback.terms", "answer", "amount", "mười"),
        ("feedback.terms", "answer", "amount", "²"),
        ("feedback.terms", "answer", "channel", "chim bồ câu"),
        ("feedback.terms", "handling", "waiting_stands", ""),
        ("feedback.phrases", "phrase", "name", "n" * 81),
        ("feedback.phrases", "phrase", "key", "a\x07b"),
        ("news.reading", "reading", "bots", " , "),
    ],
)
def test_what_cannot_stand_is_refused_by_its_column(code: str, table: str, column: str, entered: str) -> None:
    asked = rulesets.rule_set(code).table(table)
    good = rulesets.write_record(asked, rulesets.all_records(rulesets.rule_set(code))[table][0])
    assert read_record(asked, good)
    with pytest.raises(WrongRecord) as refused:
        read_record(asked, good | {column: entered})
    assert refused.value.field == column


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_no_addition_changes_what_held_until_today(today: date, since: date) -> None:
    declared = rulesets.rule_set("surveys.thresholds")
    table = declared.table("threshold")
    known = list(rulesets.all_records(declared)["threshold"])
    added = dated({"answers": 7}, since, Ground("12/QĐ", "high"), table)
    try:
        check_addition(table, {"answers": 7}, since, known, today=today)
    except WrongRecord:
        assert since <= today
        return
    for day in (today, date(1950, 1, 1)):
        assert rulesets.in_force(table, [*known, added], day) == rulesets.in_force(table, known, day)
    assert rulesets.in_force(table, [*known, added], since) == (added,)
