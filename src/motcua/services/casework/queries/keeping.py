"""What lists of work may be narrowed to by the work itself, and the lists that are kept under a name."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from motcua.foundation.accounts import public as accounts
from motcua.services.casework.models import Case, KeptList
from motcua.services.casework.rows import post_id
from motcua.services.dossiers import public as dossiers
from motcua.services.procedures.public import read_steps

NOBODY = "-"
"""Stands for the handler of a dossier on which nobody was named yet."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A list that somebody keeps: what it is narrowed to, whose it is, and whether others of the unit find it."""

    id: int
    name: str
    chosen: Mapping[str, str]
    is_own: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """The steps that open work in units is in, by code, and the posts that have it, by key: names and numbers."""

    steps: Mapping[str, tuple[str, int]]
    mains: Mapping[str, tuple[str, int]]


def kept_lists(post: str, *, units: Collection[int]) -> list[Kept]:
    """Give the lists that a post keeps, and those that others share with units, by name. One SQL query."""
    own = post_id(post)
    rows = KeptList.objects.filter(Q(post_id=own) | Q(shared_with__in=units)).order_by("name", "pk")
    return [Kept(row.pk, row.name, row.chosen, row.post_id == own, row.shared_with_id is not None) for row in rows]


def at_work(unit_ids: Collection[int], *, step: str = "", main: str = "") -> QuerySet[Any, int]:
    """
    Give the ids of the dossiers that are in a step in units, or that a post has, or nobody (``NOBODY``) in units.

    It asks nothing by itself: it is meant to become a part of another SQL query.
    """
    found = Case.objects.order_by()
    if step:
        found = found.filter(step=step, unit__in=unit_ids)
    if main == NOBODY:
        found = found.filter(main__isnull=True, unit__in=unit_ids)
    elif main:
        found = found.filter(main=post_id(main))
    return found.values_list("dossier_id", flat=True)


def step_name(step: str, *, unit_ids: Collection[int]) -> str:
    """Name a step that some work in units is in, by its code; empty where none is. One SQL query."""
    found = Case.objects.filter(unit__in=unit_ids, step=step).values_list("steps", flat=True).first()
    return next((one.name for one in read_steps(found) if one.code == step), "") if found else ""


def hands(unit_ids: Collection[int]) -> Hands:
    """Count the open work in units by step and by who has it. Three SQL queries; closed dossiers are not looked at."""
    here = Case.objects.filter(unit__in=unit_ids, dossier_id__in=dossiers.open_ids(unit_ids)).order_by()
    counted = list(here.values_list("step", "main_id").annotate(many=Count("pk"), sample=Max("pk")))
    by_step, by_main, sample_of = Counter[str](), Counter[int | None](), {}
    for step, main, many, sample in counted:
        by_step[step] += many
        by_main[main] += many
        sample_of[step] = sample
    samples = dict(Case.objects.filter(pk__in=sample_of.values()).values_list("pk", "steps"))
    steps = {}
    for step, many in by_step.items():
        names = {one.code: one.name for one in read_steps(samples[sample_of[step]])}
        steps[step] = (names.get(step, step), many)
    titles = accounts.titles_of({f"post/{one}" for one in by_main if one is not None})
    mains = {f"post/{one}": (titles.get(f"post/{one}", ""), many) for one, many in by_main.items() if one is not None}
    if None in by_main:
        mains[NOBODY] = ("", by_main[None])
    return Hands(steps, mains)
