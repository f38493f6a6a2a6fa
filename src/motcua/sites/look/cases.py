"""What is said of cases of feedback, in the words of the pages."""

from django.utils.translation import gettext_lazy

from motcua.services.feedback.public import About, Channel, Classification, Kind, Outcome, State, Verdict

CHANNELS = {
    Channel.HOTLINE: gettext_lazy("Hotline"),
    Channel.PORTAL: gettext_lazy("Own portal"),
    Channel.NATIONAL_PORTAL: gettext_lazy("National portal"),
    Channel.PAPER: gettext_lazy("Letter"),
    Channel.EMAIL: gettext_lazy("E-mail"),
    Channel.IN_PERSON: gettext_lazy("In person"),
    Channel.MESSAGE: gettext_lazy("Message"),
}
ABOUT = {
    About.ACT: gettext_lazy("How an officer or an office acted"),
    About.RULE: gettext_lazy("What a rule says"),
    About.PROPOSAL: gettext_lazy("A proposal for a new rule"),
}
CLASSIFICATIONS = {
    Classification.FEEDBACK: gettext_lazy("Feedback or proposal"),
    Classification.COMPLAINT: gettext_lazy("Complaint (not dealt with here)"),
    Classification.DENUNCIATION: gettext_lazy("Denunciation (not dealt with here)"),
    Classification.ANONYMOUS: gettext_lazy("Tip-off without a name"),
    Classification.DUPLICATE: gettext_lazy("Repeats another case"),
}
STATES = {
    State.RECEIVED: gettext_lazy("Waits to be classified"),
    State.CLASSIFIED: gettext_lazy("Waits to be forwarded"),
    State.FORWARDED: gettext_lazy("Being answered"),
    State.WAITING_SENDER: gettext_lazy("Waits for the sender"),
    State.ANSWERED: gettext_lazy("Answered"),
    State.CLOSED: gettext_lazy("Case closed"),
    State.SET_APART: gettext_lazy("Set apart, not counted"),
}
HAPPENED = {
    Kind.RECEIVED: gettext_lazy("Received"),
    Kind.CLASSIFIED: gettext_lazy("Classified"),
    Kind.FORWARDED: gettext_lazy("Forwarded to who must answer"),
    Kind.SENDER_ASKED: gettext_lazy("The sender was asked for more"),
    Kind.SENDER_TOLD: gettext_lazy("The sender said more"),
    Kind.ANSWERED: gettext_lazy("Answered"),
    Kind.PUBLISHED: gettext_lazy("The answer was published"),
    Kind.JUDGED: gettext_lazy("The sender judged the answer"),
    Kind.REOPENED: gettext_lazy("Opened again"),
    Kind.CLOSED: gettext_lazy("Case closed"),
    Kind.SENDER_ERASED: gettext_lazy("The sender's data were erased"),
    Kind.TOLD: gettext_lazy("The answer to the leading case was told"),
}
VERDICTS = {
    Verdict.SATISFIED: gettext_lazy("Satisfied"),
    Verdict.UNSATISFIED: gettext_lazy("Unsatisfied"),
}
OUTCOMES = {
    Outcome.SOLVED: gettext_lazy("Solved, its sender says"),
    Outcome.UNSOLVED: gettext_lazy("Not solved, its sender says"),
    Outcome.UNJUDGED: gettext_lazy("Its sender has not said"),
    Outcome.REOPENED: gettext_lazy("Opened again, being answered anew"),
}
OUTCOME_SHAPES = {
    Outcome.SOLVED: "ok",
    Outcome.UNSOLVED: "late",
    Outcome.UNJUDGED: "open",
    Outcome.REOPENED: "wait",
}
"""The shapes that say the same as the words of an outcome."""

PARTS = {
    "text": gettext_lazy("In the sender's words"),
    "answer": gettext_lazy("Answer"),
    "note": gettext_lazy("Note"),
    "question": gettext_lazy("What was asked"),
    "public_question": gettext_lazy("Question, as published"),
    "public_answer": gettext_lazy("Answer, as published"),
}
"""The parts of what was said with an event."""

DETAILS = {
    "channel": gettext_lazy("Way it came"),
    "ended_at": gettext_lazy("The call ended"),
    "outside": gettext_lazy("Number in the other system"),
    "procedure": gettext_lazy("Procedure"),
    "holder": gettext_lazy("Handed to"),
    "due_at": gettext_lazy("Answer due"),
    "timeliness": gettext_lazy("Judged"),
    "classification": gettext_lazy("It is"),
    "joined_to": gettext_lazy("Repeats case"),
    "of": gettext_lazy("Leading case"),
    "verdict": gettext_lazy("Verdict"),
    "reason": gettext_lazy("Reason"),
}
"""The parts of a payload that a page tells, in this order."""
