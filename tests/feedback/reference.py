"""A second, smaller account of a case, told in other words: whole days, plain words, no shared code."""

from dataclasses import dataclass

NEXT = {
    "": "received",
    "new": "classified sender_asked sender_told",
    "taken": "classified forwarded sender_asked sender_told",
    "with unit": "classified forwarded sender_asked sender_told answered",
    "asked": "sender_told",
    "asked by unit": "sender_told answered",
    "answered": "published judged closed",
    "closed": "published judged",
    "apart": "classified",
}


@dataclass
class Reference:
    """A case by the day. An answer has ten days, forwarding five; an unsatisfied sender may come back for fifteen."""

    stage: str = ""
    day: int = 0
    due: int = 0
    stood: int | None = None
    back: str = ""
    went: bool = False
    judged: str = ""
    once_late: bool = False
    window: int | None = None
    unhappy: bool | None = None
    reopened: int = 0
    erased: bool = False
    joined: bool = False

    def allows(self, kind: str) -> bool:
        if kind == "sender_erased":
            return bool(self.stage) and not self.erased
        if kind == "reopened":
            return self.stage in {"answered", "closed"} and self.unhappy is True
        if kind == "told":
            return self.stage == "apart" and self.joined
        return kind in NEXT[self.stage].split()

    def in_its_time(self, kind: str, day: int) -> bool:
        """Say whether the window lets it happen on a day."""
        open_still = self.window is not None and day <= self.window
        if kind == "reopened":
            return open_still
        if kind == "closed":
            return self.unhappy is False or not open_still
        return True

    def happen(self, kind: str, day: int, word: str = "") -> None:
        self.day = day
        match kind:
            case "received":
                self.stage, self.due = "new", day + 10
            case "classified":
                self.joined = word == "duplicate"
                self.stage = "apart" if word != "feedback" else "with unit" if self.went else "taken"
            case "forwarded":
                self.stage, self.went = "with unit", True
            case "sender_asked":
                self.back, self.stood = self.stage, day
                self.stage = "asked by unit" if self.stage == "with unit" else "asked"
            case "sender_told":
                if self.stood is not None and self.stood <= self.due:
                    self.due += day - self.stood
                self.stage, self.stood, self.back = self.back or self.stage, None, ""
            case "answered":
                seen = self.stood if self.stood is not None else day
                late = self.once_late or seen > self.due
                self.judged = "overdue" if late else "on_time" if seen == self.due else "early"
                self.stage, self.stood, self.back, self.window = "answered", None, "", day + 15
            case "judged":
                self.unhappy = word == "unsatisfied"
            case "reopened":
                self.once_late = self.judged == "overdue"
                self.stage, self.judged, self.due, self.window = "with unit", "", day + 10, None
                self.reopened += 1
            case "closed":
                self.stage = "closed"
            case "sender_erased":
                self.erased = True
