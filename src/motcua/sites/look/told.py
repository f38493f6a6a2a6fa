"""Articles and documents in words: of which part of the site, of what sort, about what, whether in force; one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import titles_of
from motcua.foundation.files import public as files
from motcua.services.news import public as news
from motcua.services.news.public import (
    Bond,
    Document,
    DocumentAct,
    DocumentKind,
    DocumentView,
    Effect,
    Standing,
    Subject,
    Topic,
)

Words = Mapping[str, str | Promise]

TOPICS: Mapping[Topic, str | Promise] = {
    Topic.NEWS: gettext_lazy("News and events"),
    Topic.FUNCTIONS: gettext_lazy("Functions and tasks of the office"),
    Topic.LEADERS: gettext_lazy("Leaders of the office"),
    Topic.SCHEDULE: gettext_lazy("Working schedule"),
    Topic.RECEPTION: gettext_lazy("Reception of citizens"),
    Topic.QUESTIONS: gettext_lazy("Questions and answers"),
    Topic.CONSULTATION: gettext_lazy("Calls for comment"),
    Topic.ACCESS: gettext_lazy("Access to information"),
    Topic.FOREIGN: gettext_lazy("For foreign readers"),
}
KINDS: Mapping[DocumentKind, str | Promise] = {
    DocumentKind.LAW: gettext_lazy("Law, decree, circular"),
    DocumentKind.RESOLUTION: gettext_lazy("Resolution"),
    DocumentKind.DECISION: gettext_lazy("Administrative decision"),
    DocumentKind.DIRECTIVE: gettext_lazy("Directive"),
    DocumentKind.REGULATION: gettext_lazy("Regulation, rules"),
    DocumentKind.PLAN: gettext_lazy("Plan of work"),
    DocumentKind.PROGRAMME: gettext_lazy("Programme of work"),
    DocumentKind.SCHEME: gettext_lazy("Scheme, project"),
    DocumentKind.NOTICE: gettext_lazy("Official notice"),
    DocumentKind.GUIDANCE: gettext_lazy("Guidance document"),
    DocumentKind.REPORT: gettext_lazy("Written report"),
    DocumentKind.LETTER: gettext_lazy("Official letter"),
    DocumentKind.DRAFT: gettext_lazy("Draft put out for comment"),
    DocumentKind.OTHER: gettext_lazy("Document of another kind"),
}
SUBJECTS: Mapping[Subject, str | Promise] = {
    Subject.LEGAL: gettext_lazy("Legal documents"),
    Subject.STEERING: gettext_lazy("Steering and direction"),
    Subject.PLANNING: gettext_lazy("Strategies, master plans, plans"),
    Subject.BUDGET: gettext_lazy("Publication of the budget"),
    Subject.INVESTMENT: gettext_lazy("Public investment, procurement"),
    Subject.STATISTICS: gettext_lazy("Reports, statistics"),
    Subject.CONSULTATION: gettext_lazy("Consultation on drafts"),
    Subject.REFORM: gettext_lazy("Administrative reform documents"),
    Subject.PROCEDURES: gettext_lazy("Documents on procedures"),
    Subject.OTHER: gettext_lazy("Other subjects"),
}
EFFECTS: Mapping[Effect, str | Promise] = {
    Effect.UNSTATED: gettext_lazy("day of effect not stated"),
    Effect.NOT_YET: gettext_lazy("not yet in force"),
    Effect.IN_FORCE: gettext_lazy("in force"),
    Effect.ENDED: gettext_lazy("no longer in force"),
    Effect.REPLACED: gettext_lazy("replaced by another"),
}
SHAPES: Mapping[Effect, str] = {
    Effect.UNSTATED: "wait",
    Effect.NOT_YET: "open",
    Effect.IN_FORCE: "ontime",
    Effect.ENDED: "not",
    Effect.REPLACED: "not",
}
BONDS: Mapping[Bond, str | Promise] = {
    Bond.REPLACES: gettext_lazy("It replaces"),
    Bond.AMENDS: gettext_lazy("It amends"),
}
MENTIONED: Mapping[Bond, str | Promise] = {
    Bond.REPLACES: gettext_lazy("Replaced by"),
    Bond.AMENDS: gettext_lazy("Amended by"),
}
STANDINGS: Mapping[Standing, str | Promise] = {
    Standing.PRESENT: gettext_lazy("it is there"),
    Standing.PARTIAL: gettext_lazy("not all of it is there"),
    Standing.OUTDATED: gettext_lazy("out of date"),
    Standing.EMPTY: gettext_lazy("nothing is there"),
}
STANDING_SHAPES: Mapping[Standing, str] = {
    Standing.PRESENT: "ok",
    Standing.PARTIAL: "wait",
    Standing.OUTDATED: "wait",
    Standing.EMPTY: "not",
}
PARTS: Words = {
    "number": gettext_lazy("Number and sign"),
    "issued_on": gettext_lazy("Day of issue"),
    "issuer": gettext_lazy("Issuing office"),
    "signer_post": gettext_lazy("Post of the signer"),
    "abstract": gettext_lazy("Abstract"),
    "kind": gettext_lazy("Kind of document"),
    "subject": gettext_lazy("Subject of the document"),
    "effective_from": gettext_lazy("In force from"),
    "effective_to": gettext_lazy("In force until"),
    "relations": gettext_lazy("What it replaces or amends"),
}
ACTS: Mapping[DocumentAct, str | Promise] = {
    DocumentAct.ADDED: gettext_lazy("Told to the public"),
    DocumentAct.DRAFTED: gettext_lazy("Written down"),
    DocumentAct.REVISED: gettext_lazy("Draft changed"),
    DocumentAct.ATTACHED: gettext_lazy("File attached"),
    DocumentAct.DETACHED: gettext_lazy("File taken off"),
    DocumentAct.TOLD: gettext_lazy("Told to the public"),
    DocumentAct.CORRECTED: gettext_lazy("Corrected"),
    DocumentAct.WITHDRAWAL_PROPOSED: gettext_lazy("Withdrawal proposed"),
    DocumentAct.WITHDRAWAL_DECLINED: gettext_lazy("Withdrawal turned down"),
    DocumentAct.WITHDRAWN: gettext_lazy("Document withdrawn"),
}
AFTER_TELLING = frozenset(
    {
        DocumentAct.ADDED,
        DocumentAct.TOLD,
        DocumentAct.ATTACHED,
        DocumentAct.DETACHED,
        DocumentAct.CORRECTED,
        DocumentAct.WITHDRAWN,
    }
)
"""What of a document's history anyone reads, from the day on which it was told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its kind, its subject and its effect on a day, in words and shape."""

    view: DocumentView
    kind: str | Promise
    subject: str | Promise
    effect: str | Promise
    shape: str

    @property
    def said(self) -> Document:
        """Give what stands on it."""
        return self.view.document


