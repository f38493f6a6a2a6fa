"""What may be changed of filing online: whether offices take dossiers themselves, and how much one person may have."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.kernel.refusals import gettext_noop

OWN_PORTAL = RuleSet(
    code="filing.own_portal",
    title=gettext_noop("Filing on portals of offices"),
    decides=gettext_noop(
        "Whether an office takes dossiers by this portal where no decision of its own says otherwise."
    ),
    package="motcua.services.filing",
    file="own_portal.toml",
    tables=(
        Table(
            "rule",
            gettext_noop("The rule for all offices"),
            (Column("open", gettext_noop("Dossiers are filed here"), Kind.SWITCH),),
        ),
    ),
    said=(
        gettext_noop("no text was found that forbids it"),
        gettext_noop("Công văn 623/TTg-KSTT: from 2025-07-01 dossiers are filed on the national portal"),
    ),
)

LIMITS = RuleSet(
    code="filing.limits",
    title=gettext_noop("Limits of filing online"),
    decides=gettext_noop("How much one person may have open, how long it waits, and how soon the office answers."),
    package="motcua.services.filing",
    file="limits.toml",
    tables=(
        Table(
            "answer",
            gettext_noop("The office answers"),
            (Column("working_hours", gettext_noop("Within working hours"), least=1, most=400),),
        ),
        Table(
            "limit",
            gettext_noop("One person"),
            (
                Column(
                    "unverified", gettext_noop("Sent and not yet looked at, if nobody has identified them"), least=1
                ),
                Column("open", gettext_noop("Being filled in with one account"), least=1),
                Column("kept_days", gettext_noop("Days until what nobody touches is forgotten"), least=1),
                Column("files_a_paper", gettext_noop("Files for one paper"), least=1, most=100),
            ),
        ),
    ),
    said=(
        gettext_noop("NĐ 45/2020/NĐ-CP, from memory"),
        gettext_noop("no text was found; this program's choice"),
    ),
)
