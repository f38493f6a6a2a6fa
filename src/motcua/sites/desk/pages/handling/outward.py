"""What an office does with a dossier before the citizen: take in, wait, put off, decide, end, hand over."""

from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Act
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Kind, WaitsFor
from motcua.services.procedures.public import StepAct
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.handling.matter import (
    REASON,
    Deed,
    Matter,
    area,
    bare,
    for_a_reason,
    handled,
    of_kind,
    only,
)
from motcua.sites.look.public import phrases


def _extend(matter: Matter, given: Entries) -> object:
    to = given.day("to")
    if to is None:
        raise Refused(gettext_noop("write a day"), field="to", value=given["to"])
    return dossiers.extend(code=matter.dossier.code, to=to, reason=given["reason"], by=matter.actor.key, at=matter.at)


OUTWARD = (
    Deed(
        "nhan-bo-sung",
        (Act.RECEIVE, Act.PROCESS),
        gettext_lazy("Take in what was missing"),
        only(),
        bare(dossiers.take_supplement),
        of_kind(Kind.SUPPLEMENTED),
        gettext_lazy("All that was asked for is here. The term goes on as the procedure says."),
        by_receiver=True,
    ),
    Deed(
        "tam-dung",
        (Act.PROCESS, Act.RECEIVE),
        gettext_lazy("Stop the clock"),
        only(
            Field(
                "waits_for",
                gettext_lazy("Waits for"),
                kind="choice",
                needed=True,
                choices=[(word.value, name) for word, name in phrases.WAITING.items() if word is not WaitsFor.PAPERS],
                size="w-20",
            ),
            REASON,
        ),
        lambda matter, given: dossiers.pause(
            code=matter.dossier.code,
            waits_for=WaitsFor(given["waits_for"]),
            reason=given["reason"],
            by=matter.actor.key,
            at=matter.at,
        ),
        handled(Kind.PAUSED),
    ),
    Deed(
        "tiep-tuc",
        (Act.PROCESS, Act.RECEIVE),
        gettext_lazy("Let the clock run again"),
        only(),
        bare(dossiers.resume),
        of_kind(Kind.RESUMED),
        by_receiver=True,
    ),
    Deed(
        "gia-han",
        (Act.DECIDE,),
        gettext_lazy("Apologise and name a new day"),
        only(
            Field("to", gettext_lazy("New day"), kind="day", needed=True, hint="31/12/2022", size="w-12"),
            area("reason", gettext_lazy("Reason"), hint=gettext_lazy("It stands in the apology as you write it.")),
        ),
        _extend,
        of_kind(Kind.EXTENDED),
        gettext_lazy("At the latest a day before the due day, and once. The figures still go by the first promise."),
        by_receiver=True,
    ),
    Deed(
        "xin-loi",
        (Act.DECIDE,),
        gettext_lazy("Apologise"),
        only(REASON),
        for_a_reason(dossiers.apologise),
        of_kind(Kind.APOLOGISED),
        gettext_lazy("Always possible. It moves no date."),
        by_receiver=True,
    ),
    Deed(
        "quyet-dinh",
        (Act.DECIDE,),
        gettext_lazy("Sign the decision"),
        only(area("note", gettext_lazy("Note"), needed=False)),
        lambda matter, given: dossiers.sign_decision(
            code=matter.dossier.code, note=given["note"], by=matter.actor.key, at=matter.at
        ),
        of_kind(Kind.DECIDED),
        gettext_lazy("It is finished when the result reaches the one-stop shop."),
        step_acts=(StepAct.APPROVE,),
    ),
    Deed(
        "co-ket-qua",
        (Act.ISSUE, Act.RETURN),
        gettext_lazy("The result is here"),
        only(),
        lambda matter, given: dossiers.finish(code=matter.dossier.code, by=matter.actor.key, at=matter.at),
        lambda matter: matter.dossier.state is dossiers.State.DECIDED and Kind.FINISHED in matter.dossier.next,
        gettext_lazy("Time is judged now, not when the citizen collects it."),
        by_receiver=True,
        step_acts=(StepAct.ISSUE, StepAct.RETURN),
    ),
    Deed(
        "khong-giai-quyet",
        (Act.DECIDE,),
        gettext_lazy("Decide against it"),
        only(area("reason", gettext_lazy("Reason"), hint=gettext_lazy("With its legal basis; the citizen reads it."))),
        for_a_reason(dossiers.refuse),
        of_kind(Kind.REFUSED),
        step_acts=(StepAct.REFUSE,),
    ),
    Deed(
        "dung",
        (Act.DECIDE,),
        gettext_lazy("Stop the work"),
        only(REASON),
        for_a_reason(dossiers.stop),
        of_kind(Kind.STOPPED),
        step_acts=(StepAct.STOP,),
    ),
    Deed(
        "rut",
        (Act.RECEIVE,),
        gettext_lazy("The citizen withdraws it"),
        only(REASON),
        for_a_reason(dossiers.withdraw),
        of_kind(Kind.WITHDRAWN),
        by_receiver=True,
    ),
)
