"""What may be changed of requests about personal data: how soon they are answered, how long dossiers stay whole."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.kernel.refusals import gettext_noop

TERMS = RuleSet(
    code="privacy.terms",
    title=gettext_noop("Terms of personal data"),
    decides=gettext_noop(
        "How soon a person who asks about their data is answered, and how long a dossier stays whole."
    ),
    package="motcua.services.privacy",
    file="terms.toml",
    tables=(
        Table(
            "term",
            gettext_noop("Answering"),
            (
                Column("amount", gettext_noop("Within"), least=1),
                Column(
                    "measure",
                    gettext_noop("Counted in"),
                    Kind.CHOICE,
                    choices={"hours": gettext_noop("hours"), "working_days": gettext_noop("working days")},
                ),
            ),
        ),
        Table(
            "retention",
            gettext_noop("A closed dossier stays whole"),
            (
                Column("amount", gettext_noop("For at least"), least=1, most=100),
                Column("measure", gettext_noop("Counted in"), Kind.CHOICE, choices={"years": gettext_noop("years")}),
            ),
        ),
    ),
)
