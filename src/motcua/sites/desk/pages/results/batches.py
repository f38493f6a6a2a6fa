"""Many results at once: what a leader signs, and what a clerk numbers and issues. One that fails stops no other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts.public import Act, Actor
from motcua.foundation.units import public as units
from motcua.kernel.refusals import Refused
from motcua.services.results import public as results
from motcua.services.results.public import Stage, Waiting
from motcua.sites.desk.pages.framing import carried, frame
from motcua.sites.desk.pages.handling.acts import matter_of
from motcua.sites.desk.pages.results.access import books_of, government, usual_book, ways
from motcua.sites.look.public import asking, clock, looking, staff


@dataclass(frozen=True, slots=True)
class Failed:
    """One that was chosen and not done, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a batch page says."""

    heading: str | Promise
    act: str | Promise
    none: str | Promise
    done: str | Promise


SIGNING = Words(
    gettext_lazy("To be signed"),
    gettext_lazy("Sign what is chosen"),
    gettext_lazy("Nothing waits for your signature now."),
    gettext_lazy("Signed:"),
)
ISSUING = Words(
    gettext_lazy("To be issued"),
    gettext_lazy("Number, seal and issue what is chosen"),
    gettext_lazy("Nothing that was signed waits to be issued now."),
    gettext_lazy("Numbered, sealed and issued:"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.DECIDE)
def to_sign(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for a leader's signature, and sign what is chosen. Twenty SQL queries and one a row to show."""

    def sign(code: str, version: int) -> None:
        matter = matter_of(actor, code)
        if not ways(matter, results.result_of(matter.dossier.id)).sign:
            raise Refused(gettext("This is for another unit to do."), field="chon", value=code)
        unit, address = government(actor).key, asking.public_address(request)
        results.sign(code=code, version=version, unit=unit, address=address, by=actor.key, at=clock.now())

    return _page(request, actor, stage=Stage.SUBMITTED, said=SIGNING, act=sign)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Act.ISSUE)
def to_issue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was signed, and number, seal and issue what is chosen. Twenty SQL queries and one a row to show."""
    book = carried(request, "so")

    def issue(code: str, version: int) -> None:
        matter = matter_of(actor, code)
        if not ways(matter, results.result_of(matter.dossier.id)).issue:
            raise Refused(gettext("This is for another unit to do."), field="chon", value=code)
        results.issue(code=code, book=book, unit=government(actor).key, by=actor.key, at=clock.now())

    return _page(request, actor, stage=Stage.SIGNED, said=ISSUING, act=issue)


def _page(
    request: HttpRequest, actor: Actor, *, stage: Stage, said: Words, act: Callable[[str, int], None]
) -> HttpResponse:
    now = clock.now()
    within = units.structure(timezone.localdate(now)).below(actor.government_id, own=True)
    done: list[str] = []
    failed: list[Failed] = []
    problem = ""
    if request.method == "POST":
        chosen = _chosen(request)
        problem = "" if chosen else gettext("Choose at least one.")
        if stage is Stage.SIGNED and not carried(request, "so"):
            problem = gettext("Choose the number book.")
        for code, version in () if problem else chosen:
            try:
                with transaction.atomic():
                    act(code, version)
            except (Http404, PermissionDenied):
                failed.append(Failed(code, gettext("There is no such dossier for your post.")))
            except Refused as refusal:
                failed.append(Failed(code, refusal.reason(gettext)))
            else:
                done.append(code)
    rows: Sequence[Waiting] = results.waiting(stage, within, post=actor.key, at=now)
    looking.note(actor, looking.Seen.DOSSIERS, f"results/{stage.value}", unit_id=actor.unit_id, shown=len(rows))
    books = books_of(actor) if stage is Stage.SIGNED else ()
    context = frame(actor) | {
        "said": said,
        "rows": rows,
        "done": done,
        "failed": failed,
        "problem": problem,
        "books": books,
        "usual": carried(request, "so") or usual_book(books),
        "issuing": stage is Stage.SIGNED,
        "ticked": {one.code for one in failed},
    }
    return render(request, "desk/results/batch.html", context, status=400 if problem or failed else 200)


def _chosen(request: HttpRequest) -> list[tuple[str, int]]:
    """Read what was chosen: the code of each dossier and the version that was looked at."""
    found = []
    for one in request.POST.getlist("chon")[:500]:
        code, _, version = one.rpartition("@")
        if (
            0 < len(code) <= 64
            and "\x00" not in code
            and version.isascii()
            and version.isdecimal()
            and len(version) < 10
        ):
            found.append((code, int(version)))
    return found
