"""Load the reference case into an empty installation: offices, procedures, posts, dossiers."""

import csv
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.foundation.accounts import public as accounts
from motcua.foundation.units import public as units
from motcua.foundation.worktime import public as worktime
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reference.desk import Desk
from motcua.reference.feedback import load_feedback
from motcua.reference.inspection.cast import Cast
from motcua.reference.inspection.holding import hold_inspection
from motcua.reference.issued import issue_one
from motcua.reference.moment import STANDS_AT
from motcua.reference.news import read_news, tell_documents
from motcua.reference.population import COLUMNS, DISTRICT, Population
from motcua.reference.registers import load_registers
from motcua.reference.stages import show_stages
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures import public as procedures

BEGINNING = date(2004, 1, 1)
"""From here on the offices of the reference case stand, as far as it is concerned."""

BY = "reference"


class NotEmpty(Refused):
    """The installation holds dossiers already; the reference case is loaded into an empty one only."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    units: int
    procedures: int
    events: int


def data(name: str) -> dict[str, Any]:
    """Read one of the case's data files."""
    return tomllib.loads(resources.files("motcua.reference").joinpath("data", name).read_text(encoding="utf-8"))


def load(*, at: datetime, told: Callable[[str], None] = lambda step: None) -> Loaded:
    """
    Load the reference case; the same each time, but for the time of recording.

    :param told: called with one sentence, marked for translation, before each step.
    :raises NotEmpty: if there are dossiers already.
    """
    if dossiers.last_day() is not None:
        raise NotEmpty(gettext_noop("this installation holds dossiers already"), field="MOTCUA_HOME")
    figures = data("figures.toml")
    told(gettext_noop("founding the offices"))
    founded = _load_units(at)
    told(gettext_noop("publishing the procedures"))
    catalogue = data("procedures.toml")
    published = _load_procedures(catalogue, at)
    told(gettext_noop("saying what the offices offer"))
    _load_offers(catalogue, founded, at)
    told(gettext_noop("opening the posts"))
    posts = _load_posts(data("posts.toml")["post"], founded, at)
    told(gettext_noop("recording the registers"))
    load_registers(data("registers.toml"), founded, by=BY, at=at)
    told(gettext_noop("taking over feedback and answered slips"))
    load_feedback(data("feedback.toml"), founded, by=BY, at=at)
    wanted = data("population.toml")
    for unit, agency in [(DISTRICT, wanted["agency"]), *((one["unit"], one["agency"]) for one in wanted["commune"])]:
        dossiers.name_agency(unit=founded[unit].key, code=agency, valid_from=BEGINNING, by=BY, at=at)
    told(gettext_noop("taking in the dossiers"))
    calendar = worktime.calendar_for(founded[DISTRICT].id)
    with tempfile.TemporaryDirectory(dir=settings.MOTCUA_HOME) as folder:
        file = Path(folder) / "events.csv"
        write_events(file, Population(wanted, catalogue, calendar))
        taken = dossiers.import_events(dossiers.Import(file), at=at)
    if taken.wrong:
        raise taken.wrong[0][1]
    told(gettext_noop("holding the inspection, from its plan to its conclusion"))
    _, article = hold_inspection(data("inspection.toml"), data("news.toml"), figures, Cast(founded, posts))
    told(gettext_noop("rating and reading the article of the source"))
    read_news(data("news.toml"), figures, article, at=at)
    tell_documents(data("documents.toml"), founded[DISTRICT], by=BY, at=STANDS_AT)
    told(gettext_noop("saying what the counters ask, and how each office deals with it"))
    desk = data("desk.toml")
    counters = Desk(desk, catalogue, founded, BY, at)
    published += counters.load(since=BEGINNING)
    posts |= _load_posts(desk["post"], founded, at)
    everybody = [*data("posts.toml")["post"], *desk["post"]]
    leaders = {one["title"]: posts[one["name"]] for one in everybody if "leader" in one["roles"]}
    counters.equip(leaders, since=STANDS_AT)
    told(gettext_noop("issuing a result that can be taken home"))
    issue_one(founded["12574"], posts)
    counters.interlink(posts)
    told(gettext_noop("letting a district that does not exist show the stages of inspections"))
    stages = data("stages.toml")
    imagined = _found(stages["units"], at)
    show_stages(stages, Cast(imagined, _load_posts(stages["post"], imagined, at)))
    return Loaded(len(founded), published, taken.rows.taken)


