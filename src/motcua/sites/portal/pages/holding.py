"""Who holds the slip of a dossier: shown by its code and secret, remembered for a quarter of an hour."""

from django.http import HttpRequest
from django.utils.translation import gettext

from motcua.services.dossiers.public import Brief
from motcua.services.paperwork import public as paperwork
from motcua.sites.look.public import Limit, asking, clock

HELD = "slip"
"""What the session keeps while somebody who showed a slip is on the page: which slip, and until when."""
OPENED = "slip-opened"
"""What the session keeps once the code for the slip's result was typed: the same."""
MINUTES = 15
TRIES = Limit("slip-held", most=20, seconds=300)


def held(request: HttpRequest) -> Brief | None:
    """Give the dossier whose slip was shown a while ago, if the slip still holds. Eight SQL queries; none without."""
    kept = request.session.get(HELD)
    if not isinstance(kept, dict) or kept.get("until", 0) < clock.now().timestamp():
        return None
    return paperwork.dossier_of_slip(int(kept["paper"]))


def slip(request: HttpRequest) -> int:
    """Give which slip was shown; ask only where :func:`held` gave a dossier."""
    return int(request.session[HELD]["paper"])


def show(request: HttpRequest) -> str:
    """Take a code and a secret; remember the slip, or say what is wrong. Five SQL queries, always."""
    code, secret = code_of(request), asking.clean(request.POST.get("bi-mat", ""))[:80]
    slip = paperwork.check_secret(code, secret) if code and secret else None
    if slip is None:
        return gettext("No slip of this code has this secret. Compare both with what is printed.")
    if slip.void_at is not None:
        return gettext("This slip is void; another took its place. Use the code and the secret of the new one.")
    hold(request, slip.paper)
    return ""


def hold(request: HttpRequest, slip: int) -> None:
    """Remember a slip whose holder is known by something better than its secret."""
    request.session[HELD] = {"paper": slip, "until": clock.now().timestamp() + MINUTES * 60}


def leave(request: HttpRequest) -> None:
    """Forget the slip."""
    request.session.pop(HELD, None)
    request.session.pop(OPENED, None)


def open_result(request: HttpRequest) -> None:
    """Remember that the code for the slip's result was typed, for as long as the slip is."""
    request.session[OPENED] = dict(request.session[HELD])


def result_is_open(request: HttpRequest) -> bool:
    """Say whether the code for the result of the slip that is held was typed."""
    return HELD in request.session and request.session.get(OPENED) == request.session[HELD]


def code_of(request: HttpRequest) -> str:
    """Give the code that was sent."""
    return asking.clean(request.POST.get("ma", ""))[:80]
