"""How far the electronic form of a procedure is filled in at the counter."""

from dataclasses import dataclass
from datetime import date

from motcua.services.intake import public as intake
from motcua.services.intake.public import Content
from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Answers, Form, Page


@dataclass(frozen=True, slots=True)
class AnsweredPages:
    """The pages on which something is asked, those that are whole, and whether anything was answered at all."""

    pages: tuple[Page, ...]
    whole: tuple[str, ...]
    begun: bool

    @property
    def next(self) -> Page | None:
        """Give the first page that is not whole yet."""
        return next((page for page in self.pages if page.code not in self.whole), None)


def answers_so_far(form: Form, content: Content) -> Answers:
    """Give the answers with what the applicant has given already."""
    return procedures.with_known(form, content.answers, intake.known_of(content))


def answered_pages(form: Form, content: Content, on: date) -> AnsweredPages:
    """Say how far a form is filled in."""
    answers = answers_so_far(form, content)
    wrong = {one.page for one in procedures.problems(form, answers, on=on)}
    pages = procedures.pages_shown(form, answers)
    return AnsweredPages(pages, tuple(page.code for page in pages if page.code not in wrong), bool(content.answers))