@dataclass(frozen=True, slots=True)
class Bound:
    """A document that another replaces or amends, or that does so to it; without an id it is not told here."""

    how: str | Promise
    number: str
    issued_on: date
    id: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a document: what it is called, what it is and how large."""

    place: int
    title: str
    kind: str
    size: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that happened to a document, in words."""

    act: str | Promise
    at: datetime
    actor: str
    reason: str
    parts: tuple[str, ...]


def told(one: DocumentView, on: date) -> Told:
    """Give a document in words."""
    effect = one.effect_on(on)
    said = one.document
    return Told(one, KINDS[said.kind], SUBJECTS[said.subject], EFFECTS[effect], SHAPES[effect])


def bound(one: DocumentView) -> list[Bound]:
    """Give what a document is bound to, both ways. One SQL query."""
    own = [Bound(BONDS[one.bond], one.number, one.issued_on, one.document) for one in one.document.relations]
    return own + [Bound(MENTIONED[by.bond], by.number, by.issued_on, by.id) for by in news.mentions(one.id)]


def attachments(one: DocumentView) -> list[Attachment]:
    """Give the files of a document. One SQL query."""
    kept = files.kept({file.digest for file in one.files}) if one.files else {}
    return [
        Attachment(
            file.place,
            file.title or gettext("File of %(number)s") % {"number": one.document.number},
            kept[file.digest].kind.value.upper(),
            filesizeformat(kept[file.digest].size),
        )
        for file in one.files
    ]


def public_history(document: int) -> list[Line]:
    """Give what anyone reads of what happened to a document since it was told. Two SQL queries."""
    happened = news.history(document)
    first = next((place for place, one in enumerate(happened) if one.act in {DocumentAct.ADDED, DocumentAct.TOLD}), 0)
    return lines(one for one in happened[first:] if one.act in AFTER_TELLING)


def lines(happened: Iterable[news.Happened]) -> list[Line]:
    """Give things that happened in words, those who did them by their posts. One SQL query."""
    listed = list(happened)
    titles = titles_of({one.actor for one in listed})
    return [
        Line(
            ACTS[one.act],
            one.at,
            titles.get(one.actor, one.actor),
            one.reason,
            tuple(str(PARTS[part]) for part in one.parts),
        )
        for one in listed
    ]
