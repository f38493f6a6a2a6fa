"""Who may do what, where. Plain predicates on frozen records; nothing is looked up here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motcua.kernel.refusals import gettext_noop


class Role(StrEnum):
    """What a post is there for."""

    ONE_STOP_OFFICER = "one_stop_officer"
    SPECIALIST = "specialist"
    LEADER = "leader"
    CLERK = "clerk"
    REFORM_OFFICER = "reform_officer"
    INSPECTOR = "inspector"
    INSPECTION_MEMBER = "inspection_member"  # over a place of an inspection, while its mandate lasts; never for good
    ADMINISTRATOR = "administrator"

    @property
    def reaches_down(self) -> bool:
        """Say whether it extends to the lower levels of government, beyond a unit and its departments."""
        return self in {Role.LEADER, Role.REFORM_OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR}


TITLES: Mapping[Role, str] = {
    Role.ONE_STOP_OFFICER: gettext_noop("one-stop officer"),
    Role.SPECIALIST: gettext_noop("specialist"),
    Role.LEADER: gettext_noop("leader"),
    Role.CLERK: gettext_noop("clerk"),
    Role.REFORM_OFFICER: gettext_noop("reform officer"),
    Role.INSPECTOR: gettext_noop("inspector"),
    Role.INSPECTION_MEMBER: gettext_noop("member of an inspection"),
    Role.ADMINISTRATOR: gettext_noop("administrator"),
}
"""What the roles are called; marked for translation."""


class Act(StrEnum):
    """What can be done. A route names the act, and asks :func:`may`."""

    SEE_DOSSIERS = "see_dossiers"
    RECEIVE = "receive"
    PROCESS = "process"
    DECIDE = "decide"
    ISSUE = "issue"
    RETURN = "return"
    CONFIRM = "confirm"  # as the second person of an act that needs two
    SEE_FIGURES = "see_figures"
    TAKE_FEEDBACK = "take_feedback"  # receive, classify, forward
    ANSWER_FEEDBACK = "answer_feedback"
    PUBLISH_FEEDBACK = "publish_feedback"
    ENTER_SLIPS = "enter_slips"
    ISSUE_SLIPS = "issue_slips"  # the questions that the unit asks
    KEEP_POSTINGS = "keep_postings"
    WRITE_NEWS = "write_news"
    PUBLISH_NEWS = "publish_news"
    SEE_REGISTERS = "see_registers"
    KEEP_REGISTERS = "keep_registers"
    KEEP_FORMS = "keep_forms"  # enter, freeze
    SEND_FORMS = "send_forms"  # answer for a form and send it upward
    SCORE = "score"  # the unit's own score
    VERIFY_SCORES = "verify_scores"  # of the units below
    PLAN_INSPECTIONS = "plan_inspections"  # draft plans, open inspections
    INSPECT = "inspect"  # visit, find, write
    SIGN_INSPECTIONS = "sign_inspections"  # issue a plan, decide an inspection, sign its conclusion
    ANSWER_INSPECTIONS = "answer_inspections"  # of the inspected: report, view, accept, mend
    SEE_LOOKS = "see_looks"  # the reading log: who was shown personal data
    KEEP_UNITS = "keep_units"
    KEEP_PEOPLE = "keep_people"
    KEEP_PROCEDURES = "keep_procedures"
    KEEP_CALENDARS = "keep_calendars"
    IMPORT = "import"


ROLES: Mapping[Act, frozenset[Role]] = {
    Act.SEE_DOSSIERS: frozenset(
        {
            Role.ONE_STOP_OFFICER,
            Role.SPECIALIST,
            Role.LEADER,
            Role.CLERK,
            Role.REFORM_OFFICER,
            Role.INSPECTOR,
            Role.INSPECTION_MEMBER,
        }
    ),
    Act.RECEIVE: frozenset({Role.ONE_STOP_OFFICER}),
    Act.PROCESS: frozenset({Role.SPECIALIST, Role.ONE_STOP_OFFICER}),
    Act.DECIDE: frozenset({Role.LEADER}),
    Act.ISSUE: frozenset({Role.CLERK}),
    Act.RETURN: frozenset({Role.ONE_STOP_OFFICER}),
    Act.CONFIRM: frozenset({Role.LEADER}),
    Act.SEE_FIGURES: frozenset(Role),
    Act.TAKE_FEEDBACK: frozenset({Role.ONE_STOP_OFFICER, Role.CLERK, Role.REFORM_OFFICER}),
    Act.ANSWER_FEEDBACK: frozenset({Role.SPECIALIST, Role.REFORM_OFFICER, Role.LEADER}),
    Act.PUBLISH_FEEDBACK: frozenset({Role.REFORM_OFFICER, Role.LEADER}),
    Act.ENTER_SLIPS: frozenset({Role.REFORM_OFFICER, Role.CLERK}),
    Act.ISSUE_SLIPS: frozenset({Role.REFORM_OFFICER}),
    Act.KEEP_POSTINGS: frozenset({Role.ONE_STOP_OFFICER, Role.REFORM_OFFICER}),
    Act.WRITE_NEWS: frozenset({Role.REFORM_OFFICER, Role.CLERK}),
    Act.PUBLISH_NEWS: frozenset({Role.LEADER}),
    Act.SEE_REGISTERS: frozenset(
        {Role.REFORM_OFFICER, Role.CLERK, Role.LEADER, Role.INSPECTOR, Role.INSPECTION_MEMBER}
    ),
    Act.KEEP_REGISTERS: frozenset({Role.REFORM_OFFICER, Role.CLERK}),
    Act.KEEP_FORMS: frozenset({Role.REFORM_OFFICER}),
    Act.SEND_FORMS: frozenset({Role.LEADER}),
    Act.SCORE: frozenset({Role.REFORM_OFFICER}),
    Act.VERIFY_SCORES: frozenset({Role.REFORM_OFFICER, Role.INSPECTOR}),
    Act.PLAN_INSPECTIONS: frozenset({Role.REFORM_OFFICER, Role.INSPECTOR}),
    Act.INSPECT: frozenset({Role.REFORM_OFFICER, Role.INSPECTOR, Role.INSPECTION_MEMBER}),
    Act.SIGN_INSPECTIONS: frozenset({Role.LEADER, Role.INSPECTOR}),
    Act.ANSWER_INSPECTIONS: frozenset({Role.REFORM_OFFICER, Role.LEADER}),
    Act.SEE_LOOKS: frozenset({Role.LEADER, Role.ADMINISTRATOR}),
    Act.KEEP_UNITS: frozenset({Role.ADMINISTRATOR}),
    Act.KEEP_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Act.KEEP_PROCEDURES: frozenset({Role.ADMINISTRATOR}),
    Act.KEEP_CALENDARS: frozenset({Role.ADMINISTRATOR}),
    Act.IMPORT: frozenset({Role.ADMINISTRATOR}),
}
"""Which roles an act is open to. An administrator keeps the installation and, as such, sees no dossier."""


LOOKS_KEPT = timedelta(days=730)
"""How long the reading log is kept. No text of law was found that says it; our choice. The database keeps a year."""


@dataclass(frozen=True, slots=True)
class Actor:
    """
    A post, as it may act on a day.

    :param key: how the ledger knows it, ``post/<id>``.
    :param person_id: who holds the post; one person may hold several.
    :param government_id: the government that its unit is a department of, or is.
    :param reach: for each role the units over which the post has it, those below included where the role reaches down.
    """

    key: str
    post_id: int
    person_id: int
    title: str
    unit_id: int
    government_id: int
    roles: frozenset[Role]
    reach: Mapping[Role, frozenset[int]]


def may(actor: Actor | None, act: Act, *, units: Collection[int] | None = None) -> bool:
    """
    Say whether a post may do an act on what belongs to given units.

    :param units: ids of the units that the thing belongs to (a dossier: receiving, competent, holder); one within reach
        is enough. None asks whether the act is open to the post anywhere, as for an entry of a menu.
    """
    if actor is None:
        return False
    return any(
        units is None or not actor.reach[role].isdisjoint(units)
        for role in actor.roles & ROLES[act]
        if role in actor.reach
    )


def home(actor: Actor, act: Act) -> int:
    """Give the unit for which a post acts: the government it works for if its role reaches there, else its own unit."""
    return actor.government_id if may(actor, act, units=[actor.government_id]) else actor.unit_id


def may_confirm(actor: Actor | None, first: Actor, *, units: Collection[int]) -> bool:
    """
    Say whether a post may be the second person of an act that needs two.

    A leader of the unit or of one above it; neither the same post nor the same person in another post.
    """
    return (
        actor is not None
        and actor.person_id != first.person_id
        and actor.key != first.key
        and may(actor, Act.CONFIRM, units=units)
    )
