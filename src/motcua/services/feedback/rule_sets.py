"""What may be changed of how feedback is dealt with: its terms, and what an operator says again and again."""

from motcua.foundation.rulesets.public import Column, Kind, RuleSet, Table
from motcua.foundation.worktime.public import Measure
from motcua.kernel.refusals import gettext_noop
from motcua.services.feedback.rules.phrases import Use
from motcua.services.feedback.rules.terms import Counted
from motcua.services.feedback.rules.words import Channel

MEASURES = {
    Measure.WORKING_DAYS.value: gettext_noop("working days"),
    Measure.CALENDAR_DAYS.value: gettext_noop("days of the calendar"),
}
CHANNELS = {
    Channel.HOTLINE.value: gettext_noop("by the hotline"),
    Channel.PORTAL.value: gettext_noop("by the portal"),
    Channel.NATIONAL_PORTAL.value: gettext_noop("by the national portal"),
    Channel.PAPER.value: gettext_noop("on paper"),
    Channel.EMAIL.value: gettext_noop("by e-mail"),
    Channel.IN_PERSON.value: gettext_noop("in person"),
    Channel.MESSAGE.value: gettext_noop("by message"),
}
USES = {
    Use.ANSWER.value: gettext_noop("an answer"),
    Use.COMPLAINT.value: gettext_noop("where a complaint is to go"),
    Use.DENUNCIATION.value: gettext_noop("where a denunciation is to go"),
}

TERM = (
    Column("amount", gettext_noop("Within"), least=1, most=365),
    Column("measure", gettext_noop("Counted in"), Kind.CHOICE, choices=MEASURES),
)

TERMS = RuleSet(
    code="feedback.terms",
    title=gettext_noop("Terms of feedback"),
    decides=gettext_noop("How soon feedback is forwarded and answered, and for how long an answer may be objected to."),
    package="motcua.services.feedback",
    file="terms.toml",
    tables=(
        Table(
            "answer",
            gettext_noop("Answering, by the way it came"),
            (Column("channel", gettext_noop("It came"), Kind.CHOICE, choices=CHANNELS), *TERM),
            key=("channel",),
        ),
        Table(
            "handling",
            gettext_noop("Forwarding and objecting"),
            (
                *TERM,
                Column("reopen_days", gettext_noop("Days in which a sender may object to the answer"), most=365),
                Column("waiting_stands", gettext_noop("The clock stands while the sender is asked"), Kind.SWITCH),
                Column("closed_on_phone", gettext_noop("A call answered at once is closed at once"), Kind.SWITCH),
            ),
        ),
        Table(
            "joining",
            gettext_noop("Cases that say the same"),
            (
                Column(
                    "counted",
                    gettext_noop("Counted of them"),
                    Kind.CHOICE,
                    choices={Counted.LEADING.value: gettext_noop("the one that came first")},
                ),
            ),
        ),
    ),
    said=(
        gettext_noop("no text was found; within the span of local rules"),
        gettext_noop("QĐ 852/QĐ-BNV (22/5/2018) gives a ministry 20 days; taken as calendar days, and as an example"),
        gettext_noop(
            "NĐ 92/2017: forwarded within 5 working days; reopening and the clock during a question: no text was found"
        ),
        gettext_noop("no text was found; one matter is one case, and it is late by the day on which it was told first"),
    ),
)

PHRASES = RuleSet(
    code="feedback.phrases",
    title=gettext_noop("Ready phrases of the hotline"),
    decides=gettext_noop("What an operator says again and again, ready to be said."),
    package="motcua.services.feedback",
    file="phrases.toml",
    tables=(
        Table(
            "phrase",
            gettext_noop("Phrases"),
            (
                Column("key", gettext_noop("Short name, by which a later text follows"), Kind.LINE, most=40),
                Column("use", gettext_noop("What it is for"), Kind.CHOICE, choices=USES),
                Column("name", gettext_noop("Name on the button"), Kind.LINE, most=80),
                Column(
                    "text",
                    gettext_noop("What is said; left empty, it is said no more"),
                    Kind.TEXT,
                    most=600,
                    may_lack=True,
                ),
            ),
            key=("key",),
            grounded=False,
        ),
    ),
)
