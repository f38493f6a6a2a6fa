"""A case is answered, the answer is published and judged; it is reopened, closed; its sender is erased."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.feedback import models
from motcua.services.feedback.actions.bringing import let_files_go
from motcua.services.feedback.actions.joining import tell_of
from motcua.services.feedback.actions.recording import Recorded, record, stated
from motcua.services.feedback.rows import sender_of
from motcua.services.feedback.rules.case import CaseState
from motcua.services.feedback.rules.deciding import Step
from motcua.services.feedback.rules.sender import check_publishable
from motcua.services.feedback.rules.words import Kind, Verdict

PUBLISHED = ("public_question", "public_answer")
"""The parts of what was said that anyone may read."""


class NothingToCheck(Refused):
    """The sender was erased, so nobody can say whether a text names them."""


def answer(*, case: int, answer: str, by: str, at: datetime) -> Recorded:
    """
    Answer a case. It is judged now by its due time; the window for an unsatisfied sender begins.

    Senders of cases that are joined to it are told the answer. Two SQL queries more than one event takes, and ten for
    each of those.

    :raises NamesTheSender: if others would be told who sent this one.
    """
    step = Step(Kind.ANSWERED, at, said={"answer": stated(answer, field="answer")})
    with transaction.atomic():
        recorded = record(case, lambda _: step, by=by, at=at)
        tell_of(case, by=by, at=at)
    return recorded


def publish(*, case: int, question: str, answer: str, by: str, at: datetime) -> Recorded:
    """
    Publish what was asked and what was answered, in words that name no person. Done again, it replaces what was public.

    :raises NamesTheSender: if either says who sent it. :raises NothingToCheck: after the sender was erased.
    """
    said = {
        "public_question": stated(question, field="question"),
        "public_answer": stated(answer, field="answer"),
    }

    def step(state: CaseState) -> Step:
        check_texts(case, state, said)
        return Step(Kind.PUBLISHED, at, said=said)

    return record(case, step, by=by, at=at)


def check_texts(case: int, state: CaseState, said: Mapping[str, str]) -> None:
    """Check that what is to be published names nobody. :raises NamesTheSender: :raises NothingToCheck:"""
    if state.erased:
        raise NothingToCheck(
            gettext_noop("the sender was erased, so it cannot be checked whether this names them"), field="answer"
        )
    sender = sender_of(case)
    for field in ("question", "answer"):
        check_publishable(said[f"public_{field}"], sender, field=field)


def judge(*, case: int, verdict: Verdict, by: str, at: datetime, text: str = "", seen: int | None = None) -> Recorded:
    """
    Write down whether the sender is satisfied with the answer, and in what words.

    :param seen: the number of the last event that whoever acts has seen. :raises MovedOn: if there are more.
    """
    text = text.strip()
    step = Step(Kind.JUDGED, at, verdict=verdict, said={"text": stated(text, field="text") if text else ""})
    return record(case, lambda _: step, by=by, at=at, seen=seen)


def reopen(*, case: int, reason: str, by: str, at: datetime, seen: int | None = None) -> Recorded:
    """
    Open an answered case again because its sender is unsatisfied; a new term begins, and what was late stays late.

    :param seen: the number of the last event that whoever acts has seen.
    :raises WindowOver: after the time for it. :raises MovedOn: if more happened.
    """
    step = Step(Kind.REOPENED, at, said={"note": stated(reason, field="reason")})
    return record(case, lambda _: step, by=by, at=at, seen=seen)


def close(*, case: int, by: str, at: datetime) -> Recorded:
    """Close an answered case. :raises WindowOpen: while its sender may still be unsatisfied with the answer."""
    step = Step(Kind.CLOSED, at)
    return record(case, lambda _: step, by=by, at=at)


def erase_sender(*, case: int, reason: str, by: str, at: datetime) -> Recorded:
    """
    Erase who sent a case, all that was said in it and the files that came with it, but for what was published; every
    proof stays whole. Nobody follows the case by a secret any more.

    :param reason: the legal ground, which stays in the ledger and must name nobody.
    """
    step = Step(Kind.SENDER_ERASED, at, extra={"reason": stated(reason, field="reason")})

    def erase() -> None:
        models.Words.objects.filter(case=case).exclude(part__in=PUBLISHED).delete()
        models.Sender.objects.filter(case=case).delete()
        models.Following.objects.filter(case=case).delete()
        let_files_go(models.Attachment.objects.filter(case=case), by=by, at=at)

    return record(case, lambda _: step, by=by, at=at, also=erase)
