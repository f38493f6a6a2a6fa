"""Which documents each level must issue, by when: shown with the other rules."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.foundation.units.public import Level
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.registry import REGISTERS

TITLES = {code: register.title for code, register in REGISTERS.items()}
LEVELS = {
    Level.PROVINCE.value: gettext_noop("province"),
    Level.DISTRICT.value: gettext_noop("district"),
    Level.COMMUNE.value: gettext_noop("commune"),
}
EVERY = {
    "year": gettext_noop("year"),
    "half_year": gettext_noop("half-year"),
    "quarter": gettext_noop("quarter"),
    "month": gettext_noop("month"),
    "term": gettext_noop("term of office"),
    "standing": gettext_noop("one in force is enough"),
}
FROM = {
    "first_day": gettext_noop("the first day of it"),
    "last_day": gettext_noop("the last day of it"),
}

OBLIGATIONS = RuleSet(
    code="registers.obligations",
    title=gettext_noop("Documents that must be issued"),
    decides=gettext_noop("Which documents each level of government issues, for which period, and by which day."),
    package="motcua.reform.registers",
    file="obligations.toml",
    tables=(
        Table(
            "obligation",
            gettext_noop("Documents"),
            (
                Column("code", gettext_noop("Code"), Kind.LINE, silent=True),
                Column("register", gettext_noop("Register"), Kind.CHOICE, choices=TITLES),
                Column("kind", gettext_noop("Kind of record"), Kind.LINE, may_lack=True, silent=True),
                Column("levels", gettext_noop("Levels of government"), Kind.SEVERAL, choices=LEVELS),
                Column("every", gettext_noop("For each"), Kind.CHOICE, choices=EVERY),
                Column("days", gettext_noop("Days"), least=-366, most=366),
                Column("from", gettext_noop("Counted from"), Kind.CHOICE, choices=FROM),
                Column("evidence", gettext_noop("With a file"), Kind.SWITCH),
                Column("valid_to", gettext_noop("Holds until"), Kind.NESTED, may_lack=True, silent=True),
            ),
            key=("code",),
        ),
    ),
    said=(
        gettext_noop("criterion of the PAR index; looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop("looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop("criterion of the PAR index: reports in time; the day is ours"),
        gettext_noop("reviews of legal documents looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop("monitoring of law enforcement looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop(
            "working regulations of the term 2021-2026 looked at by the inspection of 19/10/2022; the day is ours"
        ),
        gettext_noop(
            "decision founding the community digital team looked at by the inspection of 19/10/2022; the day is ours"
        ),
        gettext_noop(
            "steering committee for digital government looked at by the inspection of 19/10/2022; the day is ours"
        ),
        gettext_noop("internal spending rules looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop("job position scheme looked at by the inspection of 19/10/2022; the day is ours"),
        gettext_noop("criterion of the PAR index: evaluation of officials; the day is ours"),
        gettext_noop("criterion of the PAR index: publication of the budget; the day is ours"),
        gettext_noop("QĐ 19/2014/QĐ-TTg: mandatory for district offices, encouraged for communes; the day is ours"),
        gettext_noop("internal audit at least once a year"),
        gettext_noop("management review at least once a year"),
    ),
    open=False,
)
