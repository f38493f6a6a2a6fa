"""What a site must show is a dated list, and whether it is there is worked out from what was found."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.foundation.accounts.public import Role
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.news import models
from motcua.services.news import public as news
from motcua.services.news.public import Link, Section, Seen, Standing
from motcua.services.news.rules.sections import check_section
from news.cast import AT, BY, on

TODAY = date(2022, 10, 10)
PART = Section("schedule", "Lịch", "Schedule", ("a", "b"), "clerk", renew_days=7)


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (Seen(0), Seen(0), Standing.EMPTY),
        (Seen(1, last=date(2022, 10, 3)), Seen(0), Standing.PRESENT),
        (Seen(1, last=date(2022, 10, 2)), Seen(0), Standing.OUTDATED),
        (Seen(1, last=date(2022, 9, 1)), Seen(1, last=TODAY), Standing.PRESENT),
        (Seen(1), Seen(0), Standing.PRESENT),
        (Seen(1, wanted=3), Seen(0), Standing.PARTIAL),
        (Seen(3, wanted=3), Seen(0), Standing.PRESENT),
        (Seen(1, wanted=3), Seen(1), Standing.PRESENT),
        (Seen(0, wanted=3), Seen(0), Standing.EMPTY),
    ],
)
def test_a_section_stands_as_what_was_found(a: Seen, b: Seen, standing: Standing) -> None:
    checked = check_section(PART, {"a": a, "b": b}, None, TODAY)
    assert (checked.standing, checked.is_missing) == (standing, standing is not Standing.PRESENT)


def test_a_link_counts_as_long_as_it_was_said_lately() -> None:
    found = {"a": Seen(0), "b": Seen(0)}
    link = Link("https://a.vn", "A", date(2022, 10, 3))
    assert check_section(PART, found, link, TODAY).standing is Standing.PRESENT
    old = check_section(PART, found, replace(link, on=date(2022, 10, 2)), TODAY)
    assert (old.standing, old.renew_by) == (Standing.OUTDATED, date(2022, 10, 9))


def test_a_probe_that_nobody_makes_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        check_section(PART, {"a": Seen(1)}, None, TODAY)


def test_the_list_is_dated_and_says_how_sure_it_is() -> None:
    asked = news.sections_on(TODAY)
    assert asked.until == date(2026, 6, 30)
    assert (asked.sure, asked.terms) == ("from memory", "illustrative")
    codes = [one.code for one in asked.sections]
    assert len(codes) == len(set(codes)) > 20
    assert {one.keeper for one in asked.sections} <= set(Role)
    assert all(one.probes or one.linked for one in asked.sections)
    assert news.sections_on(date(2010, 1, 1)) == asked == news.sections_on(date(2030, 1, 1))


def test_a_section_is_linked_again_and_unlinked(office: units.Unit) -> None:
    said = {"section": "national_portal", "label": "Cổng Dịch vụ công quốc gia", "unit": office.key, "by": BY}
    news.link_section(url="https://dichvucong.gov.vn", at=AT, **said)
    assert news.links()["national_portal"].on == AT.date()
    news.link_section(url="https://dichvucong.gov.vn", at=on("06-01 08:00"), **said)
    assert news.links()["national_portal"].on == date(2022, 6, 1)
    assert news.replay_all() == []
    news.unlink_section(section="national_portal", unit=office.key, by=BY, at=on("06-02 08:00"))
    assert news.links() == {}
    with pytest.raises(news.UnknownSection):
        news.unlink_section(section="national_portal", unit=office.key, by=BY, at=AT)
    kinds = [event.kind for event in ledger.read("portal_section/national_portal")]
    assert kinds == ["portal_section.linked", "portal_section.linked", "portal_section.unlinked"]
    assert news.replay_all() == []
    models.SectionLink.objects.update(url="https://khac.vn")
    assert news.replay_all() == ["portal_section/national_portal: link"]


@pytest.mark.parametrize(
    "url",
    ["http://a.vn", "https://localhost", "javascript:alert(1)", "https://a.vn@b.vn", "//a.vn", "", "https://a.vn/ b",
     "https://a.vn/<x>", "https://[", "https://a.vn/" + "x" * 300],
)  # fmt: skip
def test_a_link_that_leads_nowhere_safe_is_refused(office: units.Unit, url: str) -> None:
    with pytest.raises(news.NotAnAddress):
        news.link_section(section="national_portal", url=url, label="A", unit=office.key, by=BY, at=AT)


@pytest.mark.parametrize("section", ["structure", "nothing"])
def test_a_section_that_stands_here_is_not_linked_away(office: units.Unit, section: str) -> None:
    with pytest.raises(news.UnknownSection):
        news.link_section(section=section, url="https://a.vn", label="A", unit=office.key, by=BY, at=AT)


def test_links_count_only_where_a_section_may_stand_elsewhere(office: units.Unit) -> None:
    news.link_section(section="national_portal", url="https://a.vn", label="A", unit=office.key, by=BY, at=AT)
    nothing = {probe: Seen(0) for one in news.sections_on(TODAY).sections for probe in one.probes}
    standing = {one.section.code: one.standing for one in news.checked_sections(nothing, on=AT.date())}
    assert standing.pop("national_portal") is Standing.PRESENT
    assert set(standing.values()) == {Standing.EMPTY}
