"""What a list of work is narrowed to: read from the address, said in words, chosen in a form, kept under a name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import public as accounts
from motcua.foundation.accounts.public import Act, Actor, may
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.casework import public as casework
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Wanted
from motcua.services.procedures import public as procedures
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.look.public import asking, clock, once, phrases, staff

ONLY = "loc"
FIELD, PROCEDURE, STEP, HANDLER = "linh-vuc", "thu-tuc", "buoc", "nguoi"
CHANNEL, RECEIVING, HOLDER = "kenh", "noi-nhan", "dang-o"
NAMES: Mapping[str, str | Promise] = {
    FIELD: gettext_lazy("Field"),
    PROCEDURE: gettext_lazy("Procedure"),
    STEP: gettext_lazy("Step"),
    HANDLER: gettext_lazy("Handler"),
    CHANNEL: gettext_lazy("Channel"),
    RECEIVING: gettext_lazy("Received by"),
    HOLDER: gettext_lazy("Now with"),
}
NONE = 0
"""The id of nothing: what is unknown is narrowed to it, so that a list shows nothing rather than everything."""

NAME = (Field("name", gettext_lazy("Name of the list"), needed=True, size="w-20"),)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work that one may look at alone: its name in the query and in the address, its head and shape."""

    only: str
    word: str
    name: str | Promise
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A part, or a list that somebody keeps, as it stands above the list."""

    name: str | Promise
    count: int
    query: str
    on: bool
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a list may be narrowed by, what it is narrowed to now, and what else there is."""

    name: str
    label: str | Promise
    now: str
    choices: Sequence[tuple[str, str]]


def chosen(given: Mapping[str, str]) -> dict[str, str]:
    """Take what is asked of a list out of an address or a form; what says nothing is left out."""
    asked = {name: asking.clean(given.get(name, "")) for name in (ONLY, *NAMES)}
    return {name: text for name, text in asked.items() if text}


def wanted(
    asked: Iterable[Mapping[str, str]], parts: Mapping[str, str], structure: units.Structure, own: frozenset[int]
) -> list[Wanted]:
    """
    Read what lists are narrowed to, for the posts of units. One SQL query, however many lists.

    :param parts: the names of parts by the words that stand for them in an address.
    """
    lists = list(asked)
    known = procedures.by_code({one[PROCEDURE] for one in lists if PROCEDURE in one})
    channels = {one.value: one for one in Channel}

    def unit(code: str | None) -> int | None:
        found = structure.by_code.get(code) if code else None
        return found.id if found else NONE if code else None

    read = []
    for one in lists:
        code, channel = one.get(PROCEDURE), one.get(CHANNEL)
        is_known = not channel or channel in channels
        by_work = one.get(STEP, ""), _post(one.get(HANDLER, ""))
        read.append(
            Wanted(
                part=parts.get(one.get(ONLY, ""), "all"),
                field=one.get(FIELD) if is_known else "",
                procedure_id=(known[code].id if code in known else NONE) if code else None,
                channel=channels.get(channel) if channel else None,
                receiving_unit_id=unit(one.get(RECEIVING)),
                holder_id=unit(one.get(HOLDER)),
                among=casework.at_work(own, step=by_work[0], main=by_work[1]) if any(by_work) else None,
            )
        )
    return read


def said(asked: Mapping[str, str], structure: units.Structure, own: frozenset[int]) -> list[tuple[str | Promise, str]]:
    """Say what a list is narrowed to: of what, to which. One SQL query for each of four, the others without one."""
    return [(label, _said(name, asked[name], structure, own)) for name, label in NAMES.items() if name in asked]


def kept_for(actor: Actor, structure: units.Structure) -> list[casework.Kept]:
    """Give the lists that a post keeps, or that its unit or one above it in its office shares. One SQL query."""
    return casework.kept_lists(actor.key, units=_shared_by(actor, structure))


def shown(
    actor: Actor,
    asked: Mapping[str, str],
    kept: Sequence[tuple[casework.Kept, int]],
    structure: units.Structure,
    own: frozenset[int],
) -> dict[str, object]:
    """Give what stands above a list about what it is narrowed to. Four SQL queries at most."""
    return {
        "asked": asked,
        "query": address(asked),
        "said": said(asked, structure, own),
        "kept": [Filter(one.name, many, address(one.chosen), one.chosen == asked) for one, many in kept],
        "may_keep": bool(asked) and asked not in [one.chosen for one, _ in kept],
        "may_share": may(actor, Act.DECIDE, units=[actor.unit_id]),
    }


def address(asked: Mapping[str, str]) -> str:
    """Write what is asked of a list as the query of an address."""
    return urlencode(asked)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.SEE_DOSSIERS)
