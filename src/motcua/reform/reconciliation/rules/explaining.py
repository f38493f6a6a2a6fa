"""Which rule tells two accounts of a dossier apart, and which would close the gap between two figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

from motcua.kernel.periods import end_of_day
from motcua.reform.reconciliation.rules.reading import OTHERS, counted, is_online
from motcua.reform.reconciliation.rules.words import (
    FIGURES,
    TOTALS,
    Account,
    Counted,
    Difference,
    Effect,
    Figure,
    Ours,
    Rule,
    Span,
    Theirs,
)


def their_count(theirs: Theirs, ours: Ours | None, span: Span) -> Counted:
    """
    Say as what the other system counts a dossier: by its own word, else by its days.

    What its file does not say is taken from here; a bare day is judged to its end.
    """
    account = ours.account if ours else Account(span.begins, None, None, online=False)
    if theirs.received is not None:
        account = replace(account, received_at=theirs.received)
    if theirs.due is not None:
        until = end_of_day(theirs.due.astimezone(span.zone).date(), span.zone) if theirs.due_bare else theirs.due
        account = replace(account, judged_until=until)
    if theirs.channel is not None:
        account = replace(account, online=is_online(theirs.channel, ours.origin if ours else None))
    if theirs.says_end or (theirs.standing or "").startswith("pending"):
        account = replace(account, closed_at=theirs.finished, stopped_at=None)
    said = counted(account, span)
    return (said[0], theirs.standing) if said and theirs.standing else said


def explain(theirs: Theirs, ours: Ours, span: Span) -> Difference | None:
    """Set the two accounts of a dossier side by side; None if they count it alike."""
    there = their_count(theirs, ours, span)
    if there == ours.counted:
        return None
    rules = _by_rule(theirs, ours, there, span) or tuple(_by_data(theirs, ours, there, span))
    return Difference(ours.code, ours.counted, there, rules, ours, theirs)


def _by_rule(theirs: Theirs, ours: Ours, there: Counted, span: Span) -> tuple[Rule, ...]:
    """Find one rule, else two together, under which we would count it as they do; those that agree on days first."""
    alone = [
        (rule, account)
        for rule, other in OTHERS.items()
        if (account := other(ours, span)) is not None and counted(account, span) == there
    ]
    alone.sort(key=lambda found: not _same_days(found[1], theirs, span))
    if alone:
        return tuple(rule for rule, account in alone if _same_days(account, theirs, span)) or tuple(
            rule for rule, _ in alone
        )
    for first, second in permutations(OTHERS, 2):
        between = OTHERS[first](ours, span)
        account = OTHERS[second](replace(ours, account=between), span) if between else None
        if account is not None and counted(account, span) == there and _same_days(account, theirs, span):
            return first, second
    return ()


def _same_days(account: Account, theirs: Theirs, span: Span) -> bool:
    """Say whether an account has the days that the other system gives."""
    given = ((theirs.due, account.judged_until), (theirs.finished, account.closed_at))
    return all(said is None or _day(said, span) == _day(held, span) for said, held in given)


def _by_data(theirs: Theirs, ours: Ours, there: Counted, span: Span) -> Iterator[Rule]:
    if not there or not ours.counted:
        yield Rule.BOUNDARY
    held = ours.account
    if theirs.received is not None and _day(theirs.received, span) != _day(held.received_at, span):
        yield Rule.OTHER_RECEIPT
    if theirs.channel is not None and is_online(theirs.channel, ours.origin) != held.online:
        yield Rule.OTHER_CHANNEL
    if theirs.due is not None and _day(theirs.due, span) != _day(held.judged_until, span):
        yield Rule.OTHER_DUE
    if _ends_otherwise(theirs, held, span):
        yield Rule.OTHER_END
    elif theirs.standing is not None and ours.counted and theirs.standing != ours.counted[1]:
        yield Rule.OTHER_STANDING


def _ends_otherwise(theirs: Theirs, held: Account, span: Span) -> bool:
    if theirs.says_end:
        return _day(theirs.finished, span) != _day(held.closed_at, span)
    return theirs.standing is not None and theirs.standing.startswith("resolved") != (held.closed_at is not None)


def _day(at: datetime | None, span: Span) -> date | None:
    return at.astimezone(span.zone).date() if at else None


def figures(dossiers: Iterable[Counted]) -> dict[str, int]:
    """Count dossiers as form II.06 does."""
    found = dict.fromkeys(FIGURES, 0)
    for counts in dossiers:
        for code in counts:
            found[code] += 1
            found[f"{code.partition('.')[0]}.total"] += 1
    return found


def beside(ours: Mapping[str, int], theirs: Mapping[str, int]) -> tuple[Figure, ...]:
    """Set figures side by side, in the order of the form; what they do not give is left out."""
    return tuple(Figure(code, ours[code], theirs[code]) for code in FIGURES if code in theirs)


def effects(dossiers: Iterable[Ours], apart: Iterable[Figure], span: Span) -> tuple[Effect, ...]:
    """
    Say for each figure that differs which rules would change it, and whether one would close the gap.

    A dossier that its account here does not count as the facts do is left as it is.
    """
    listed = [one for one in dossiers if counted(one.account, span) == one.counted]
    base = figures(one.counted for one in listed)
    wanted = [figure for figure in apart if figure.apart]
    found = []
    for rule, other in OTHERS.items():
        under = figures(counted(other(one, span) or one.account, span) for one in listed)
        for figure in wanted:
            moved = under[figure.code] - base[figure.code]
            if moved:
                would_be = figure.ours + moved
                found.append(Effect(figure.code, rule, would_be, would_be == figure.theirs))
    return tuple(sorted(found, key=lambda one: (FIGURES.index(one.figure), not one.closes)))


def unbalanced(theirs: Mapping[str, int]) -> tuple[str, ...]:
    """Name the totals of the other system that are not the sum of their parts."""
    found = []
    for total in TOTALS:
        part = total.partition(".")[0]
        parts = [code for code in FIGURES if code.startswith(f"{part}.") and code != total]
        whole = total in theirs and all(code in theirs for code in parts)
        if whole and theirs[total] != sum(theirs[code] for code in parts):
            found.append(total)
    return tuple(found)
