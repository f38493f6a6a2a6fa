"""The steps of an application as pages: what each is called, where it stands, whether it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.services.filing import public as filing
from motcua.services.filing.public import ApplicationView, Step, StepKind
from motcua.services.intake.public import Content
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, Form
from motcua.sites.look.public import clock

SLUGS: Mapping[StepKind, str] = {
    StepKind.CASE: "truong-hop",
    StepKind.APPLICANT: "nguoi-nop",
    StepKind.CONTACT: "lien-he",
    StepKind.BEHALF: "nop-thay",
    StepKind.EXEMPTION: "mien-giam",
    StepKind.RETURN: "nhan-ket-qua",
}
KINDS: Mapping[str, StepKind] = {slug: kind for kind, slug in SLUGS.items()}
TITLES: Mapping[StepKind, Promise] = {
    StepKind.CASE: gettext_lazy("Which case is it?"),
    StepKind.APPLICANT: gettext_lazy("Whom is it about?"),
    StepKind.CONTACT: gettext_lazy("How can we reach you?"),
    StepKind.BEHALF: gettext_lazy("Do you file it for somebody else?"),
    StepKind.EXEMPTION: gettext_lazy("Do you pay less?"),
    StepKind.RETURN: gettext_lazy("How do you want the result?"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the list of tasks."""

    title: str
    url: str
    done: bool
    begun: bool
    problem: str
    code: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What the procedure asks on the day, and the steps of what is filled in."""

    name: str
    asked: Asked
    form: Form | None
    content: Content
    steps: tuple[Step, ...]
    on: date

    def lines(self, number: int) -> list[Line]:
        """Give the steps as a list of tasks."""
        return [line_of(number, step) for step in self.steps]


def asking_of(view: ApplicationView) -> Asking:
    """Give what an application asks for today. Four SQL queries."""
    on = timezone.localdate(clock.now())
    content = view.content or Content(procedure=view.procedure)
    known = procedures.by_code([view.procedure])
    asked = procedures.asked(view.procedure, on=on)
    form = procedures.form_of(view.procedure, on=on, case=content.case)
    found = filing.steps(content, asked, view.told, form=form, on=on)
    return Asking(known[view.procedure].name, asked, form, content, found, on)


def line_of(number: int, step: Step) -> Line:
    """Give a step in the list of tasks."""
    problem = step.problem.reason(gettext) if step.problem is not None and step.begun else ""
    return Line(title_of(step), url_of(number, step), step.done, step.begun, problem, step.code)


def title_of(step: Step) -> str:
    """Say what a step asks."""
    if step.paper is not None:
        return step.paper.name
    return step.page.title if step.page is not None else str(TITLES[step.kind])


def url_of(number: int, step: Step) -> str:
    """Give the address of a step."""
    if step.paper is not None:
        return reverse("filing-paper", kwargs={"number": number, "paper": step.paper.code})
    if step.page is not None:
        return reverse("filing-form", kwargs={"number": number, "page": step.page.code})
    return reverse("filing-step", kwargs={"number": number, "step": SLUGS[step.kind]})


def trail(view: ApplicationView, name: str, here: str = "") -> list[dict[str, str]]:
    """Give the way to a page of an application."""
    way = [{"url": reverse("filing-resume"), "name": gettext("File online")}]
    if not here:
        return [*way, {"name": name}]
    return [*way, {"url": home(view.id), "name": name}, {"name": here}]


def home(number: int) -> str:
    """Give the address of an application's list of tasks."""
    return reverse("filing", kwargs={"number": number})


def again(view: ApplicationView) -> ApplicationView:
    """Give an application as it stands after something was done to it. :raises Http404: if it was dropped meanwhile."""
    found = filing.application(view.id)
    if found is None:
        raise Http404
    return found


def after(view: ApplicationView, code: str) -> str:
    """Give where to go on after a step: the next one that is not done, else where all is looked over."""
    number, found = view.id, asking_of(view).steps
    place = next((at for at, step in enumerate(found) if step.code == code), -1)
    for step in (*found[place + 1 :], *found[: max(place, 0)]):
        if not step.done:
            return url_of(number, step)
    return reverse("filing-check", kwargs={"number": number})
