"""What the pages of an account ask, what was wrong with it, and that somebody asks too often."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from motcua.kernel.refusals import Refused
from motcua.sites.look.public import Limit, asking

LABELS = {
    "name": gettext_lazy("Full name, or name of the business"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "password": gettext_lazy("Password"),
    "code": gettext_lazy("Code of six digits"),
    "identity_number": gettext_lazy("Identity number or tax code"),
    "address": gettext_lazy("Address"),
}


@dataclass(slots=True)
class Entries:
    """What was filled in, and what is wrong with it; a password is never given back."""

    given: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, *names: str) -> "Entries":
        """Read fields as lines of text."""
        return cls({name: asking.printable(request.POST.get(name, ""))[:400] for name in names})

    def refused(self, refusal: Refused, otherwise: str) -> None:
        """Take a refusal as the problem of its field; of another one, if the page does not have it."""
        place = refusal.field if refusal.field in LABELS else otherwise
        self.problems[place] = refusal.reason(gettext)

    def summary(self) -> Iterator[tuple[str, object, str]]:
        """Give field, label and words of each problem."""
        for name, said in self.problems.items():
            yield name, LABELS.get(name, ""), said


def too_often(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Say that the address, or somebody about one account, asked too often."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response
