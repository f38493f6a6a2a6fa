"""The words of news, and what is refused."""

from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop

STREAM, RATING_STREAM, DOCUMENT_STREAM, SECTION_STREAM = "article/", "rating/", "news_document/", "portal_section/"
"""How the names of the ledger's streams begin."""

PREFIX = "article."
"""How the kinds of an article's events begin in the ledger."""

LOWEST, HIGHEST = 1, 5
"""The points that one reader may give."""


class State(StrEnum):
    """Where an article or a document stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What can happen to an article."""

    WRITTEN = "written"
    REWRITTEN = "rewritten"
    PHOTOGRAPH_ADDED = "photograph_added"
    PHOTOGRAPH_REMOVED = "photograph_removed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Topic(StrEnum):
    """What part of an office's site an article belongs to."""

    NEWS = "news"
    FUNCTIONS = "functions"
    LEADERS = "leaders"
    SCHEDULE = "schedule"
    RECEPTION = "reception"
    QUESTIONS = "questions"
    CONSULTATION = "consultation"
    ACCESS = "access"
    FOREIGN = "foreign"


class UnknownArticle(Refused):
    """There is no such article."""


class UnknownPhotograph(Refused):
    """The article has no photograph at this place."""


class UnknownNewsDocument(Refused):
    """There is no such document."""


class UnknownFileOfDocument(Refused):
    """The document has no file at this place."""


class TooManyFilesOfDocument(Refused):
    """The document has as many files as it may have."""


class OutOfOrder(Refused):
    """An article or a document was to be changed in a way that its state does not allow."""


class NotStated(Refused):
    """Something that must be written is not, or is too long."""


class UnknownSection(Refused):
    """The list of what a site must show has no such section."""


class NotAnAddress(Refused):
    """A link that would lead nowhere safe."""


class NotAPicture(Refused):
    """The file is not a picture that a page can show."""


class WrongPoints(Refused):
    """The points are not on the scale."""


class AlreadyRated(Refused):
    """The reader has rated this article."""


class WrongDays(Refused):
    """The days of a document contradict each other."""


def stated(text: str, *, field: str, most: int, needed: bool = True) -> str:
    """Give a text back without space around it. :raises NotStated: if it is missing or too long."""
    text = text.strip()
    if len(text) > most or (needed and not text):
        raise NotStated(
            gettext_noop("this is too long") if text else gettext_noop("nothing is written here"),
            field=field,
            expected=gettext_noop("write 1 to %(most)s letters"),
            params={"most": most},
        )
    return text
