"""``motcua rules``: the rules that law or an office may change, as they hold on a day."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from motcua.cli import start
from motcua.kernel.periods import read_day

if TYPE_CHECKING:
    from motcua.foundation.rulesets.public import RuleSet, Table

ON = click.option("--on", "day", metavar="DAY", help="As they hold on this day; without it, today.")
FORMAT = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)


@click.group()
def rules() -> None:
    """Show the rules that law or an office may change. They are changed by two people, on the desk's pages."""


@rules.command("list")
@ON
@FORMAT
def list_(day: str | None, form: str) -> None:
    """List the sets of rules: what each decides, and since when its records hold."""
    start()
    from django.utils.translation import gettext

    from motcua.foundation.rulesets.public import known

    on, sets = _day(day), known()
    if form == "json":
        told = [
            {"code": code, "title": gettext(one.title), "decides": gettext(one.decides), "open": one.open}
            | {
                "since": max(
                    (row["valid_from"] for table in one.tables for row in _holding(one, table, on)), default=None
                )
            }
            for code, one in sets.items()
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=date.isoformat))
        return
    width = max(map(len, sets))
    for code, one in sets.items():
        click.echo(f"{code:<{width}}  {gettext(one.title)}")
        click.echo(f"{'':<{width}}  {gettext(one.decides)}")


@rules.command()
@click.argument("code")
@ON
@FORMAT
def show(code: str, day: str | None, form: str) -> None:
    """Show the records of a set that hold on a day, with their sources."""
    start()
    from django.utils.translation import gettext

    from motcua.foundation.rulesets.public import rule_set

    found, on = rule_set(code), _day(day)
    held = {table.name: list(_holding(found, table, on)) for table in found.tables}
    if form == "json":
        click.echo(json.dumps(held, ensure_ascii=False, indent=2, default=date.isoformat))
        return
    click.echo(gettext(found.title))
    for table in found.tables:
        click.echo(f"\n{gettext(table.title)}")
        for record in held[table.name]:
            click.echo("")
            for name, said in _said(table, record):
                click.echo(f"  {name}: {said}")


def _holding(found: "RuleSet", table: "Table", on: date) -> Iterator[dict[str, Any]]:
    from motcua.foundation.rulesets.public import all_records, in_force

    yield from ({**one} for one in in_force(table, all_records(found)[table.name], on))


def _said(table: "Table", record: dict[str, Any]) -> Iterator[tuple[str, object]]:
    from django.utils.translation import gettext

    yield gettext("in force since"), record["valid_from"]
    for column in table.columns:
        value = record.get(column.name)
        if value is not None and not column.silent:
            yield gettext(column.title), _plain(value, column.choices)
    if record.get("source"):
        yield gettext("source"), f"{gettext(record['source'])} ({record['sure']})"


def _plain(value: object, choices: Mapping[str, str]) -> object:
    """Write a value as people read it; of records within a record, what each is called."""
    from django.utils.translation import gettext

    match value:
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(str(_plain(one, choices)) for one in value)
        case dict():
            return value.get("name") or value.get("title") or value["code"]
        case str() if value in choices:
            return gettext(choices[value])
        case _:
            return value


def _day(text: str | None) -> date:
    from django.conf import settings

    return read_day(text, field="on") if text else datetime.now(UTC).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
