"""Who may do what, where. Plain predicates on frozen records; nothing is looked up here."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from motcua.kernel.refusals import Refused, gettext_noop


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
    READ_COMMENTS = "read_comments"  # what people added to slips in words
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
    KEEP_RULES = "keep_rules"  # propose what holds for the whole installation; a second person confirms it
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
    Act.READ_COMMENTS: frozenset({Role.REFORM_OFFICER}),
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
    Act.KEEP_RULES: frozenset({Role.ADMINISTRATOR}),
    Act.IMPORT: frozenset({Role.ADMINISTRATOR}),
}
"""Which roles an act is open to. An administrator keeps the installation and, as such, sees no dossier."""


LOOKS_KEPT = timedelta(days=730)
"""How long the reading log is kept. No text of law was found that says it; our choice. The database keeps a year."""


SERVING = frozenset({Role.ONE_STOP_OFFICER, Role.SPECIALIST, Role.LEADER})
"""Roles in which one serves people, or decides what they asked for: what people say of the service is about these."""


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


class ApplicantKind(StrEnum):
    """Who has an account with us."""

    PERSON = "person"
    BUSINESS = "business"


class Assurance(StrEnum):
    """How sure it is that an account's identity number is that of whoever has the account."""

    SELF_DECLARED = "self_declared"
    IDENTIFIED = "identified"  # an identity provider that the installation trusts asserted it


class NotParticulars(Refused):
    """What somebody says of themselves cannot be kept so."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an applicant says of themselves. All of it is personal data."""

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""


LONGEST: Mapping[str, int] = {"name": 200, "identity_number": 20, "phone": 20, "address": 300}
"""Letters, as dossiers keep them."""
_NUMBER = re.compile(r"\d{9}|\d{12}|\d{10}(-?\d{3})?", re.ASCII)
_PHONE = re.compile(r"\+?\d{8,15}", re.ASCII)


def check_particulars(said: Particulars) -> Particulars:
    """
    Give what somebody says of themselves as it is kept: without blanks around, numbers without blanks within.

    An identity number has 12 digits, or 9 as cards before 2016; that of a business 10, or 13 for a branch.

    :raises NotParticulars: for what cannot be kept.
    """
    kept = Particulars(
        name=" ".join(said.name.split()),
        identity_number=re.sub(r"[\s.]", "", said.identity_number),
        phone=re.sub(r"[\s.()-]", "", said.phone),
        address=" ".join(said.address.split()),
    )
    for name, most in LONGEST.items():
        text = getattr(kept, name)
        if len(text) > most or (text and not text.isprintable()):
            raise NotParticulars(
                gettext_noop("this is too long, or holds signs that cannot be printed"),
                field=name,
                expected=gettext_noop("write at most %(most)s letters"),
                params={"most": most},
            )
    if not kept.name:
        raise NotParticulars(gettext_noop("write your name, or that of the business"), field="name")
    if kept.identity_number and not _NUMBER.fullmatch(kept.identity_number):
        raise NotParticulars(
            gettext_noop("this cannot be an identity number or a tax code"),
            field="identity_number",
            expected=gettext_noop("write the 12 digits of the identity card, or the 10 or 13 of the business"),
        )
    if kept.phone and not _PHONE.fullmatch(kept.phone):
        raise NotParticulars(
            gettext_noop("this cannot be a telephone number"),
            field="phone",
            expected=gettext_noop("write its digits, as 0912 345 678"),
        )
    return kept


@dataclass(frozen=True, slots=True)
class ApplicantState:
    """An applicant's account as its events tell it: how many there are, how sure the number is, what is committed."""

    events: int = 0
    kind: ApplicantKind = ApplicantKind.PERSON
    assurance: Assurance = Assurance.SELF_DECLARED
    commitment: str = ""
    closed: bool = False


def fold_applicant(events: Iterable[tuple[str, Mapping[str, Any]]]) -> ApplicantState:
    """Make an account's state from its events: the kind without its prefix, and the payload of each, in order."""
    state = ApplicantState()
    for word, payload in events:
        state = apply_applicant(state, word, payload)
    return state


def apply_applicant(state: ApplicantState, word: str, payload: Mapping[str, Any]) -> ApplicantState:
    """Give the state after an event. :raises NotParticulars: if it cannot follow."""
    begins = word == "registered"
    if word not in APPLICANT_EVENTS or state.closed or begins is bool(state.events):
        raise NotParticulars(gettext_noop("this account is closed, or not there yet"), field="account", value=word)
    closes = word == "closed"
    return ApplicantState(
        events=state.events + 1,
        kind=ApplicantKind(payload["kind"]) if begins else state.kind,
        assurance=Assurance.IDENTIFIED if word == "identified" else state.assurance,
        commitment="" if closes else payload.get("particulars", state.commitment),
        closed=closes,
    )


APPLICANT_EVENTS = frozenset({"registered", "changed", "identified", "address_changed", "password_changed", "closed"})
"""What may happen to an account of an applicant."""