def write_events(file: Path, population: Population) -> None:
    """Write the population as a file of the event exchange."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.DictWriter(opened, COLUMNS)
        rows.writeheader()
        rows.writerows(population.rows())


def _load_units(at: datetime) -> dict[str, units.Unit]:
    text = resources.files("motcua.reference").joinpath("data", "units.csv").read_text(encoding="utf-8")
    return _found(csv.DictReader(text.splitlines()), at)


@transaction.atomic
def _found(wanted: Iterable[Mapping[str, str]], at: datetime) -> dict[str, units.Unit]:
    """Found units, each after that above it, and give them by their codes."""
    founded: dict[str, units.Unit] = {}
    for row in wanted:
        parent = founded.get(row["parent_code"])
        founded[row["code"]] = units.found(
            code=row["code"],
            name=row["name"],
            level=units.Level(row["level"]),
            on=BEGINNING,
            by=BY,
            at=at,
            parent_id=parent.id if parent else None,
        )
    return founded


@transaction.atomic
def _load_posts(wanted: list[dict[str, Any]], founded: dict[str, units.Unit], at: datetime) -> dict[str, int]:
    """Open posts, and give their ids by the names of those who hold them."""
    posts: dict[str, int] = {}
    for one in wanted:
        unit = founded[one["unit"]]
        over = one.get("over", unit.code)
        post = accounts.open_post(unit_id=unit.id, title=one["title"], on=BEGINNING, by=BY, at=at)
        person = accounts.register(name=one["title"], staff_name=one["name"], by=BY, at=at)
        accounts.hold(post_id=post, person_id=person, on=BEGINNING, by=BY, at=at)
        for role, code in product(one["roles"], [over] if isinstance(over, str) else over):
            accounts.grant(post_id=post, role=accounts.Role(role), on=BEGINNING, by=BY, at=at, unit_id=founded[code].id)
        posts[one["name"]] = post
    return posts


@transaction.atomic
def _load_procedures(catalogue: dict[str, Any], at: datetime) -> int:
    published = 0
    for group in catalogue["field"]:
        for one in group["procedure"]:
            same_day = one.get("same_day", False)
            procedures.publish(
                code=one["code"],
                name=one["name"],
                field_code=group["code"],
                field_name=group["name"],
                on=BEGINNING,
                by=BY,
                at=at,
                term=worktime.Term(1, worktime.Measure.SAME_DAY)
                if same_day
                else worktime.Term(one["days"], worktime.Measure.WORKING_DAYS),
                sensitive=one.get("sensitive", False),
                decision="tái dựng",
            )
            published += 1
    return published


@transaction.atomic
def _load_offers(catalogue: dict[str, Any], founded: dict[str, units.Unit], at: datetime) -> None:
    """Offer, post and publish what ``offers.toml`` says, each field with all its procedures."""
    wanted = data("offers.toml")
    codes = {field["code"]: [one["code"] for one in field["procedure"]] for field in catalogue["field"]}
    for group in wanted["offer"]:
        for code in (code for field in group["fields"] for code in codes[field]):
            said: dict[str, Any] = {"unit": founded[group["unit"]].key, "procedure": code, "by": BY, "at": at}
            procedures.offer(**said, on=wanted["since"], level_old=group["level_old"])
            procedures.post(**said, on=wanted["posted"])
            procedures.publish_entry(**said, on=wanted["published"])
