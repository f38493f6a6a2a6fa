"""``motcua ledger`` as a person at the command line has it."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from conftest import Installation
from ledger.conftest import MORNING, Owner, Record, event
from motcua.foundation.ledger import public as ledger
from motcua.foundation.ledger.public import Checkpoint
from motcua.foundation.ledger.sending import checkpoint_folder
from motcua.foundation.units import public as units
from motcua.services.feedback import public as feedback


def test_the_status(sealed: list[Checkpoint], own_db: Installation) -> None:
    done = own_db.motcua("ledger", "status", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "sealed": 699,
        "pending": 1,
        "signed": 699,
        "root": sealed[-1].root.hex(),
        "verifier_key": str(ledger.verifier_key()),
        "checkpoint": sealed[-1].text,
    }
    table = own_db.motcua("ledger", "status")
    assert "699" in table.stdout
    assert sealed[-1].root.hex() in table.stdout


def test_a_ledger_is_verified(sealed: list[Checkpoint], own_db: Installation, owner: Owner, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text(sealed[0].text)
    good = own_db.motcua("ledger", "verify", "--checkpoint", kept)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == "All is as it was written: 699 events, 1 waiting, 7 checkpoints.\n"
    owner.say("UPDATE ledger_event SET kind = 'x' WHERE stream = 'dossier/9' AND number = 2")
    bad = own_db.motcua("ledger", "verify")
    assert bad.returncode == 1
    assert bad.stdout == (
        "table ledger_event, position 25, event 2 of dossier/9: the column kind does not say what the bytes say\n"
    )
    said = json.loads(own_db.motcua("ledger", "verify", "--format", "json").stdout)
    assert (said["good"], said["complete"], said["events"]) == (False, True, 699)
    (finding,) = said["findings"]
    assert (finding["table"], finding["position"], finding["stream"]) == ("ledger_event", 25, "dossier/9")


def test_an_export_is_written_and_verified(sealed: list[Checkpoint], own_db: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    done = own_db.motcua("ledger", "export", folder)
    assert (done.returncode, done.stdout) == (0, f"{folder}\n")
    key = tmp_path / "key"
    shutil.copy(folder / "vkey", key)
    good = own_db.motcua("ledger", "verify", folder, "--key", key, "--checkpoint", checkpoint_folder() / "2022-10-15")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == "All is as it was written: 700 events, 0 waiting, 2 checkpoints.\n"
    unsure = own_db.motcua("ledger", "verify", folder)
    assert unsure.returncode == 0
    assert str(ledger.verifier_key()) in unsure.stderr, "it says whose key it used"
    entries = folder / "entries" / "000000000000"
    content = bytearray(entries.read_bytes())
    content[1000] ^= 1
    entries.write_bytes(content)
    bad = own_db.motcua("ledger", "verify", folder)
    assert bad.returncode == 1
    assert bad.stdout.startswith("file entries/000000000000, byte ")
    assert ", position 3, event 1 of dossier/2: " in bad.stdout
    again = own_db.motcua("ledger", "export", folder)
    assert (again.returncode, again.stdout) == (1, "")
    assert "the folder is not empty" in again.stderr


def test_a_dossier_is_proved(sealed: list[Checkpoint], own_db: Installation, tmp_path: Path) -> None:
    table = own_db.motcua("ledger", "prove", "dossier/9")
    assert table.returncode == 0
    assert [line.split()[:3] for line in table.stdout.splitlines()] == [
        [str(position), "dossier/9", str(number)] for position, number in ((24, 1), (25, 2), (26, 3))
    ]
    leaf = table.stdout.split()[-1]
    one = own_db.motcua("ledger", "prove", leaf[:10], "--format", "json")
    proof = ledger.read_proof(one.stdout.encode())
    ledger.check_proof(proof)
    assert proof.leaf.hex() == leaf
    many = json.loads(own_db.motcua("ledger", "prove", "dossier/9", "--format", "json").stdout)
    assert [said["index"] for said in many] == [24, 25, 26]


def test_growth_is_proved(sealed: list[Checkpoint], own_db: Installation) -> None:
    kept = checkpoint_folder() / "2022-10-15"
    done = own_db.motcua("ledger", "prove", "--since", kept)
    assert done.stdout == "The ledger of 699 events begins with the 210 of this checkpoint.\n"
    said = json.loads(own_db.motcua("ledger", "prove", "--since", kept, "--format", "json").stdout)
    assert said["earlier"] == sealed[0].text


def test_replay_compares_every_dossier(own_db: Installation) -> None:
    done = own_db.motcua("ledger", "replay", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"dossiers": 0, "events": 0, "differences": [], "others": []}


def test_replay_finds_what_was_changed_beside_the_dossiers(own_db: Installation) -> None:
    at = datetime(2022, 10, 14, 9, tzinfo=UTC)
    unit = units.found(
        code="338", name="Huyện Mẫu", level=units.Level.DISTRICT, on=date(2010, 1, 1), by="post/1", at=at
    )
    case = feedback.receive(
        unit=unit.key, channel=feedback.Channel.HOTLINE, about=feedback.About.ACT, text="Chậm", by="post/1", at=at
    )
    assert own_db.motcua("ledger", "replay").returncode == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_case SET channel = 'paper'")
    done = own_db.motcua("ledger", "replay", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["others"] == [f"feedback/{case.case_id}: channel"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["prove", "nothing"], 1, "nothing of this name is in the ledger"),
        (["prove", "0000000000"], 1, "nothing of this name is in the ledger"),
        (["prove", "dossier/999"], 1, "not sealed yet"),
        (["prove"], 2, "give either CODE or --since"),
        (["verify", "nowhere"], 1, "there is no export in this folder"),
        (["verify", "--checkpoint", "nowhere"], 2, "does not exist"),
        (["verify", "--key", __file__], 2, "--key goes with FOLDER"),
        (["verify", ".", "--key", __file__], 1, "this is no verifier key"),
        (["prove", "--since", __file__], 1, "this is no checkpoint"),
        (["export", __file__], 1, "the folder is not empty"),
        (["export"], 2, "Missing argument"),
        (["nothing"], 2, "No such command"),
    ],
)
def test_a_wrong_word_is_answered_in_a_sentence(own_db: Installation, words: list[str], code: int, said: str) -> None:
    with transaction.atomic():
        ledger.append(event("dossier/999"), recorded_at=MORNING)
    done = own_db.motcua("ledger", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_ledger_has_nothing_to_export(own_db: Installation, tmp_path: Path) -> None:
    done = own_db.motcua("ledger", "export", tmp_path / "export")
    assert done.returncode == 1
    assert "nothing has been recorded yet" in done.stderr


def test_it_speaks_vietnamese(sealed: list[Checkpoint], own_db: Installation, owner: Owner, record: Record) -> None:
    owner.say("UPDATE ledger_event SET kind = 'x' WHERE stream = 'dossier/9' AND number = 2")
    done = own_db.motcua("ledger", "verify", MOTCUA_LANGUAGE="vi")
    assert done.stdout == (
        "bảng ledger_event, vị trí 25, sự kiện số 2 của dossier/9: cột kind không khớp với nội dung đã lưu\n"
    )
