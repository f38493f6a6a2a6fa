"""``motcua import units|reorganisation|procedures|people`` and ``motcua administrator|people``, from the outside."""

import re
from pathlib import Path
from typing import Any

from motcua.foundation.accounts import public as accounts
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units

LIST = """code,name,parent_code,parent_name
101,Huyện Sông,01,Tỉnh Mẫu
00101,Xã Cối,101,Huyện Sông
00102,Xã Bến,101,Huyện Sông
"""
TURN = """old_code,old_name,new_code,new_name
00101,Xã Cối,00102,Xã Cối Bến
00102,Xã Bến,00102,Xã Cối Bến
"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_units_come_in_and_are_reorganised(committing_db: Any, tmp_path: Path) -> None:
    motcua, path = committing_db.motcua, file(tmp_path, LIST)
    assert motcua("import", "units", path).stdout == "read 3, taken 3, unchanged 0, refused 0\n"
    assert motcua("import", "units", path).stdout == "read 3, taken 0, unchanged 3, refused 0\n"
    assert ledger.pending() == 0
    assert ledger.head() >= 4
    turn = file(tmp_path, TURN)
    assert motcua("import", "reorganisation", turn, "--on", "2025-07-01").stdout.startswith("read 2, taken 2,")
    assert motcua("import", "reorganisation", turn, "--on", "2025-07-01").stdout.startswith("read 2, taken 0,")
    home = units.find("00102", on=accounts.today())
    assert home.key == "00102@2025-07-01"
    assert units.structure(accounts.today()).place(units.find("00101@2025-06-30", on=accounts.today()).id) == home.id


def test_a_refused_file_leaves_nothing_and_says_all(committing_db: Any, tmp_path: Path) -> None:
    wrong = committing_db.motcua("import", "units", file(tmp_path, LIST + "9,Vùng,101,\n8,Xã,77,\n"))
    assert (wrong.returncode, wrong.stdout) == (1, "read 5, taken 0, unchanged 0, refused 2\n")
    assert wrong.stderr.splitlines() == [
        "line 5, name, “Vùng”: the level cannot be told from this name;"
        " add a column level: province, district, commune or department",
        "line 6, parent_code, “77”: no unit bears this code on 1900-01-01;"
        " add a row for it, or its name in a column parent_name",
    ]
    assert not units.structure(accounts.today()).units
    vietnamese = committing_db.motcua("import", "units", file(tmp_path, LIST), "--from", "x", MOTCUA_LANGUAGE="vi")
    assert vietnamese.returncode == 1
    assert "--from" in vietnamese.stderr
    assert "Traceback" not in vietnamese.stderr


def test_wrong_use_is_exit_2(committing_db: Any, tmp_path: Path) -> None:
    assert committing_db.motcua("import", "units", tmp_path / "none.csv").returncode == 2
    assert committing_db.motcua("import", "reorganisation", file(tmp_path, TURN)).returncode == 2


def test_procedures_and_people_come_in(committing_db: Any, tmp_path: Path) -> None:
    motcua = committing_db.motcua
    motcua("import", "units", file(tmp_path, LIST))
    procedures = file(tmp_path, "code,name,field_code,field_name,term\n1.004222,Đăng ký thường trú,CT,Cư trú,7\n")
    assert motcua("import", "procedures", procedures).stdout == "read 1, taken 1, unchanged 0, refused 0\n"
    people = file(tmp_path, "unit_code,post,roles,staff_name\n00101,Chủ tịch,leader,an\n")
    assert motcua("import", "people", people).stdout == "read 1, taken 1, unchanged 0, refused 0\n"
    invited = motcua("people", "invite", "an")
    assert re.fullmatch(r"/vao/mat-khau/\w+-\S+/\n", invited.stdout)
    assert motcua("people", "lock", "an").returncode == 0
    assert motcua("people", "reset", "an").stdout.startswith("/vao/mat-khau/")
    nobody = motcua("people", "invite", "nobody")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert "nobody signs in with this name" in nobody.stderr


def test_the_first_administrator_needs_a_unit(committing_db: Any, tmp_path: Path) -> None:
    motcua = committing_db.motcua
    early = motcua("administrator", "create", "quan-tri", "--name", "Người Quản trị")
    assert early.returncode == 1
    assert "import the units first" in early.stderr
    motcua("import", "units", file(tmp_path, LIST))
    made = motcua("administrator", "create", "quan-tri", "--name", "Người Quản trị")
    assert made.stdout.startswith("/vao/mat-khau/")
    user = accounts.User.objects.get(username="quan-tri")
    actor = accounts.actor_of(user)
    assert actor is not None
    assert actor.roles == {accounts.Role.ADMINISTRATOR}
    assert actor.reach[accounts.Role.ADMINISTRATOR] == frozenset(units.structure(accounts.today()).units)
    again = motcua("administrator", "create", "quan-tri", "--name", "Người Khác")
    assert (again.returncode, again.stdout) == (1, "")
