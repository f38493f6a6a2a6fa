"""What may be changed of the site's news: how readers are counted, and what the site must show."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.kernel.refusals import gettext_noop

READING = RuleSet(
    code="news.reading",
    title=gettext_noop("How readers are counted"),
    decides=gettext_noop("How readers are told apart without being followed, and which programs are left out."),
    package="motcua.services.news",
    file="reading.toml",
    tables=(
        Table(
            "reading",
            gettext_noop("Counting"),
            (
                Column("keep_days", gettext_noop("Days in which one person rates an article once"), least=1, most=365),
                Column("now_minutes", gettext_noop("Minutes for which a reader is here"), least=1, most=60),
                Column("bots", gettext_noop("Words in the names of programs that are left out"), Kind.WORDS, most=40),
            ),
        ),
    ),
    said=(gettext_noop("no text was found; this program's choice"),),
)

SECTIONS = RuleSet(
    code="news.sections",
    title=gettext_noop("What the site must show"),
    decides=gettext_noop("By which list of sections the site of an office is checked."),
    package="motcua.services.news",
    file="sections.toml",
    tables=(
        Table(
            "list",
            gettext_noop("Lists"),
            (
                Column("code", gettext_noop("Code"), Kind.LINE),
                Column("title", gettext_noop("Title"), Kind.LINE),
                Column("until", gettext_noop("Holds until"), Kind.NESTED, may_lack=True),
                Column("ended_by", gettext_noop("Ended by"), Kind.LINE, may_lack=True),
                Column("section", gettext_noop("Sections"), Kind.NESTED),
            ),
        ),
    ),
    open=False,
)
