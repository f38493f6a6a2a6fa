"""Checking: what is printed on a slip is still what is stored, and anyone can prove it elsewhere."""

import json
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.foundation.ledger import public as ledger
from motcua.sites.portal.pages import check
from sites.town import Town


def asked(visitor: Client, status: int = 200, **query: str) -> str:
    answer = visitor.get(reverse("check"), {name.replace("_", "-"): value for name, value in query.items()})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def sent(visitor: Client, file: bytes, status: int = 200) -> str:
    answer = visitor.post(reverse("check"), {"tep": SimpleUploadedFile("proof.json", file)})
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize("written", ["{8}", "{8} ", "{16}", "{64}", "{upper}", "{spaced}"])
def test_the_trace_on_the_slip_is_found(visitor: Client, town: Town, written: str) -> None:
    trace = {
        "{upper}": town.leaf[:12].upper(),
        "{spaced}": f"{town.leaf[:4]} {town.leaf[4:8]} {town.leaf[8:12]}",
    }.get(written) or town.leaf[: int(written.strip("{} "))]
    said = asked(visitor, dau_vet=trace)
    assert "Khớp. Không có gì bị sửa sau khi in." in said
    assert "Tiếp nhận, đã giao giấy hẹn" in said


def test_with_the_code_it_says_whether_they_belong_together(visitor: Client, town: Town) -> None:
    assert "thuộc đúng hồ sơ" in asked(visitor, dau_vet=town.leaf[:8], ma=town.transfer)
    assert "không phải của hồ sơ" in asked(visitor, 404, dau_vet=town.leaf[:8], ma=town.late)
    assert "không phải của hồ sơ" in asked(visitor, 404, dau_vet=town.leaf[:8], ma="x" * 90)


def test_a_trace_that_there_is_not_does_not_fit(visitor: Client, town: Town) -> None:
    changed = ("0" if town.leaf[7] != "0" else "1").join((town.leaf[:7], ""))
    assert "Không khớp" in asked(visitor, 404, dau_vet=changed)


@pytest.mark.parametrize("trace", ["abc", "xyzw0123", "0" * 65, "12345678;--"])
def test_what_is_no_trace_is_answered_with_what_one_is(visitor: Client, town: Town, trace: str) -> None:
    said = asked(visitor, 400, dau_vet=trace)
    assert "<title>Lỗi: " in said
    assert "0-9" in said


def test_the_proof_is_good_without_this_program(visitor: Client, town: Town, tmp_path: Path) -> None:
    """The stand-alone verifier, as the page gives it, accepts the proof and refuses it altered."""
    proof = visitor.get(reverse("proof", kwargs={"leaf": town.leaf}))
    assert "attachment" in proof.headers["Content-Disposition"]
    verifier = visitor.get(reverse("verifier"))
    (tmp_path / "verify.py").write_bytes(verifier.content)
    (tmp_path / "proof.json").write_bytes(proof.content)
    altered = json.loads(proof.content)
    altered["index"] += 1
    (tmp_path / "altered.json").write_text(json.dumps(altered), encoding="utf-8")

    def verified(file: str) -> int:
        words = [sys.executable, tmp_path / "verify.py", "proof", tmp_path / file, "--key", str(ledger.verifier_key())]
        return subprocess.run(words, capture_output=True, check=False).returncode

    assert verified("proof.json") == 0
    assert verified("altered.json") == 1


def test_a_proof_that_was_kept_is_checked_and_found(visitor: Client, town: Town) -> None:
    kept = visitor.get(reverse("proof", kwargs={"leaf": town.leaf})).content
    said = sent(visitor, kept)
    assert "Khớp. Không có gì bị sửa sau khi in." in said
    assert "Bằng chứng trong tệp cũng đã được kiểm tra" in said


def test_a_damaged_proof_is_refused_and_says_so(visitor: Client, town: Town) -> None:
    kept = visitor.get(reverse("proof", kwargs={"leaf": town.leaf})).content
    for damaged in (b"", b"{}", b"\x00\xff", kept[:-40], kept.replace(b'"index": ', b'"index": 1'), b"[" * 60_000):
        assert "<title>Lỗi: " in sent(visitor, damaged, 400)
    assert visitor.post(reverse("check"), {}).status_code == 400
    assert visitor.post(reverse("check"), {"tep": "no file"}).status_code == 400


def test_a_proof_of_what_the_ledger_no_longer_holds_is_evidence(
    visitor: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = visitor.get(reverse("proof", kwargs={"leaf": town.leaf})).content
    monkeypatch.setattr(check.ledger, "find", lambda trace: None)
    assert "đó là chứng cứ" in sent(visitor, kept, 404)


def test_what_is_not_sealed_yet_is_said_so(visitor: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsealed(event_id: int) -> ledger.Proof:
        raise ledger.NotSealed("the event is recorded and not sealed yet")

    monkeypatch.setattr(check.ledger, "prove", unsealed)
    assert "đang chờ chốt" in asked(visitor, dau_vet=town.leaf[:8])
    assert visitor.get(reverse("proof", kwargs={"leaf": town.leaf})).status_code == 400


def test_a_proof_needs_the_whole_trace(visitor: Client, town: Town) -> None:
    assert visitor.get(f"/doi-chieu/bang-chung/{town.leaf[:8]}.json").status_code == 404
    assert visitor.get(reverse("proof", kwargs={"leaf": "0" * 64})).status_code == 404


def test_traces_cannot_be_tried_by_the_thousand(visitor: Client, town: Town) -> None:
    for _ in range(check.TRACES.most):
        asked(visitor, dau_vet=town.leaf[:8])
    assert visitor.get(reverse("check"), {"dau-vet": town.leaf[:8]}).status_code == 429
    assert visitor.get(reverse("check")).status_code == 200  # the empty page asks nothing
