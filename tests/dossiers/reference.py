"""A second, smaller account of a dossier, told in other words: whole days, one dictionary, no shared code."""

from dataclasses import dataclass, field

NEXT = {
    "": "submitted received refused_intake drafted",
    "draft": "submitted drafted applicant_erased",
    "submitted": "received refused_intake supplement_requested withdrawn competence_named applicant_erased"
    " paid refunded fee_fixed papers_noted",
    "asked": "supplemented received refused_intake withdrawn competence_named applicant_erased"
    " paid refunded fee_fixed papers_noted",
    "accepted": "WORK corrected supplement_requested paused consulted decided",
    "processing": "WORK corrected supplement_requested paused consulted decided",
    "decided": "WORK corrected paused",
    "papers": "WORK supplemented",
    "payment": "WORK resumed",
    "agency": "WORK corrected answered",
    "ready": "returned apologised applicant_erased paid refunded fee_fixed returned_again",
    "returned": "apologised applicant_erased paid refunded fee_fixed returned_again",
    "refused": "returned apologised applicant_erased paid refunded fee_fixed returned_again",
    "withdrawn": "returned apologised applicant_erased paid refunded fee_fixed returned_again",
    "stopped": "returned apologised applicant_erased paid refunded fee_fixed returned_again",
    "refused_intake": "applicant_erased refunded",
}
WORK = "forwarded extended apologised competence_named finished refused withdrawn stopped applicant_erased" + (
    " paid refunded fee_fixed papers_noted"
)


@dataclass
class Reference:
    """
    A dossier by the day: ``due`` is the day it is judged by.

    A term is ten days. A supplement starts it anew, a pause moves it, another agency's answer leaves it.
    """

    stage: str = ""
    day: int = 0
    received: int | None = None
    due: int | None = None
    stood: int | None = None
    back: str = ""
    judged: str = ""
    returned: bool = False
    again: int = 0
    paid: int = 0
    advance: int = 0
    final: int | None = None
    papers: tuple[int, int, int] | None = None
    days: dict[str, int] = field(default_factory=dict)

    def allows(self, kind: str) -> bool:
        words = NEXT[self.stage].replace("WORK", WORK).split()
        if self.stage in {"withdrawn"} and self.received is None and kind == "apologised":
            return False
        if kind in {"returned", "returned_again"} and self.returned != (kind == "returned_again"):
            return False
        return kind in words

    def happen(self, kind: str, day: int) -> None:
        if self.received is not None and not self.judged:
            whose = "citizen" if self.stage in {"papers", "payment"} else "office"
            self.days[whose] = self.days.get(whose, 0) + day - self.day
        self.day = day
        match kind:
            case "received":
                self.received, self.due, self.stage = day, day + 10, "accepted"
            case "forwarded":
                self.stage = "processing" if self.stage == "accepted" else self.stage
            case "supplement_requested":
                self.back = self.stage
                self.stage = "papers" if self.received is not None else "asked"
                self.stood = day if self.received is not None else None
            case "paused":
                self.back, self.stage, self.stood = self.stage, "payment", day
            case "consulted":
                self.back, self.stage = self.stage, "agency"
            case "supplemented" | "resumed" | "answered":
                if self.stood is not None and self.due is not None and self.stood <= self.due:
                    self.due = day + 10 if kind == "supplemented" else self.due + day - self.stood
                self.stage, self.stood = self.back, None
            case "decided":
                self.stage = "decided"
            case "finished" | "refused" | "withdrawn" | "stopped":
                if self.received is not None and self.due is not None:
                    seen = self.stood if self.stood is not None else day
                    self.judged = "overdue" if seen > self.due else "on_time" if seen == self.due else "early"
                self.stage = "ready" if kind == "finished" else kind
            case "returned":
                self.returned = True
                self.stage = "returned" if self.stage == "ready" else self.stage
            case "submitted" | "refused_intake":
                self.stage = kind
            case "returned_again":
                self.again += 1
            case "fee_fixed":
                self.final = day
            case "paid":
                self.paid += day
                self.advance += day
            case "refunded":
                self.paid -= day
            case "papers_noted":
                self.papers = day + 2, day, 1
            case "drafted":
                self.stage = "draft"
