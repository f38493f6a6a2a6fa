"""What a tablet asks of the server and sends to it: who may, what is taken once, and what is refused without harm."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inspections.checklists import SMALL
from inspections.visits import Tablet, picture
from motcua.foundation.accounts import public as accounts
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import Answer, Note
from motcua.sites.oversight.pages.inspections.offline import shell
from motcua.sites.oversight.pages.inspections.offline.words import words
from sites.town import NOW, Town

SignIn = Callable[[str], Client]
WHO = "thanh-tra"


@pytest.fixture
def place(changing_town: Town) -> int:
    """Begin the visit of a commune in a copy of the town, with the small checklist."""
    _begin(changing_town.inspected.commune)
    return changing_town.inspected.commune


def _begin(place: int) -> None:
    folder = Path(settings.MOTCUA_HOME) / "checklists"
    folder.mkdir(exist_ok=True)
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    inspections.begin_visit(place_id=place, checklist="small", by=_post(WHO), at=NOW)


def _post(name: str) -> str:
    actor = accounts.actor_of(accounts.User.objects.get(username=name))
    assert actor is not None
    return actor.key


def _said(note: Note) -> dict[str, Any]:
    kept = asdict(note)
    names = ("uuid", "device", "kind", "line", "payload", "previous", "hash")
    return {name: kept[name] for name in names} | {"captured_at": note.milliseconds}


def _send(client: Client, place: int, *notes: Note, who: str = WHO, **also: Any) -> HttpResponse:
    said = {"post": _post(who), "sent_at": round(NOW.timestamp() * 1000), "notes": [_said(one) for one in notes]}
    pictures = {one.uuid: SimpleUploadedFile("a.jpg", one.content) for one in notes if one.content}
    sent = {"notes": json.dumps(said | also), **pictures}
    return client.post(reverse("inspection-offline-notes", args=[place]), sent)


def _offered(client: Client) -> dict[int, bool]:
    told = client.get(reverse("inspection-offline-places")).json()
    return {one["place"]: one["begun"] for one in told["places"]}


def test_a_post_is_offered_what_it_may_inspect(signed_in: SignIn, changing_town: Town) -> None:
    client, place = signed_in(WHO), changing_town.inspected.commune
    assert _offered(client)[place] is False
    _begin(place)
    assert _offered(client)[place] is True
    told = client.get(reverse("inspection-offline-places")).json()
    assert (told["post"], told["now"]) == (_post(WHO), round(NOW.timestamp() * 1000))


def test_once_an_inspection_is_called_off_nothing_of_it_is_open(signed_in: SignIn, place: int) -> None:
    client, note = signed_in(WHO), Tablet().answer("1.1.1", "yes")
    assert place in _offered(client)
    assert client.get(reverse("inspection-offline-place", args=[place])).status_code == 200
    told = inspections.place(place).inspection_id
    inspections.cancel(inspection_id=told, reason="Bão", by=_post(WHO), at=NOW)
    assert place not in _offered(client)
    denied = client.get(reverse("inspection-offline-place", args=[place]))
    assert (denied.status_code, bool(denied.json()["reason"])) == (403, True)
    assert _send(client, place, note).status_code == 403
    assert inspections.visit(place).devices == {}


def test_a_tablet_takes_along_each_line_with_its_figure_and_its_answer(signed_in: SignIn, place: int) -> None:
    client = signed_in(WHO)
    _send(client, place, Tablet().answer("2.1.2", "partly", looked=10, right=9, note="Thiếu ngày trả"))
    taken = client.get(reverse("inspection-offline-place", args=[place])).json()["taken"]
    lines = {line["code"]: line for part in taken["sections"] for one in part["criteria"] for line in one["lines"]}
    assert list(lines) == ["1.1.1", "2.1.1", "2.1.2"]
    assert re.fullmatch(r"\S+ %( \(\d+/\d+\))?", lines["2.1.1"]["figure"].replace("\xa0", " "))
    said = lines["2.1.2"]["answer"]
    assert (said["answer"], said["looked"], said["right"], said["note"]) == ("partly", 10, 9, "Thiếu ngày trả")


def test_notes_are_taken_once_however_often_they_are_sent(signed_in: SignIn, place: int) -> None:
    tablet, client = Tablet(), signed_in(WHO)
    notes = [tablet.answer("1.1.1", "yes"), tablet.photograph("2.1.2", "Phiếu hẹn", picture())]
    first, again = (_send(client, place, *notes).json() for _ in range(2))
    assert first == again
    assert all(one["received_at"] for one in first["notes"].values())
    assert first["last"] == notes[-1].hash
    assert inspections.visit(place).number == 3


def test_an_altered_note_stops_those_after_it(signed_in: SignIn, place: int) -> None:
    tablet, client = Tablet(), signed_in(WHO)
    good, altered, after = (tablet.answer(line, "no") for line in ("1.1.1", "2.1.1", "2.1.2"))
    altered.payload["answer"] = "yes"  # type: ignore[index]  # what somebody would do to a note that lies on a disk
    told = _send(client, place, good, altered, after).json()["notes"]
    assert "received_at" in told[good.uuid]
    assert "refused" in told[altered.uuid]
    assert after.uuid not in told
    assert list(inspections.visit(place).answers) == ["1.1.1"]


def test_a_note_that_says_no_hash_is_none(signed_in: SignIn, place: int) -> None:
    said = _said(Tablet().answer("1.1.1", "yes")) | {"hash": ""}
    assert _send(signed_in(WHO), place, notes=[said]).status_code == 400


def test_a_gap_is_told_as_one_with_the_last_note_that_the_server_has(signed_in: SignIn, place: int) -> None:
    tablet, client = Tablet(), signed_in(WHO)
    first, _lost, third = (tablet.answer("1.1.1", "no") for _ in range(3))
    _send(client, place, first)
    told = _send(client, place, third).json()
    assert told["notes"][third.uuid]["broken"] is True
    assert told["last"] == first.hash


def test_the_clock_of_the_tablet_is_measured_when_it_sends(signed_in: SignIn, place: int) -> None:
    slow = Tablet(slow=timedelta(days=1))
    _send(
        signed_in(WHO), place, slow.answer("1.1.1", "yes", when=NOW), sent_at=round(NOW.timestamp() * 1000) - 86_400_000
    )
    (note,) = inspections.visit(place).devices.values()
    assert note.slow == 86_400
    assert inspections.visit(place).answers["1.1.1"].at == NOW


def test_what_one_post_wrote_another_may_not_send(signed_in: SignIn, place: int) -> None:
    note = Tablet().answer("1.1.1", "yes")
    assert _send(signed_in("cchc"), place, note).status_code == 400
    assert inspections.visit(place).devices == {}
    assert _send(signed_in("cchc"), place, note, who="cchc").status_code == 200
    assert inspections.visit(place).answers["1.1.1"].answer is Answer.YES


def test_a_picture_that_was_cut_off_is_refused_and_taken_when_it_comes_whole(signed_in: SignIn, place: int) -> None:
    client, note = signed_in(WHO), Tablet().photograph("", "Bảng niêm yết", picture())
    sent = {"post": _post(WHO), "sent_at": round(NOW.timestamp() * 1000), "notes": [_said(note)]}
    cut = {"notes": json.dumps(sent), note.uuid: SimpleUploadedFile("a.jpg", note.content[:-9])}
    told = client.post(reverse("inspection-offline-notes", args=[place]), cut).json()["notes"]
    assert "refused" in told[note.uuid]
    assert "received_at" in _send(client, place, note).json()["notes"][note.uuid]


GOOD = {"post": "post/1", "sent_at": 1, "notes": []}


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        json.dumps(GOOD | {"notes": 7}),
        json.dumps(GOOD | {"notes": [7]}),
        json.dumps(GOOD | {"notes": [{}] * 101}),
        json.dumps(GOOD | {"sent_at": True}),
        json.dumps(GOOD | {"sent_at": -1}),
        json.dumps(GOOD | {"sent_at": 10**30}),
        json.dumps(GOOD | {"sent_at": "1"}),
        '{"post": "post/1", "sent_at": NaN, "notes": []}',
    ],
)
def test_whatever_else_is_sent_is_refused(signed_in: SignIn, place: int, sent: str) -> None:
    answer = signed_in(WHO).post(reverse("inspection-offline-notes", args=[place]), {"notes": sent})
    assert answer.status_code == 400
    assert answer.json()["reason"]


@pytest.mark.parametrize(
    "changed",
    [
        {"captured_at": 10**30},
        {"captured_at": None},
        {"kind": "verdict"},
        {"line": 7},
        {"payload": []},
        {"payload": {"answer": {"deep": 1}}},
        {"payload": {"answer": "\ud800"}},
        {"payload": {"note": "x" * 20_000}},
        {"payload": {"answer": "yes", "note": "a\0b"}},
        {"line": "1.1.1\0"},
        {"uuid": "no number"},
        {"uuid": "x" * 10_000},
        {"device": "../.."},
        {"previous": "0"},
        {"hash": "0" * 64},
    ],
)
def test_a_note_that_is_none_is_refused_and_changes_nothing(
    signed_in: SignIn, place: int, changed: dict[str, Any]
) -> None:
    said = _said(Tablet().answer("1.1.1", "yes")) | changed
    answer = _send(signed_in(WHO), place, notes=[said])
    refused = answer.status_code == 400 or any("refused" in one for one in answer.json()["notes"].values())
    assert refused
    assert inspections.visit(place).devices == {}


def test_an_unknown_place_is_told_in_json(signed_in: SignIn, place: int) -> None:
    answer = signed_in(WHO).get(reverse("inspection-offline-place", args=[10**6]))
    assert (answer.status_code, bool(answer.json()["reason"])) == (404, True)


def test_a_form_of_another_site_sends_nothing(signed_in: SignIn, place: int, town: Town) -> None:
    client = signed_in(WHO)
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = client.cookies
    assert _send(guarded, place, Tablet().answer("1.1.1", "yes")).status_code == 403


def test_the_page_shows_nothing_of_whoever_opens_it(signed_in: SignIn, town: Town) -> None:
    one, other = (signed_in(name).get(reverse("inspection-offline")).content for name in (WHO, "cchc"))
    assert one == other


def test_the_worker_keeps_whatever_the_page_asks_for(visitor: Client, signed_in: SignIn, town: Town) -> None:
    """The control of it stands in the journeys, which take the line away."""
    page = signed_in(WHO).get(reverse("inspection-offline")).content.decode()
    asked = {*re.findall(r'(?:src|href)="(/static/[^"]+)"', page)}
    for name in shell.PARTS:
        if name.endswith(".js"):
            text = Path(str(finders.find(name))).read_text(encoding="utf-8")
            asked |= {f"/static/oversight/offline/{one}" for one in re.findall(r'from "\./([^"]+)"', text)}
    answer = visitor.get(reverse("inspection-offline-worker"))
    head = dict(re.findall(r"^const (\w+) = (.*);$", answer.content.decode(), re.MULTILINE))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert asked <= set(json.loads(head["FILES"]))
    assert json.loads(head["PAGE"]) == reverse("inspection-offline")


def test_the_worker_changes_whenever_a_part_does(visitor: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before = visitor.get(reverse("inspection-offline-worker")).content
    assert visitor.get(reverse("inspection-offline-worker")).content == before
    read = shell._content
    monkeypatch.setattr(shell, "_content", lambda name: read(name) + (b" " if name.endswith("vault.js") else b""))
    assert visitor.get(reverse("inspection-offline-worker")).content != before


def test_the_page_can_be_put_on_a_home_screen(visitor: Client, town: Town) -> None:
    answer = visitor.get(reverse("inspection-offline-manifest"))
    said = answer.json()
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    assert said["start_url"] == said["scope"] == reverse("inspection-offline")
    assert finders.find(said["icons"][0]["src"].removeprefix("/static/"))


def test_each_word_that_the_page_asks_for_is_there() -> None:
    asked: set[str] = set()
    for name in shell.PARTS:
        if name.endswith(".js"):
            text = Path(str(finders.find(name))).read_text(encoding="utf-8")
            asked |= {*re.findall(r'(?:said|Told)\("(\w+)"', text)}
    assert len(asked) > 20
    assert asked <= set(words())
