"""The command: inspections listed, and what they concluded written out as papers and as a file to be checked."""

import json
from datetime import date

from verifier import motcua_verify as verifier

from conftest import Installation
from inspections.conclusions import Writer
from inspections.conftest import BY, at, open_one, opened_as, set_up_stage
from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections


def test_a_conclusion_is_written_out_before_and_after_its_signing(committing_db: Installation) -> None:
    ledger.ensure_keys()
    stage = set_up_stage()
    one = opened_as(stage, open_one(stage))
    inspections.decide(inspection_id=one.id, number="88/QĐ-SNV", on=date(2022, 10, 3), by=BY, at=at(10, 3))
    writer = Writer(one)
    writer.write()
    asked = ("inspection", "conclude", str(one.id))
    draft = json.loads(committing_db.motcua(*asked).stdout)
    assert (draft["signed"], draft["proof"]) == (False, None)
    assert draft["conclusion"]["statements"][0]["said"] == "Đã tiếp nhận 0 hồ sơ."
    assert "no conclusion yet" in committing_db.motcua("inspection", "list").stdout
    writer.sign()
    ledger.seal(at=at(11, 1))
    said = committing_db.motcua(*asked, "--format", "json").stdout
    concluded = verifier.check_conclusion(said.encode(), verifier.Key.read(str(ledger.verifier_key())))
    assert concluded.content["number"] == "1750/TB-SNV"
    listed = committing_db.motcua("inspection", "list", MOTCUA_LANGUAGE="vi").stdout
    assert f"{one.id}  2022-10-19  {one.view.title}" in listed
    assert "đã kết luận tại 1750/TB-SNV" in listed
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        paper = committing_db.home / f"ket-luan.{kind}"
        site = ("--site", "https://example.gov.vn/")
        assert committing_db.motcua(*asked, "--format", kind, "--output", paper, *site).returncode == 0
        assert paper.read_bytes().startswith(begins)
    refused = committing_db.motcua("inspection", "conclude", "99")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "there is no such inspection" in refused.stderr
