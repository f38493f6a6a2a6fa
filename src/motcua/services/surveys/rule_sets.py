"""What may be changed of surveys: how many answers are shown, how long links hold, what a slip must ask."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.kernel.refusals import gettext_noop

THRESHOLDS = RuleSet(
    code="surveys.thresholds",
    title=gettext_noop("How many answers are shown"),
    decides=gettext_noop(
        "From how many answers on an index is shown to anybody, so that no single answer can be told."
    ),
    package="motcua.services.surveys",
    file="thresholds.toml",
    tables=(
        Table(
            "threshold",
            gettext_noop("Fewest answers"),
            (Column("answers", gettext_noop("Answers at least"), least=2),),
        ),
    ),
    said=(gettext_noop("no text was found; this program's choice"),),
)

INVITATIONS = RuleSet(
    code="surveys.invitations",
    title=gettext_noop("How long links to slips hold"),
    decides=gettext_noop("For how long a person can answer with a link, at home and on a device at the counter."),
    package="motcua.services.surveys",
    file="invitations.toml",
    tables=(
        Table(
            "lasting",
            gettext_noop("A link holds"),
            (
                Column("days", gettext_noop("Days, at home"), least=1, most=365),
                Column("minutes_at_counter", gettext_noop("Minutes, at the counter"), least=1, most=120),
            ),
        ),
    ),
    said=(gettext_noop("no text was found; this program's choice"),),
)

REQUIREMENTS = RuleSet(
    code="surveys.requirements",
    title=gettext_noop("What a slip must ask"),
    decides=gettext_noop("By which list of indices the slip of a one-stop shop is checked."),
    package="motcua.services.surveys",
    file="requirements.toml",
    tables=(
        Table(
            "requirement",
            gettext_noop("Lists"),
            (
                Column("rules", gettext_noop("Rules of the slip"), Kind.NESTED, may_lack=True),
                Column("index", gettext_noop("Indices"), Kind.NESTED, may_lack=True),
            ),
        ),
    ),
    open=False,
)
