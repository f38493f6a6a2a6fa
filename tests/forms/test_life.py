"""The life of a sheet: frozen, sent, accepted or sent back; what is refused; and that a replay gives the same."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import Installation
from dossiers.cast import CLERK, LEADER
from dossiers.plain import on
from forms.conftest import AFTER, QUARTER, District, set_up_district
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.forms import public as forms
from motcua.reform.forms.models import KeptSheet
from motcua.reform.indicators import public as indicators
from motcua.services.dossiers import public as dossiers

BY = "post/reform"
ZEROS = (0,) * 11
BALANCED = (5, 2, 2, 1, 4, 3, 1, 0, 1, 1, 0)
WRONG = (5, 2, 2, 2, 4, 3, 1, 0, 1, 1, 0)


def freeze(unit: str = "338", form: str = "II.06a", **also: Any) -> int:
    said = {"period": QUARTER, "preset": "quarter", "by": BY, "at": AFTER} | also
    return forms.freeze(form=form, unit=unit, **said)


def enter(values: tuple[int, ...] = BALANCED, unit: str = "12472", **also: Any) -> int:
    said = {
        "form": "II.06a",
        "period": QUARTER,
        "preset": "quarter",
        "lines": [forms.Line("mau", "Lĩnh vực mẫu", values)],
        "total": values,
        "by": BY,
        "at": AFTER,
    } | also
    return forms.enter(unit=unit, **said)


def test_a_frozen_sheet_holds_its_numbers_and_what_they_were_made_from(district: District) -> None:
    kept = forms.kept(freeze())
    assert kept.sheet.total == (3, 1, 2, 0, 2, 1, 0, 1, 1, 0, 1)
    assert (kept.edition, kept.latest, kept.flagged, kept.standing) == (1, True, 0, forms.Standing.FROZEN)
    checkpoint = ledger.latest_checkpoint()
    assert checkpoint is not None
    assert (kept.sheet.trace.size, kept.sheet.trace.root) == (checkpoint.size, checkpoint.root.hex())
    assert kept.sheet.trace.statements
    (event,) = ledger.read(f"form/{kept.id}")
    assert event.kind == "form.frozen"
    assert event.unit == district.office.shop.key
    assert event.payload["sheet"]["total"] == list(kept.sheet.total)


def test_the_digest_is_of_the_canonical_bytes(district: District) -> None:
    row = KeptSheet.objects.get(pk=freeze())
    assert hashlib.sha256(bytes(row.content)).hexdigest() == row.digest


def test_a_sheet_goes_up_and_is_accepted(district: District) -> None:
    sheet = freeze(unit="12472")
    forms.send(sheet=sheet, by=LEADER, at=AFTER + timedelta(hours=1))
    assert forms.kept(sheet).sent_to == district.office.shop.id
    forms.accept(sheet=sheet, by=BY, at=AFTER + timedelta(hours=2))
    assert forms.kept(sheet).standing is forms.Standing.ACCEPTED
    assert [event.kind for event in ledger.read(f"form/{sheet}")] == ["form.frozen", "form.sent", "form.received"]
    assert list(forms.replay_all()) == []


def test_a_sheet_is_sent_back_with_a_reason_and_made_anew(district: District) -> None:
    sheet = freeze(unit="12472")
    forms.send(sheet=sheet, by=LEADER, at=AFTER)
    with pytest.raises(forms.NoReason):
        forms.send_back(sheet=sheet, reason=" ", by=BY, at=AFTER)
    forms.send_back(sheet=sheet, reason="thiếu lĩnh vực đất đai", by=BY, at=AFTER)
    kept = forms.kept(sheet)
    assert kept.standing is forms.Standing.SENT_BACK
    assert kept.reasons == {3: "thiếu lĩnh vực đất đai"}
    *_, event = ledger.read(f"form/{sheet}")
    assert "đất đai" not in str(event.payload)
    with pytest.raises(forms.NoReason, match="another edition needs a reason"):
        freeze(unit="12472")
    again = freeze(unit="12472", reason="đã bổ sung")
    assert (forms.kept(again).edition, forms.kept(sheet).latest) == (2, False)
    assert list(forms.replay_all()) == []


def test_a_row_that_is_not_what_its_events_say_is_found(district: District) -> None:
    sheet = freeze()
    KeptSheet.objects.filter(pk=sheet).update(flagged=1)
    assert list(forms.replay_all()) == [sheet]


@pytest.mark.parametrize("act", [forms.accept, forms.send])
def test_nothing_follows_out_of_turn(district: District, act: Any) -> None:
    sheet = freeze(unit="12472")
    if act is forms.send:
        forms.send(sheet=sheet, by=LEADER, at=AFTER)
    with pytest.raises(forms.OutOfTurn):
        act(sheet=sheet, by=BY, at=AFTER)


def test_an_edition_that_has_a_later_one_is_not_sent(district: District) -> None:
    first = freeze()
    freeze(reason="thêm hồ sơ")
    with pytest.raises(forms.OutOfTurn, match="a later edition"):
        forms.send(sheet=first, by=LEADER, at=AFTER)


def test_a_province_has_nobody_above(district: District) -> None:
    with pytest.raises(forms.NobodyAbove):
        forms.send(sheet=freeze(unit="34"), by=LEADER, at=AFTER)


def test_days_are_reported_once_in_each_kind_of_period(district: District) -> None:
    freeze()
    half = Period(date(2022, 1, 1), date(2022, 2, 28))
    freeze(period=half, preset=forms.FREE)
    with pytest.raises(forms.Overlapping, match="a sheet from 2022-01-01 to 2022-02-28 is kept"):
        freeze(period=Period(date(2022, 2, 1), date(2022, 3, 31)), preset=forms.FREE)
    with pytest.raises(forms.NotOfPreset, match="as 2022-01-01 to 2022-03-31"):
        freeze(period=half)


def test_a_period_that_is_not_over_is_not_frozen(district: District) -> None:
    with pytest.raises(forms.NotOver):
        freeze(at=datetime.fromisoformat("2022-03-31T23:59+07:00"))


def test_a_unit_outside_its_life_is_refused(district: District) -> None:
    units.found(
        code="12999", name="Xã Mới", level=units.Level.COMMUNE, on=date(2022, 2, 1), by="test", at=AFTER,
        parent_id=district.office.shop.id,
    )  # fmt: skip
    with pytest.raises(forms.OutsideLife, match="exists from 2022-02-01 on only"):
        freeze(unit="12999")
    units.dissolve(unit_id=district.north.id, on=date(2022, 2, 1), by="test", at=AFTER)
    with pytest.raises(units.UnknownUnit):
        freeze(unit="12472")


def test_what_is_entered_by_hand_is_checked(district: District) -> None:
    kept = forms.kept(enter())
    assert kept.sheet.origin is forms.Origin.HAND
    assert kept.flagged == 0
    (event,) = ledger.read(f"form/{kept.id}")
    assert event.kind == "form.entered"


def test_a_sheet_that_does_not_balance_is_kept_only_flagged_and_with_a_reason(district: District) -> None:
    with pytest.raises(forms.Unbalanced) as refused:
        enter(WRONG)
    assert refused.value.message() == (
        "Lĩnh vực mẫu, “(3) = (4) + (5) + (6)”: (3) = (4) + (5) + (6) does not hold: 5 is not 6; "
        "mend the numbers, or say why the sheet is kept as it is; it will be flagged"
    )
    assert not KeptSheet.objects.exists()
    kept = forms.kept(enter(WRONG, reason="bản giấy đã ký ghi như vậy"))
    assert kept.flagged == 2
    assert [(one.line, one.left, one.right) for one in kept.sheet.imbalances] == [("Lĩnh vực mẫu", 5, 6), ("", 5, 6)]


def test_a_total_that_is_not_the_sum_of_its_lines_is_told(district: District) -> None:
    other = (4, 2, 2, 0, 4, 3, 1, 0, 0, 0, 0)
    with pytest.raises(forms.Unbalanced, match=r"\(3\) = Σ does not hold: 4 is not 5"):
        enter(total=other)


@pytest.mark.parametrize(("place", "value"), [(0, -1), (3, 2**60)])
def test_what_is_no_count_is_refused(district: District, place: int, value: int) -> None:
    values = [*BALANCED]
    values[place] = value
    with pytest.raises(Refused, match="this is not a count"):
        enter(tuple(values), reason="vẫn giữ")


def test_what_this_period_carries_over_is_what_the_last_one_left(district: District) -> None:
    period = Period(date(2021, 10, 1), date(2021, 12, 31))
    enter(BALANCED, period=period)
    enter(BALANCED)
    enter((5, 2, 2, 1, 3, 2, 1, 0, 2, 2, 0), unit="12475", period=period)
    with pytest.raises(forms.Unbalanced, match="1 is not 2"):
        enter(BALANCED, unit="12475")
    (fault,) = forms.kept(enter(BALANCED, unit="12475", reason="một hồ sơ bàn giao")).sheet.imbalances
    assert (fault.code, fault.left, fault.right) == ("II.06-5", 1, 2)


def test_sheets_from_below_are_added_up(district: District) -> None:
    freeze()
    sheets = [enter(), enter(unit="12475")]
    for sheet in sheets:
        forms.send(sheet=sheet, by=LEADER, at=AFTER)
    forms.accept(sheet=sheets[0], by=BY, at=AFTER)
    said = {"form": "II.06b", "unit": "338", "period": QUARTER, "preset": "quarter", "by": BY, "at": AFTER}
    with pytest.raises(forms.Missing, match="no accepted sheet for these days from: Xã Nam"):
        forms.gather(**said)
    forms.accept(sheet=sheets[1], by=BY, at=AFTER)
    kept = forms.kept(forms.gather(**said))
    assert kept.sheet.total == tuple(
        a + 2 * b for a, b in zip((3, 1, 2, 0, 2, 1, 0, 1, 1, 0, 1), BALANCED, strict=True)
    )
    assert [line.name for line in kept.sheet.lines] == ["Huyện Mẫu", "Xã Bắc", "Xã Nam"]
    assert [part.digest for part in kept.sheet.parts][1:] == [forms.kept(sheet).digest for sheet in sheets]
    assert kept.flagged == 0


def test_the_board_says_who_is_missing_and_who_is_late(district: District) -> None:
    sheet = enter()
    said = {"form": forms.forms().find("II.06b", on=QUARTER.last), "preset": "quarter", "period": QUARTER}
    board = forms.expected(district.office.shop, today=date(2022, 4, 5), **said)
    assert [(one.word, one.late, one.due_on) for one in board] == [
        ("frozen", False, date(2022, 4, 5)),
        ("missing", False, date(2022, 4, 5)),
    ]
    forms.send(sheet=sheet, by=LEADER, at=AFTER)
    board = forms.expected(district.office.shop, today=date(2022, 4, 6), **said)
    assert [(one.word, one.late) for one in board] == [("sent", False), ("missing", True)]


def test_a_frozen_sheet_is_made_again_from_what_was_known_then(district: District) -> None:
    kept = forms.kept(freeze())
    later = AFTER + timedelta(days=1)
    entered_late(district, later)
    again, same = forms.rebuilt(kept, now=later + timedelta(hours=1))
    assert same
    assert again.total == kept.sheet.total
    wrong = replace(kept, sheet=replace(kept.sheet, total=ZEROS))
    assert not forms.rebuilt(wrong, now=later + timedelta(hours=1))[1]


def entered_late(district: District, recorded_at: datetime) -> None:
    """The pending dossier had been finished on 10 March; nobody had entered it."""
    dossiers.finish(
        code=district.pending, by=CLERK, at=recorded_at,
        backdating=dossiers.Backdating(on("03-10 09:00"), "quên nhập", LEADER),
    )  # fmt: skip


def test_a_restatement_says_what_changed_and_which_dossier_did_it(district: District) -> None:
    kept = forms.kept(freeze())
    assert forms.restated(kept, now=AFTER).numbers == ()
    later = AFTER + timedelta(days=1)
    entered_late(district, later)
    said = forms.restated(kept, now=later + timedelta(hours=1))
    assert [(one.line, one.column, one.then, one.now) for one in said.numbers if not one.line] == [
        ("", 7, 2, 3),
        ("", 8, 1, 2),
        ("", 11, 1, 0),
        ("", 13, 1, 0),
    ]
    (moved,) = said.dossiers
    assert (moved.code, moved.then, moved.now) == (
        district.pending,
        ("received.online", "pending.overdue"),
        ("received.online", "resolved.early"),
    )
    ((since,),) = said.events.values()
    assert (since.kind, since.occurred_at, since.recorded_at) == ("dossier.finished", on("03-10 09:00"), later)


def test_what_was_entered_is_not_made_again(district: District) -> None:
    with pytest.raises(forms.ByHand):
        forms.rebuilt(forms.kept(enter()), now=AFTER)


def test_a_sheet_that_is_not_there(db: None) -> None:
    with pytest.raises(forms.UnknownSheet):
        forms.kept(404)


def test_a_list_of_sheets_takes_four_queries(district: District) -> None:
    for unit in ("338", "12472"):
        freeze(unit=unit)
    freeze(reason="thêm")
    with CaptureQueriesContext(connection) as queries:
        assert [one.edition for one in forms.kept_of(district.office.shop.id)] == [2, 1]
    assert len(queries) <= 4


def test_two_who_freeze_at_once_keep_one_sheet(committing_db: Installation, together: Callable[..., list[Any]]) -> None:
    set_up_district()
    indicators.up_to_date(at=AFTER)
    results = together(freeze, freeze)
    assert sorted(type(one).__name__ for one in results) == ["NoReason", "int"]
    assert KeptSheet.objects.count() == 1
