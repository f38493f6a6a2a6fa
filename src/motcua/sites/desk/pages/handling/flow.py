"""The process of a dossier as a picture: which steps are over, where it stands, which parts are with other units."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from motcua.services.casework.public import BranchView, CaseView
from motcua.sites.desk.pages.catalogue.drawing import Box, Drawing
from motcua.sites.desk.pages.catalogue.reading import shown


@dataclass(frozen=True, slots=True)
class Standing:
    """A box of the picture as this dossier stands: ``done``, ``here``, ``late`` or nothing, and that in a word."""

    box: Box
    mark: str
    said: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The picture of a dossier's process."""

    drawing: Drawing
    boxes: tuple[Standing, ...]


def flow_of(case: CaseView, now: datetime) -> Flow:
    """Draw the process as a dossier stands in it. Two SQL queries."""
    picture = shown(case.process, timezone.localdate(now)).drawing
    return Flow(picture, tuple(_standing(box, case, now) for box in picture.boxes))


def _standing(box: Box, case: CaseView, now: datetime) -> Standing:
    step = box.step
    if step.part:
        branch = next((one for one in reversed(case.branches) if one.part == step.part), None)
        return Standing(box, *_of_part(step.code, branch, case, now))
    if case.step and step.code == case.step.code:
        late = case.step_due is not None and case.step_due < now
        return Standing(box, *(("late", gettext("late")) if late else ("here", gettext("here now"))))
    line = [one.code for one in case.process.main_line()]
    here = case.step.code if case.step else ""
    over = step.code in line and here in line and line.index(step.code) < line.index(here)
    return Standing(box, *(("done", gettext("done")) if over else ("", "")))


def _of_part(code: str, branch: BranchView | None, case: CaseView, now: datetime) -> tuple[str, str]:
    if branch is None:
        return "", ""
    lane = [one.code for one in case.process.steps if one.part == branch.part]
    if branch.answered_at is not None or lane.index(code) < lane.index(branch.step):
        return "done", gettext("done")
    if code != branch.step:
        return "", ""
    return ("late", gettext("late")) if branch.is_late(now) else ("here", gettext("here now"))
