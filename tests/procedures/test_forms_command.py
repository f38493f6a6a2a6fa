"""``motcua import forms`` takes a file whole, and says of each fault where it stands."""

from pathlib import Path
from typing import Any

PROCEDURES = "code,name,field_code,field_name\n1.000001,Thủ tục mẫu,MAU,Lĩnh vực mẫu\n"
FORMS = """
[[form]]
procedure = "1.000001"

[[form.pages]]
code = "trang"
title = "Trang"
items = [
    { code = "ngay", label = "Ngày", kind = "date" },
]
"""


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_forms_is_taken_once_and_the_ledger_replays(committing_db: Any, tmp_path: Path) -> None:
    motcua = committing_db.motcua
    motcua("import", "procedures", file(tmp_path, "thu-tuc.csv", PROCEDURES))
    forms = file(tmp_path, "bieu-mau.toml", FORMS)
    assert motcua("import", "forms", forms).stdout == "read 1, taken 1, unchanged 0, refused 0\n"
    assert motcua("import", "forms", forms).stdout == "read 1, taken 0, unchanged 1, refused 0\n"
    assert motcua("ledger", "replay").returncode == 0


def test_what_is_wrong_is_said_with_its_line(committing_db: Any, tmp_path: Path) -> None:
    motcua = committing_db.motcua
    motcua("import", "procedures", file(tmp_path, "thu-tuc.csv", PROCEDURES))
    wrong = motcua("import", "forms", file(tmp_path, "sai.toml", FORMS.replace('"date"', '"colour"')))
    assert wrong.returncode == 1
    assert wrong.stdout == "read 1, taken 0, unchanged 0, refused 1\n"
    assert "line 9, ngay, “kind = colour”" in wrong.stderr
    broken = motcua("import", "forms", file(tmp_path, "hong.json", "{"))
    assert broken.returncode == 1
    assert "line 1" in broken.stderr
