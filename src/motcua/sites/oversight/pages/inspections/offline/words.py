"""What the page says that its templates cannot, in the reader's language; between braces stands what it fills in."""

from django.utils.translation import gettext

from motcua.reform.inspections.public import ANSWER_TITLES


def words() -> dict[str, str]:
    """Give what the page says by the names under which its modules ask for it."""
    return {f"answer_{answer.value}": gettext(title) for answer, title in ANSWER_TITLES.items()} | {
        "altered": gettext("It was altered on this tablet after it was kept, and cannot be read."),
        "aside": gettext("The server kept {number} of them aside: see the page of the visit."),
        "at_server": gettext("Answered {at}; the server has it."),
        "answered": gettext("{answered} of {lines} lines"),
        "broken": gettext("This did not work: {what}. What was shown as kept is kept."),
        "caption": gettext("Photograph at line {line}"),
        "caption_whole": gettext("Photograph of the visit"),
        "chained_anew": gettext("The notes of a tablet were chained anew, since one before them is missing: {reason}"),
        "clock_fast": gettext("The clock of this tablet is {amount} fast. The server notes this beside its times."),
        "clock_slow": gettext("The clock of this tablet is {amount} slow. The server notes this beside its times."),
        "days": gettext("{number} days"),
        "do_chain_anew": gettext("Chain the notes anew"),
        "do_set_aside": gettext("Set this note aside"),
        "hours": gettext("{number} hours"),
        "keeping": gettext("Being kept…"),
        "kept": gettext("Kept on this tablet {at}"),
        "minutes": gettext("{number} minutes"),
        "no_line": gettext("The server cannot be reached. Everything stays on this tablet; try again with a line."),
        "no_picture": gettext("{name} is not a picture that this browser can read. Nothing of it was kept."),
        "not_sure": gettext("Nothing was wiped. Write {word} to wipe everything."),
        "note_answer": gettext("Answer"),
        "note_finding": gettext("Finding"),
        "note_photograph": gettext("Photograph"),
        "note_remark": gettext("Remark of the visit"),
        "nothing_waiting": gettext("Nothing waits to be sent."),
        "other_post": gettext("What waits here was written as “{title}”. Sign in with that post to send it."),
        "pins_differ": gettext("The two are not the same."),
        "sent": gettext("Sent {at}, and wiped from this tablet."),
        "server_refused": gettext("The server answers: {reason}"),
        "set_aside": gettext("A note on a tablet was set aside and not sent. {note}. Why: {reason}"),
        "sign_in": gettext("Your session has ended. Sign in, then come back here; everything stays on this tablet."),
        "still_waiting": gettext("Something of this place waits to be sent; it is not wiped before that."),
        "sure": gettext("WIPE"),
        "taken": gettext("Taken along {at}."),
        "too_soon": gettext("Too many wrong PINs. Try again in {seconds} seconds."),
        "waiting": gettext("{number} notes wait to be sent"),
        "whole": gettext("The visit as a whole"),
        "wrong_pin": gettext("This PIN does not open what is on this tablet."),
    }
