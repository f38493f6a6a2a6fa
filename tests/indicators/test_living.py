"""A dossier received a moment ago stands in the next report, and a published figure can be made again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dossiers.cast import CLERK, LEADER, Office
from dossiers.plain import on
from motcua.foundation.facts.public import Facts
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reform.indicators import public as indicators
from motcua.reform.indicators.public import By, NotYet, Report, Unbalanced, UnitAs
from motcua.services.dossiers import public as dossiers

MARCH = Period(date(2022, 3, 1), date(2022, 3, 31))
NOW = on("05-01 08:00")


def report(now: datetime = NOW, **said: object) -> Report:
    asked = {"unit": "338", "period": MARCH} | said
    return indicators.report(indicators.up_to_date(at=now), now=now, **asked)  # type: ignore[arg-type]  # told by name


def figures(made: Report) -> dict[str, int]:
    """Give the figures that are not zero."""
    return {count.code: value for count in indicators.COUNTS if (value := made.figures.value(count.code))}


def test_a_unit_without_dossiers_has_zeros(office: Office) -> None:
    made = report()
    assert figures(made) == {}
    assert made.as_of == MARCH.ends(made.as_of.tzinfo)  # type: ignore[arg-type]  # it is a zone of the IANA list
    assert report(by=By.UNIT).groups == ()
    assert report(rows=True).rows == ()


def test_a_dossier_received_now_is_in_the_next_report(office: Office) -> None:
    taken = office.receive("03-01 09:00")
    made = report(now=on("03-01 09:01"), rows=True)
    assert figures(made) == {
        "received.total": 1,
        "received.direct": 1,
        "pending.total": 1,
        "pending.in_time": 1,
    }
    assert made.rows is not None
    assert [(row.dossier, row.code, row.unit, row.counted_as) for row in made.rows] == [
        (taken.dossier_id, taken.state.code, "338", ("received.direct", "pending.in_time"))
    ]
    assert taken.state.code
    dossiers.finish(code=taken.state.code, by=CLERK, at=on("03-10 15:00"))
    assert figures(report(now=on("03-10 15:01"))) == {
        "received.total": 1,
        "received.direct": 1,
        "resolved.total": 1,
        "resolved.early": 1,
        "outcomes.granted": 1,
    }


def test_this_months_pending_is_carried_over_into_the_next(office: Office) -> None:
    office.receive("03-30 09:00", channel=dossiers.Channel.ONLINE)
    made = report(period=Period(date(2022, 3, 1), date(2022, 4, 30)), by=By.MONTH)
    (march, april) = made.groups
    assert (march.key, march.name, april.key) == ("2022-03", "03/2022", "2022-04")
    assert march.figures.received.online == march.figures.pending.total == april.figures.received.carried_over == 1
    assert april.figures.pending.overdue == 1


def test_its_own_are_apart_from_those_of_the_units_below(office: Office) -> None:
    office.receive("03-02 09:00", unit=office.department.key)
    office.receive("03-02 09:10", unit=office.land_office.key)
    assert report().figures.received.total == 1
    assert report(own=True).figures.received.total == 1, "a department is the district's own"
    assert report(unit="34", own=True).figures.received.total == 1
    made = report(unit="34", by=By.UNIT)
    assert [(group.key, group.figures.received.total) for group in made.groups] == [("338.TP", 1), ("34.VPDK", 1)]
    assert report(unit="34", by=By.FIELD).groups[0].name == "Lĩnh vực mẫu"
    assert report(unit="34", by=By.PROCEDURE).groups[0].key == "1.004222"
    assert report(unit="34", by=By.CHANNEL).groups[0].name == "trực tiếp tại Bộ phận Một cửa"


def test_a_named_competence_moves_the_figure_from_then_on(office: Office) -> None:
    taken = office.receive("03-02 09:00")
    assert taken.state.code
    dossiers.name_competent(code=taken.state.code, unit=office.land_office.key, by=LEADER, at=on("03-10 09:00"))
    assert report(unit_as=UnitAs.RECEIVING).figures.received.total == 1
    assert report(unit_as=UnitAs.COMPETENT).figures.received.total == 0
    assert report(unit_as=UnitAs.COMPETENT, as_of=on("03-09 09:00")).figures.received.total == 1
    assert report(unit="34.VPDK", unit_as=UnitAs.COMPETENT).figures.received.total == 1


def test_a_published_figure_is_made_again_from_what_was_known(office: Office) -> None:
    office.receive("03-02 09:00")
    published_at = on("04-01 08:00")
    published = report(now=published_at)
    late = dossiers.Backdating(occurred_at=on("03-20 09:00"), reason="Mất điện", approved_by=LEADER)
    filing = dossiers.Filing(procedure="1.004222", unit=office.shop.key, channel=dossiers.Channel.POST)
    dossiers.receive(filing=filing, by=CLERK, at=on("04-04 09:00"), backdating=late)
    assert report().figures.received.total == 2
    with indicators.known_at(published_at, at=NOW) as facts:
        again = indicators.report(facts, unit="338", period=MARCH, now=NOW)
    assert again.figures == published.figures
    assert again.known_at == published_at
    with pytest.raises(NotYet, match="is not known"), indicators.known_at(NOW + timedelta(days=1), at=NOW):
        pass


def test_the_rows_behind_a_figure(office: Office) -> None:
    in_march = [office.receive(f"03-{day:02} 09:00") for day in (1, 2, 3)]
    office.receive("04-01 09:00")
    facts = indicators.up_to_date(at=NOW)

    def behind(counted_as: str, **said: object) -> list[int]:
        asked = {"unit": "34", "period": MARCH, "now": NOW} | said
        rows = indicators.dossiers_behind(facts, counted_as=counted_as, **asked)  # type: ignore[arg-type]  # by name
        return [row.dossier for row in rows]

    expected = [taken.dossier_id for taken in in_march]
    assert behind("pending.overdue") == behind("received.total") == behind("received.direct") == expected
    assert behind("received.direct", limit=2) == expected[:2]
    assert behind("resolved.total") == []
    for group in ((By.UNIT, "338"), (By.FIELD, "mau"), (By.PROCEDURE, "1.004222"), (By.CHANNEL, "counter")):
        assert behind("pending.overdue", group=group) == expected
    for group in ((By.UNIT, "34"), (By.UNIT, "?"), (By.FIELD, "khac"), (By.PROCEDURE, "?"), (By.CHANNEL, "post")):
        assert behind("pending.overdue", group=group) == []
    assert len(behind("pending.total", period=Period(date(2022, 3, 1), date(2022, 4, 30)))) == 4
    two_months = {"period": Period(date(2022, 3, 1), date(2022, 4, 30))}
    assert behind("received.direct", group=(By.MONTH, "2022-03"), **two_months) == expected
    with pytest.raises(indicators.UnknownFigure, match=r"write one of received\.total"):
        behind("received.late")


def test_figures_that_contradict_each_other_are_not_given(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the identities: a row that was tampered with stops the report and says which identity broke."""
    office.receive("03-02 09:00")
    collect = Facts.collect

    def tampered(self: Facts, *frames: object) -> list[dict[str, list[object]]]:
        found = collect(self, *frames)  # type: ignore[arg-type]  # frames are handed on
        for columns in found:
            for name in {"pending_in_time", "pending_overdue"} & set(columns):
                columns[name] = [0 for _ in columns[name]]
        return found

    assert report().figures.pending.total == 1
    monkeypatch.setattr(Facts, "collect", tampered)
    for by in (None, By.UNIT, By.FIELD, By.MONTH):
        with pytest.raises(Unbalanced, match=r"\(11\) = \(12\) \+ \(13\) would be 1 = 0"):
            report(by=by)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"as_of": on("04-01 00:00") + timedelta(microseconds=1)}, "after the period"),
        ({"as_of": on("03-20 00:00"), "now": on("03-10 00:00")}, "has not come yet"),
        ({"unit": "339"}, "no unit bears this code on 2022-03-31"),
        ({"unit": "338@2019-12-31"}, "no unit bears this code on 2019-12-31"),
        ({"unit": "338@today"}, "what follows @ is not a day"),
        ({"structure_on": date(2019, 1, 1)}, "no unit bears this code on 2019-01-01"),
    ],
)
def test_what_cannot_be_reported_is_refused(office: Office, said: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        report(**said)  # type: ignore[arg-type]  # told by name


def test_the_setting_is_dated_and_shapes_the_figures(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.receive("03-01 09:00", channel=dossiers.Channel.ONLINE_ASSISTED)
    gone = office.receive("03-01 09:05")
    assert gone.state.code
    dossiers.withdraw(code=gone.state.code, reason="Đổi ý", by=CLERK, at=on("03-02 09:00"))
    made = report()
    assert made.practice.valid_from == date.min
    assert made.figures.received.online == made.figures.resolved.early == 1
    other = replace(made.practice, code="local", assisted="direct", ended_otherwise="on time")
    monkeypatch.setattr("motcua.reform.indicators.queries.report.practice_on", lambda day: other)
    otherwise = report()
    assert otherwise.figures.received.direct == 2
    assert (otherwise.figures.resolved.early, otherwise.figures.resolved.on_time) == (0, 1)
    assert otherwise.figures.outcomes.withdrawn == 1
    assert set(other.statements()) - set(made.practice.statements())
