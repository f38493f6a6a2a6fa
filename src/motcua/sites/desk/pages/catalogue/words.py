"""What the words of the catalogue are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.foundation.accounts.public import Role
from motcua.foundation.units import public as units
from motcua.foundation.worktime.public import Measure
from motcua.services.dossiers.public import Channel
from motcua.services.procedures.public import StepAct, Tariff
from motcua.sites.look.public import phrases, words

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
KINDS: Mapping[str, str | Promise] = {"charge": gettext_lazy("Charge"), "fee": gettext_lazy("Fee")}
PER: Mapping[str, str | Promise] = {
    "dossier": gettext_lazy("each dossier"),
    "copy": gettext_lazy("each copy"),
    "page": gettext_lazy("each page of a copy"),
}
DUE: Mapping[str, str | Promise] = {
    "advance": gettext_lazy("When the dossier is filed"),
    "final": gettext_lazy("When the result is handed over"),
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


def dong(amount: int) -> str:
    """Write an amount: 8.000 đồng."""
    return f"{words.number(amount)}{words.NBSP}đồng"


def amount_said(tariff: Tariff) -> str:
    """Say what a tariff comes to."""
    said = [gettext("%(amount)s for %(per)s") % {"amount": dong(tariff.amount), "per": PER[tariff.per]}]
    if tariff.reduced is not None and tariff.reduced_from is not None:
        lower = {"n": tariff.reduced_from, "amount": dong(tariff.reduced)}
        said.append(gettext("from number %(n)s on %(amount)s") % lower)
    if tariff.at_most is not None:
        most = {"amount": dong(tariff.at_most)}
        text = gettext("at most %(amount)s a copy") if tariff.per == "page" else gettext("at most %(amount)s")
        said.append(text % most)
    return "; ".join(said)


def where_said(where: str, structure: units.Structure) -> str:
    """Say where a step is done."""
    code = where.removeprefix("unit:")
    if code == where:
        return str(WHERE.get(where, where))
    known = structure.by_code.get(code)
    return known.name if known else code
