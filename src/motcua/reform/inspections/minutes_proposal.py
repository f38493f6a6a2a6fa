"""The minutes as they are proposed before anybody writes: from what was answered, drawn, and found."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from motcua.foundation.papers.public import heads
from motcua.reform.inspections.queries.inspections import inspection, place
from motcua.reform.inspections.queries.prefilling import LineView, prefilled
from motcua.reform.inspections.queries.sampling import SampleView, sample_view
from motcua.reform.inspections.queries.visits import VisitView, visit
from motcua.reform.inspections.rules.minutes import Item, Minutes
from motcua.reform.inspections.rules.visit import Answer, FindingKind

USUAL = timedelta(hours=2)
"""How long a meeting is proposed to last."""


def proposed_minutes(place_id: int, *, now: datetime) -> Minutes:
    """
    Propose minutes in Vietnamese: what was counted and sampled, good points and limits from the findings.

    Lines that are not or partly met and of which no finding was made stand among the limits by their notes, so that
    none is forgotten. Who of the unit was there, what was reported and what both sides say is left to people.

    :raises UnknownVisit: while the visit has not begun.
    """
    held, at = visit(place_id), place(place_id)
    one = inspection(at.inspection_id)
    lines = prefilled(place_id, now=now)
    return Minutes(
        held_at=f"Trụ sở {heads.body(at.unit)}",
        began_at=held.begun_at,
        ended_at=max(held.begun_at + USUAL, min(now, held.begun_at + 4 * USUAL)),
        team=tuple(member.title for member in one.members),
        unit=(),
        reporter="",
        report="",
        checked=tuple(_checked(lines, held, sample_view(place_id))),
        good=tuple(_found(held, FindingKind.GOOD)),
        limits=(*_found(held, FindingKind.LIMIT), *_wanting(lines, held)),
        team_view="",
        unit_view="",
    )


def _checked(lines: list[LineView], held: VisitView, sample: SampleView | None) -> Iterator[Item]:
    for line in lines:
        answered = held.answers.get(line.question.code)
        if answered is not None and answered.looked is not None:
            right = f", {answered.right} đúng" if answered.right is not None else ""
            counted = f"xem {answered.looked} {line.question.counted}".rstrip()
            yield Item(line.field.value, f"{_bare(line.question.text)}: {counted}{right}")
    if sample and sample.sample:
        drawn = len(sample.sample.dossiers)
        yield Item(
            "procedures",
            f"Chọn ngẫu nhiên {drawn} trong {sample.sample.population} hồ sơ: đã xem {len(sample.checks)}, "
            f"đúng quy định {sample.right}",
        )


def _found(held: VisitView, kind: FindingKind) -> Iterator[Item]:
    for one in held.findings:
        if one.kind is kind and not one.withdrawn:
            yield Item(one.field.value, " ".join(one.text.split()))


def _wanting(lines: list[LineView], held: VisitView) -> Iterator[Item]:
    told = {one.line for one in held.findings if not one.withdrawn}
    for line in lines:
        code = line.question.code
        answered = held.answers.get(code)
        if answered is None or answered.answer not in {Answer.NO, Answer.PARTLY} or code in told:
            continue
        said = " ".join(held.notes_of.get(code, "").split())
        how = "đạt một phần" if answered.answer is Answer.PARTLY else "chưa đạt"
        yield Item(line.field.value, said or f"{_bare(line.question.text)}: {how}")


def _bare(question: str) -> str:
    return question.strip().rstrip("?").strip()
