"""Documents that are told to the public: what stands on them, and whether they hold on a day."""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.refusals import gettext_noop
from motcua.services.news.rules.words import Effect, WrongDays, stated


@dataclass(frozen=True, slots=True)
class Document:
    """
    An official document.

    :param signer_post: who signed it, by post.
    :param digest: of the file that is attached, as ``foundation.files`` keeps it; empty for none.
    :param effective_to: the last day on which it holds.
    """

    number: str
    issued_on: date
    issuer: str
    signer_post: str
    abstract: str
    digest: str = ""
    effective_from: date | None = None
    effective_to: date | None = None


def check_document(one: Document) -> None:
    """Let a document pass that can be told. :raises NotStated: :raises WrongDays:"""
    for field, most in (("number", 100), ("issuer", 300), ("signer_post", 200), ("abstract", 2_000)):
        stated(getattr(one, field), field=field, most=most)
    if one.effective_to and one.effective_to < (one.effective_from or one.issued_on):
        raise WrongDays(
            gettext_noop("it would end before it begins"),
            field="effective_to",
            value=one.effective_to.isoformat(),
            expected=gettext_noop("give a day not before its first"),
        )


def effect_on(one: Document, on: date) -> Effect:
    """Say whether a document holds on a day."""
    if one.effective_to and one.effective_to < on:
        return Effect.ENDED
    if one.effective_from is None:
        return Effect.UNSTATED
    return Effect.IN_FORCE if one.effective_from <= on else Effect.NOT_YET
