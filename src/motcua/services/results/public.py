"""What comes of a dossier: drafted, signed, numbered, sealed, issued, and checked by anybody who holds it."""

from motcua.services.results.actions.drafting import draft, send_back, submit
from motcua.services.results.actions.forgetting import forget
from motcua.services.results.actions.issuing import NotThisBook, TwoNeeded, annul, digest_of, issue, sign
from motcua.services.results.actions.recording import NoResult, OtherVersion, WrongStage
from motcua.services.results.actions.templates import TooEarly, lay_down_template
from motcua.services.results.queries.drafts import Erased
from motcua.services.results.queries.paper import pdf_of
from motcua.services.results.queries.results import (
    Known,
    Reissued,
    ResultView,
    Turn,
    Waiting,
    check_code,
    check_file,
    reissued,
    reissued_in,
    replay_all,
    result_of,
    waiting,
)
from motcua.services.results.queries.templates import Template, history_of, templates
from motcua.services.results.rules.content import KNOWN, Content, Mark, NotAResult, filled, places_in
from motcua.services.results.rules.state import ResultState
from motcua.services.results.rules.words import Kind, Medium, Stage

__all__ = [
    "KNOWN",
    "Content",
    "Erased",
    "Kind",
    "Known",
    "Mark",
    "Medium",
    "NoResult",
    "NotAResult",
    "NotThisBook",
    "OtherVersion",
    "Reissued",
    "ResultState",
    "ResultView",
    "Stage",
    "Template",
    "TooEarly",
    "Turn",
    "TwoNeeded",
    "Waiting",
    "WrongStage",
    "annul",
    "check_code",
    "check_file",
    "digest_of",
    "draft",
    "filled",
    "forget",
    "history_of",
    "issue",
    "lay_down_template",
    "pdf_of",
    "places_in",
    "reissued",
    "reissued_in",
    "replay_all",
    "result_of",
    "send_back",
    "sign",
    "submit",
    "templates",
    "waiting",
]
