"""What the words of the catalogue are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure
from motcua.services.dossiers.public import Channel
from motcua.services.procedures.public import OUTSIDE, StepAct
from motcua.sites.look.public import phrases

WHERE: Mapping[str, str | Promise] = {
    "receiving": gettext_lazy("The unit that receives"),
    "competent": gettext_lazy("The competent unit"),
    "same": gettext_lazy("The unit of the step before"),
}
ROLES: Mapping[str, str | Promise] = {
    Role.ONE_STOP_OFFICER.value: gettext_lazy("One-stop officer"),
    Role.SPECIALIST.value: gettext_lazy("Specialist"),
    Role.LEADER.value: gettext_lazy("Leader"),
    Role.CLERK.value: gettext_lazy("Clerk"),
}
"""The roles that a step is done in."""

ACTS: Mapping[str, str | Promise] = {
    StepAct.ASK_COMPLETION.value: gettext_lazy("Ask for completion"),
    StepAct.CONSULT.value: gettext_lazy("Consult another agency"),
    StepAct.REFUSE.value: gettext_lazy("Refuse"),
    StepAct.DRAFT.value: gettext_lazy("Draft the result"),
    StepAct.APPROVE.value: gettext_lazy("Sign"),
    StepAct.ISSUE.value: gettext_lazy("Number, seal and issue"),
    StepAct.RETURN.value: gettext_lazy("Hand over the result"),
    StepAct.STOP.value: gettext_lazy("Stop the dossier"),
}
CHANNELS: Mapping[str, str | Promise] = {
    one.value: phrases.CHANNELS[one] for one in Channel if one is not Channel.INTERLINKED
}
MEASURES: Mapping[str, str | Promise] = {
    Measure.WORKING_DAYS.value: gettext_lazy("working days"),
    Measure.CALENDAR_DAYS.value: gettext_lazy("calendar days"),
    Measure.WORKING_HOURS.value: gettext_lazy("working hours"),
    Measure.MONTHS.value: gettext_lazy("months"),
    Measure.SAME_DAY.value: gettext_lazy("the same working day"),
}
MODES: Mapping[str, str | Promise] = {
    "restart": gettext_lazy("begins anew"),
    "pause": gettext_lazy("stands still"),
    "run": gettext_lazy("runs on"),
}


def where_said(where: str, structure: units.Structure) -> str:
    """Say where a step is done."""
    if where.startswith(OUTSIDE):
        return where.removeprefix(OUTSIDE)
    code = where.removeprefix("unit:")
    if code == where:
        return str(WHERE.get(where, where))
    known = structure.by_code.get(code)
    return known.name if known else code
