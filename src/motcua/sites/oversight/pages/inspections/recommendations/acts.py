"""What is done to a recommendation from its page: one form an act, and what each hands to its action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.foundation.accounts.public import Actor
from motcua.foundation.files import public as files
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.indicators import public as indicators
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import RecommendationAct as Act
from motcua.reform.inspections.public import RecommendationView
from motcua.sites.look.public import asking, clock

TEXT, DAY, OWNER, FILE, RECORD = "noi-dung", "ngay", "dau-moi", "tep", "ban-ghi"
"""The fields of the forms."""
FIELDS: Mapping[str, str | Promise] = {
    TEXT: gettext_lazy("What is said"),
    DAY: gettext_lazy("Until"),
    OWNER: gettext_lazy("Post that answers for it"),
    FILE: gettext_lazy("File as evidence"),
    RECORD: gettext_lazy("Number of a record in a register"),
}
FIELD_OF = {"reason": TEXT, "report": TEXT, "until": DAY, "owner": OWNER, "evidence": FILE, "file": FILE}
LONGEST_TEXT = 4000
REASON = gettext_lazy("Reason")

Doing = Callable[[HttpRequest, Actor, RecommendationView], dict[str, Any]]
"""Reads what an action is given beside the recommendation, who does it and when."""


@dataclass(frozen=True, slots=True)
class Form:
    """
    A form of the page.

    :param word: its place in the address.
    :param fields: what is asked, in order; ``needed`` those that must be said.
    :param hint: what to know before doing it.
    :param main: whether it is what comes next as a rule, and stands open.
    """

    act: Act
    word: str
    name: str | Promise
    fields: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()
    hint: str | Promise = ""
    text: str | Promise = REASON
    main: bool = False


FORMS = (
    Form(
        Act.ACCEPTED,
        "chap-nhan",
        gettext_lazy("Accept the recommendation"),
        (OWNER,),
        frozenset({OWNER}),
        gettext_lazy("The post that answers for it finds it in its list of work."),
        main=True,
    ),
    Form(
        Act.RESERVED,
        "bao-luu",
        gettext_lazy("Hold another view"),
        (TEXT,),
        frozenset({TEXT}),
        gettext_lazy("The inspecting side lets it stand or takes it back, and says why."),
    ),
    Form(
        Act.REPORTED,
        "bao-cao",
        gettext_lazy("Report it as done"),
        (TEXT, FILE, RECORD),
        frozenset({TEXT}),
        gettext_lazy("Somebody of the inspecting side looks at it before it is closed."),
        gettext_lazy("What was done"),
        main=True,
    ),
    Form(Act.EVIDENCED, "minh-chung", gettext_lazy("Add evidence"), (FILE, RECORD)),
    Form(
        Act.EXTENSION_ASKED,
        "xin-gia-han",
        gettext_lazy("Ask for more time"),
        (DAY, TEXT),
        frozenset({DAY, TEXT}),
        gettext_lazy("It is asked for before the term is over."),
    ),
    Form(Act.ASSIGNED, "giao", gettext_lazy("Name another post"), (OWNER,), frozenset({OWNER})),
    Form(
        Act.EXTENSION_GRANTED,
        "gia-han",
        gettext_lazy("Give more time"),
        (DAY, TEXT),
        frozenset({DAY}),
        main=True,
    ),
    Form(Act.EXTENSION_REFUSED, "giu-han", gettext_lazy("Keep the term"), (TEXT,), frozenset({TEXT})),
    Form(
        Act.UPHELD,
        "giu-nguyen",
        gettext_lazy("Let the recommendation stand"),
        (TEXT,),
        frozenset({TEXT}),
        main=True,
    ),
    Form(
        Act.VERIFIED,
        "xac-nhan",
        gettext_lazy("Confirm that it is done"),
        (TEXT,),
        hint=gettext_lazy("By somebody else than who reported it."),
        text=gettext_lazy("What was looked at"),
        main=True,
    ),
    Form(
        Act.RETURNED,
        "tra-lai",
        gettext_lazy("Send it back"),
        (TEXT,),
        frozenset({TEXT}),
        text=gettext_lazy("What is missing"),
    ),
    Form(
        Act.CLOSED,
        "dong",
        gettext_lazy("Close it"),
        (TEXT,),
        hint=gettext_lazy("A reason is needed where the figure that it watches says otherwise, or is not known."),
        main=True,
    ),
    Form(
        Act.ESCALATED,
        "len-cap-tren",
        gettext_lazy("Take it up to the unit above"),
        (TEXT,),
        frozenset({TEXT}),
    ),
    Form(Act.WITHDRAWN, "thu-hoi", gettext_lazy("Take it back"), (TEXT,), frozenset({TEXT})),
    Form(Act.REOPENED, "mo-lai", gettext_lazy("Open it again"), (TEXT,), frozenset({TEXT})),
)
"""All forms, in the order in which they stand on the page."""
BY_WORD = {one.word: one for one in FORMS}


def do(form: Form, request: HttpRequest, actor: Actor, view: RecommendationView) -> None:
    """Do what a form says. :raises Refused: with the field of the action that refuses."""
    _ACTIONS[form.act](
        recommendation_id=view.id, by=actor.key, at=clock.now(), **_GIVEN[form.act](request, actor, view)
    )


def text(request: HttpRequest) -> str:
    """Give the text of a form; lines stay, other control characters do not."""
    given = request.POST.get(TEXT, "")[:LONGEST_TEXT]
    return "".join(letter for letter in given if letter.isprintable() or letter == "\n").strip()


def _reason(request: HttpRequest, _actor: Actor, _view: RecommendationView) -> dict[str, Any]:
    return {"reason": text(request)}


def _note(request: HttpRequest, _actor: Actor, _view: RecommendationView) -> dict[str, Any]:
    return {"note": text(request)}


def _owner(request: HttpRequest, _actor: Actor, _view: RecommendationView) -> dict[str, Any]:
    given = asking.clean(request.POST.get(OWNER, ""))
    if not (given.isascii() and given.isdecimal() and len(given) < 16):
        raise Refused(
            gettext_noop("no post is named"), field=OWNER, expected=gettext_noop("choose one of the unit's posts")
        )
    return {"owner_id": int(given)}


def _until(request: HttpRequest, _actor: Actor, _view: RecommendationView) -> dict[str, Any]:
    return {"until": asking.day(asking.clean(request.POST.get(DAY, "")), DAY), "reason": text(request)}


def _evidence(request: HttpRequest, actor: Actor, view: RecommendationView) -> dict[str, Any]:
    """Keep the file that was handed in, and give the references of all that is named."""
    found = []
    sent = request.FILES.get(FILE)
    if isinstance(sent, UploadedFile):
        at = clock.now()
        files.check_size(sent.size or 0, limits=files.limits(at))
        kept = files.keep(
            name=sent.name or "", content=sent.read(), unit=view.unit, purpose="inspections", by=actor.key, at=at
        )
        found.append(f"file/{kept.digest}")
    if record := asking.clean(request.POST.get(RECORD, "")):
        found.append(f"record/{record}")
    return {"evidence": found}


def _report(request: HttpRequest, actor: Actor, view: RecommendationView) -> dict[str, Any]:
    return {"said": text(request), **_evidence(request, actor, view)}


def _close(request: HttpRequest, _actor: Actor, _view: RecommendationView) -> dict[str, Any]:
    return {"reason": text(request), "facts": indicators.up_to_date(at=clock.now())}


_ACTIONS: Mapping[Act, Callable[..., Any]] = {
    Act.ACCEPTED: inspections.accept_recommendation,
    Act.RESERVED: inspections.reserve,
    Act.ASSIGNED: inspections.assign,
    Act.EXTENSION_ASKED: inspections.ask_extension,
    Act.EVIDENCED: inspections.add_evidence,
    Act.REPORTED: inspections.report_done,
    Act.UPHELD: inspections.uphold,
    Act.WITHDRAWN: inspections.take_back,
    Act.EXTENSION_GRANTED: inspections.grant_extension,
    Act.EXTENSION_REFUSED: inspections.refuse_extension,
    Act.VERIFIED: inspections.confirm_done,
    Act.RETURNED: inspections.send_back,
    Act.ESCALATED: inspections.escalate,
    Act.CLOSED: inspections.close_recommendation,
    Act.REOPENED: inspections.reopen_recommendation,
}
_GIVEN: Mapping[Act, Doing] = {
    Act.ACCEPTED: _owner,
    Act.ASSIGNED: _owner,
    Act.EXTENSION_ASKED: _until,
    Act.EXTENSION_GRANTED: _until,
    Act.EVIDENCED: _evidence,
    Act.REPORTED: _report,
    Act.VERIFIED: _note,
    Act.CLOSED: _close,
    **dict.fromkeys(
        (Act.RESERVED, Act.UPHELD, Act.WITHDRAWN, Act.EXTENSION_REFUSED, Act.RETURNED, Act.ESCALATED, Act.REOPENED),
        _reason,
    ),
}