@once
def narrow(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose what the list of work shows, and keep, rename and let go of lists. Fifteen SQL queries to show."""
    structure = units.structure(timezone.localdate(clock.now()))
    asked = chosen(request.POST if request.method == "POST" else request.GET)
    entries = Entries.of(request, NAME) if request.method == "POST" else Entries.empty(NAME)
    deed, kept = request.POST.get("viec", ""), carried(request, "danh-sach")
    if request.method == "POST" and (deed == "drop" or not entries.problems):
        try:
            _act(request, actor, deed, kept, asked, entries)
        except Refused as refusal:
            entries.refuse(refusal)
        else:
            query = address(asked)
            leads = reverse("work") + (f"?{query}" if query else "") if deed == "keep" else request.path
            return HttpResponseRedirect(leads)
    own = structure.below(actor.unit_id, own=True)
    context = frame(actor) | {
        "choices": _choices(asked, own, structure),
        "asked": asked,
        "part": asked.get(ONLY, ""),
        "kept": kept_for(actor, structure),
        "entries": entries,
        "said": said(asked, structure, own),
        "may_share": may(actor, Act.DECIDE, units=[actor.unit_id]),
    }
    return render(request, "desk/narrow.html", context, status=400 if entries.problems else 200)


def _act(request: HttpRequest, actor: Actor, deed: str, kept: int, asked: Mapping[str, str], entries: Entries) -> None:
    """Do what was sent: keep a list, rename or let go of one."""
    if deed == "drop":
        casework.drop_list(post=actor.key, kept=kept)
    elif deed == "rename":
        casework.rename_list(post=actor.key, kept=kept, name=entries["name"])
    else:
        shares = request.POST.get("chung") == "1" and may(actor, Act.DECIDE, units=[actor.unit_id])
        casework.keep_list(
            post=actor.key, name=entries["name"], chosen=asked, shared_with=actor.unit_id if shares else None
        )


def _shared_by(actor: Actor, structure: units.Structure) -> list[int]:
    """Give the units whose shared lists a post finds: its own, and those above up to its office."""
    found = [actor.unit_id]
    for unit in structure.above(actor.unit_id):
        if found[-1] == actor.government_id:
            break
        found.append(unit.id)
    return found


def _post(text: str) -> str:
    return text if text in {"", casework.NOBODY} else f"post/{text}"


def _choices(asked: Mapping[str, str], own: frozenset[int], structure: units.Structure) -> list[Choice]:
    kinds, hands = dossiers.open_kinds(own), casework.hands(own)
    of = procedures.by_id(kinds.procedures)
    fields = {one.field_code: one.field_name for one in of.values()}

    def unit_choices(ids: Iterable[int]) -> list[tuple[str, str]]:
        return [(structure.units[one].code, structure.units[one].name) for one in ids if one in structure.units]

    lists = {
        FIELD: [(code, fields.get(code, code)) for code in kinds.fields],
        PROCEDURE: [(of[one].code, f"{of[one].code} {of[one].name}") for one in kinds.procedures if one in of],
        STEP: [(code, name) for code, (name, _) in hands.steps.items()],
        HANDLER: [
            (key.removeprefix("post/"), title or gettext("Nobody yet")) for key, (title, _) in hands.mains.items()
        ],
        CHANNEL: [(one.value, str(phrases.CHANNELS[one])) for one in kinds.channels],
        RECEIVING: unit_choices(kinds.receiving),
        HOLDER: unit_choices(kinds.holders),
    }
    told = []
    for name, label in NAMES.items():
        now, found = asked.get(name, ""), sorted(lists[name], key=lambda pair: pair[1])
        if now and now not in dict(found):
            found.insert(0, (now, _said(name, now, structure, own)))
        told.append(Choice(name, label, now, found))
    return told


def _said(name: str, text: str, structure: units.Structure, own: frozenset[int]) -> str:
    """Say what a value stands for; what stands for nothing is said as it is."""
    match name:
        case "thu-tuc":
            known = procedures.by_code([text])
            return known[text].name if text in known else text
        case "linh-vuc":
            today = timezone.localdate(clock.now())
            return next((one.field_name for one in procedures.in_force(on=today) if one.field_code == text), text)
        case "kenh":
            return next((str(phrases.CHANNELS[one]) for one in Channel if one.value == text), text)
        case "nguoi":
            titles = {f"post/{casework.NOBODY}": gettext("Nobody yet")} | accounts.titles_of([f"post/{text}"])
            return titles.get(f"post/{text}", text)
        case "buoc":
            return casework.step_name(text, unit_ids=own) or text
    return structure.by_code[text].name if text in structure.by_code else text
