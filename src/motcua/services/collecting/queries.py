"""What can be taken home of a dossier, what was, and whether rows and events agree."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.services.collecting.models import Download, HandOver
from motcua.services.collecting.rules import (
    PREFIX,
    HandedBy,
    IdentityPaper,
    Proof,
    Relation,
    Way,
    can_be_downloaded,
)
from motcua.services.dossiers.public import Brief, Kind
from motcua.services.results import public as results


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How the result of a dossier stands for whoever it is for.

    ``issued`` says that there is one; ``digest`` is empty where it is not a file, or was annulled.
    """

    issued: bool
    text: str
    on: date | None
    digest: str

    @property
    def can_be_downloaded(self) -> bool:
        """Say whether it can be taken home as a file."""
        return bool(self.digest)


@dataclass(frozen=True, slots=True)
class Line:
    """A result was taken home."""

    at: datetime
    way: Way


def standing_of(dossier_id: int) -> Standing:
    """Say how the result of a dossier stands. Five SQL queries, one while nothing was drafted."""
    view = results.result_of(dossier_id)
    state = view.state if view else None
    if state is None or state.stage is not results.Stage.ISSUED:
        return Standing(False, "", None, "")
    return Standing(True, state.text, state.on, state.digest if can_be_downloaded(state) else "")


def downloads_of(dossier_id: int) -> list[Line]:
    """Give when a result was taken home and how, the latest first. One SQL query."""
    rows = Download.objects.filter(dossier_id=dossier_id).order_by("-at", "-pk")
    return [Line(row.at, Way(row.way)) for row in rows]


@dataclass(frozen=True, slots=True)
class Handed:
    """
    A result that was handed over: when, by which post, how, and who took it with which proof.

    ``name`` is empty for the applicant, and where it was forgotten. ``owed`` is what was owed then, in đồng, with why
    it was handed over all the same.
    """

    number: int
    at: datetime
    title: str
    way: HandedBy
    proof: Proof | None
    relation: Relation | None
    paper: IdentityPaper | None
    digest: str
    name: str
    owed: int
    owing: str
    forgotten: bool


def handed_over(dossier_id: int) -> list[Handed]:
    """Give how the result of a dossier was handed over, each time, in order. Two SQL queries, one if it never was."""
    rows = list(HandOver.objects.filter(dossier_id=dossier_id).order_by("number"))
    titles = accounts.titles_of({row.by for row in rows}) if rows else {}
    return [
        Handed(
            number=row.number,
            at=row.at,
            title=titles.get(row.by, row.by),
            way=HandedBy(row.way),
            proof=Proof(row.proof) if row.proof else None,
            relation=Relation(row.relation) if row.relation else None,
            paper=IdentityPaper(row.paper) if row.paper else None,
            digest=row.digest if row.salt else "",
            name=row.name or "",
            owed=row.owed,
            owing=row.owing or "",
            forgotten=row.salt is None,
        )
        for row in rows
    ]


def next_of(dossier: Brief) -> Kind | None:
    """
    Say what handing the result over would be: the first time, or again after it was corrected; None if neither.

    Two SQL queries for a dossier whose result was handed over, none for others.
    """
    if Kind.RETURNED in dossier.next:
        return Kind.RETURNED
    if dossier.returned_at is None or Kind.RETURNED_AGAIN not in dossier.next:
        return None
    issued_at = results.reissued([dossier.id]).get(dossier.id)
    last = HandOver.objects.filter(dossier_id=dossier.id).order_by("-number").values_list("at", flat=True).first()
    return Kind.RETURNED_AGAIN if issued_at and issued_at > (last or dossier.returned_at) else None


def corrected_to_hand_over(unit_ids: Collection[int]) -> list[str]:
    """Give the codes of dossiers whose corrected result waits to be handed over by units. Two SQL queries."""
    waiting = results.reissued_in(unit_ids)
    rows = HandOver.objects.filter(dossier_id__in=[one.dossier_id for one in waiting]).order_by("number")
    last = dict(rows.values_list("dossier_id", "at"))
    return [one.code for one in waiting if one.at > last.get(one.dossier_id, one.returned_at)]


def private_of(name: str | None, owing: str | None) -> str:
    """Give what the ledger holds a commitment to of a hand-over."""
    return json.dumps([name, owing], ensure_ascii=False)


def replay_all(*, most: int = 100) -> list[str]:
    """Hold every download and hand-over against its event, and say which differ. One SQL query each and two more."""
    return list(islice(_differing(), most))


def _differing() -> Iterator[str]:
    for row in Download.objects.order_by("pk").iterator(chunk_size=1_000):
        kept = [(f"{PREFIX}downloaded", {"dossier": row.dossier_id, "way": row.way, "digest": row.digest}, row.at)]
        told = [(event.kind, dict(event.payload), event.occurred_at) for event in ledger.read(f"download/{row.pk}")]
        if told != kept:
            yield f"download/{row.pk}"
    for one in HandOver.objects.order_by("dossier", "number").iterator(chunk_size=1_000):
        events = [event for event in ledger.read(f"hand-over/{one.dossier_id}") if event.number == one.number]
        if not events or not _agree(one, events[0]):
            yield f"hand-over/{one.dossier_id}"


def _agree(row: HandOver, event: ledger.Event) -> bool:
    """Say whether a hand-over is what its event says, and what was not forgotten is what it commits to."""
    kept: dict[str, object] = {"way": row.way} | ({"owed": row.owed} if "owed" in event.payload else {})
    if row.proof:
        kept |= {"proof": row.proof, "relation": row.relation, "paper": row.paper, "digest": row.digest}
    if row.salt is None:
        kept["who"] = event.payload.get("who")
    else:
        kept["who"] = ledger.commitment(private_of(row.name, row.owing), bytes(row.salt))
    return (dict(event.payload), event.occurred_at, event.actor) == (kept, row.at, row.by)
