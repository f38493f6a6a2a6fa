"""Documents that are told to the public: what stands on them, what they do to each other, whether they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.kernel.vietnamese import fold
from motcua.services.news.rules.words import WrongDays, stated

MOST_RELATIONS = 20
"""So many documents are named at the most that one of them replaces or amends."""


class Kind(StrEnum):
    """What sort of document it is; the sorts of NĐ 30/2020/NĐ-CP that offices publish, laws and drafts beside them."""

    LAW = "law"
    RESOLUTION = "resolution"
    DECISION = "decision"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    PLAN = "plan"
    PROGRAMME = "programme"
    SCHEME = "scheme"
    NOTICE = "notice"
    GUIDANCE = "guidance"
    REPORT = "report"
    LETTER = "letter"
    DRAFT = "draft"
    OTHER = "other"


class Subject(StrEnum):
    """What a document is about, as the sections of an office's site tell documents apart."""

    LEGAL = "legal"
    STEERING = "steering"
    PLANNING = "planning"
    BUDGET = "budget"
    INVESTMENT = "investment"
    STATISTICS = "statistics"
    CONSULTATION = "consultation"
    REFORM = "reform"
    PROCEDURES = "procedures"
    OTHER = "other"


class Effect(StrEnum):
    """Whether a document holds on a day."""

    UNSTATED = "unstated"
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REPLACED = "replaced"


class Bond(StrEnum):
    """What a document does to an earlier one."""

    REPLACES = "replaces"
    AMENDS = "amends"


@dataclass(frozen=True, slots=True)
class Relation:
    """
    A document that this one replaces or amends, by its number and day.

    :param document: its number in the list of this site; None where it is not told here.
    """

    bond: Bond
    number: str
    issued_on: date
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """
    An official document, as it stands on its first page.

    :param signer_post: who signed it, by post.
    :param effective_to: the last day on which it holds.
    """

    number: str
    issued_on: date
    issuer: str
    signer_post: str
    abstract: str
    kind: Kind = Kind.OTHER
    subject: Subject = Subject.OTHER
    effective_from: date | None = None
    effective_to: date | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def begins(self) -> date:
        """Give the day from which it counts: that of its effect, else that of its issue."""
        return self.effective_from or self.issued_on


def check_document(one: Document) -> None:
    """Let a document pass that can be told. :raises NotStated: :raises WrongDays: :raises NotADocument:"""
    for field, most in (("number", 100), ("issuer", 300), ("signer_post", 200), ("abstract", 2_000)):
        stated(getattr(one, field), field=field, most=most)
    if one.effective_to and one.effective_to < one.begins:
        raise WrongDays(
            gettext_noop("it would end before it begins"),
            field="effective_to",
            value=one.effective_to.isoformat(),
            expected=gettext_noop("give a day not before its first"),
        )
    for relation in one.relations:
        if relation.issued_on > one.issued_on or (number_key(relation.number), relation.issued_on) == (
            number_key(one.number),
            one.issued_on,
        ):
            raise NotADocument(
                gettext_noop("only an earlier document can be replaced or amended"),
                field=relation.bond.value,
                value=relation.number,
            )


def effect_on(one: Document, on: date, *, replaced_from: date | None = None) -> Effect:
    """Say whether a document holds on a day; ``replaced_from``: since when another that is told replaces it."""
    if replaced_from is not None and replaced_from <= on:
        return Effect.REPLACED
    if one.effective_to and one.effective_to < on:
        return Effect.ENDED
    if one.effective_from is None:
        return Effect.UNSTATED
    return Effect.IN_FORCE if one.effective_from <= on else Effect.NOT_YET


class NotADocument(Refused):
    """What was written names no document that could be replaced or amended."""


_NAMED = re.compile(r"(?P<number>.*?\S)\s+(?:ngày\s+)?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


def read_relations(text: str, bond: Bond) -> tuple[Relation, ...]:
    """Read what a document replaces or amends, one a line: ``12/KH-UBND ngày 01/02/2022``. :raises NotADocument:"""
    found = tuple(_relations(text, bond))
    if len(found) > MOST_RELATIONS:
        raise NotADocument(
            gettext_noop("these are too many documents"),
            field=bond.value,
            expected=gettext_noop("name %(most)s at the most"),
            params={"most": MOST_RELATIONS},
        )
    return found


def _relations(text: str, bond: Bond) -> Iterator[Relation]:
    seen = set()
    for line in filter(None, (line.strip(" ,;\t") for line in text.splitlines())):
        said = _NAMED.fullmatch(line)
        try:
            day = date(int(said["year"]), int(said["month"]), int(said["day"])) if said else None
        except ValueError:
            day = None
        if said is None or day is None or len(said["number"]) > 100:
            raise NotADocument(
                gettext_noop("this is not a document with its day"),
                field=bond.value,
                value=line[:100],
                expected=gettext_noop("write one a line, as 12/KH-UBND ngày 01/02/2022"),
            )
        number = said["number"].rstrip(" ,;")
        if (number_key(number), day) not in seen:
            seen.add((number_key(number), day))
            yield Relation(bond, number, day)


def number_key(number: str) -> str:
    """Give a number as it is looked up: without tones, case and spaces."""
    return fold(number).replace(" ", "")
