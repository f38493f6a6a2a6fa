"""Taking in a list of procedures."""

from collections.abc import Sequence
from datetime import date

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.periods import read_day
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.tables import Row, Taken, Tally
from motcua.services.procedures.rules.draft import Content, Draft
from motcua.services.procedures.rules.words import DEFAULT_POLICY, ClockPolicy, read_mode

LIST_NEEDED = ("code", "name", "field_code", "field_name")
LIST_KNOWN = (
    "term",
    "measure",
    "supplement",
    "pause",
    "agency",
    "sensitive",
    "decision",
    "valid_from",
)
_YES, _NO = {"yes", "true", "1", "có"}, {"no", "false", "0", "không", ""}


def take_list(draft: Draft, rows: Sequence[Row], *, start: date) -> Taken:
    """
    Take in a list of procedures. What it says otherwise than before is a new version; the rest stays as it is.

    :param start: the day for rows without ``valid_from``.
    :raises RowsRefused: with everything that is wrong.
    """
    tally = Tally(rows)
    read: list[tuple[date, Row, Content]] = []
    first_line: dict[tuple[str, date], int] = {}
    for row in rows:
        with tally.row(row):
            on = read_day(row["valid_from"], field="valid_from") if row["valid_from"] else start
            other = first_line.setdefault((row["code"], on), row.line)
            if other != row.line:
                raise Refused(
                    gettext_noop("line %(other)s names this code already"),
                    field="code",
                    value=row["code"],
                    params={"other": other},
                )
            read.append((on, row, _content(row)))
    for on, row, content in sorted(read, key=lambda one: one[0]):
        with tally.row(row):
            if not draft.publish(row["code"], content, on=on):
                tally.unchanged += 1
    return tally.taken()


def _content(row: Row) -> Content:
    return Content(
        name=row["name"],
        field_code=row["field_code"],
        field_name=row["field_name"],
        term=_term(row),
        policy=ClockPolicy(
            supplement=read_mode(row["supplement"] or DEFAULT_POLICY.supplement, field="supplement"),
            pause=read_mode(row["pause"] or DEFAULT_POLICY.pause, field="pause"),
            agency=read_mode(row["agency"] or DEFAULT_POLICY.agency, field="agency"),
        ),
        sensitive=read_yes(row["sensitive"], field="sensitive"),
        decision=row["decision"],
    )


def _term(row: Row) -> Term | None:
    if not row["term"] and not row["measure"]:
        return None
    measures = ", ".join(Measure)
    if row["measure"] not in {*Measure, ""}:
        raise Refused(
            gettext_noop("a term is not counted in this"),
            field="measure",
            value=row["measure"],
            expected=gettext_noop("write one of %(measures)s"),
            params={"measures": measures},
        )
    measure = Measure(row["measure"] or Measure.WORKING_DAYS)
    amount = row["term"] or ("1" if measure is Measure.SAME_DAY else "")
    if not (amount.isascii() and amount.isdecimal()):
        raise Refused(
            gettext_noop("this is not a term"),
            field="term",
            value=row["term"],
            expected=gettext_noop("write a whole number, and what it counts under measure: %(measures)s"),
            params={"measures": measures},
        )
    return Term(int(amount), measure)


def read_yes(text: str, *, field: str) -> bool:
    """Read yes or no; nothing is no. :raises Refused:"""
    if text.lower() not in _YES | _NO:
        raise Refused(
            gettext_noop("this is neither yes nor no"),
            field=field,
            value=text,
            expected=gettext_noop("write yes or no"),
        )
    return text.lower() in _YES
