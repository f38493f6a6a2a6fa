"""The stand-alone verifier and conclusions: whatever was altered in one, or is a lie of its signer, is told."""

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from verifier import motcua_verify as verifier

from ledger import prover
from ledger.prover import Owner

OWNER = Owner()
ROWS = (
    b"part,table,id,code,unit,adds,value\n"
    b"population,dossiers,1,a,338,1,\n"
    b"population,dossiers,2,b,338,1,\n"
    b"counts,dossiers,2,b,338,1,\n"
)
FIGURE = {
    "of": {"code": "dossiers.on_time", "unit": "338", "first": "2022-01-01", "last": "2022-10-14"},
    "measure": "percent",
    "value": "50",
    "numerator": 1,
    "denominator": 2,
    "rows": 3,
    "digest": hashlib.sha256(ROWS).hexdigest(),
    "said": "50 %",
}
CONTENT = {
    "number": "1750/TB-SNV",
    "statements": [
        {
            "key": "s2",
            "label": "1.1",
            "text": "Đúng hạn {ty_le}.",
            "said": "Đúng hạn 50 %.",
            "figures": {"ty_le": FIGURE},
        },
        {"key": "s3", "label": "2.1", "text": "Còn chậm.", "said": "Còn chậm.", "figures": {}},
    ],
}
VKEY = verifier.Key.read(OWNER.vkey)


def encoded(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed(content: dict[str, Any], **of_entry: Any) -> dict[str, Any]:
    """Give the file of a conclusion that its owner has signed, true or not."""
    digest = hashlib.sha256(encoded(content)).hexdigest()
    entry = json.loads(prover.entry(3)) | {
        "stream": "conclusion/1",
        "kind": "conclusion.signed",
        "payload": {"conclusion": content, "digest": digest},
    }
    entries = [prover.entry(1), prover.entry(2), encoded(entry | of_entry)]
    return {
        "format": "motcua-conclusion/1",
        "signed": True,
        "conclusion": content,
        "digest": digest,
        "leaf": prover.leaf(entries[2]).hex(),
        "proof": OWNER.proof(entries, 2),
    }


def check(said: Any) -> verifier.Concluded:
    return verifier.check_conclusion(json.dumps(said).encode(), VKEY)


def altered(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    content = copy.deepcopy(CONTENT)
    change(content)
    return content


def figure_of(content: dict[str, Any]) -> dict[str, Any]:
    return content["statements"][0]["figures"]["ty_le"]


def run(tmp_path: Path, *words: str, said: dict[str, Any] | None = None) -> int:
    file = tmp_path / "ket-luan.json"
    file.write_text(json.dumps(said or signed(CONTENT)), encoding="utf-8")
    return verifier.main(["conclusion", str(file), "--key", OWNER.vkey, *words])


def test_a_true_conclusion_is_accepted_with_its_rows_and_its_printed_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_bytes(ROWS)
    digest = signed(CONTENT)["digest"]
    assert run(tmp_path, "--rows", str(rows), "--digest", f"{digest[:4]} {digest[4:16].upper()}") == 0
    said = capsys.readouterr().out
    assert "conclusion 1750/TB-SNV is as signed, entry 2 of 3: 2 statements, 1 figures" in said
    assert "behind: 1.1 ty_le" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda said: said["conclusion"].update(number="1751/TB-SNV"), "not the one whose digest"),
        (lambda said: said.update(proof=None), "holds no proof"),
        (lambda said: said.update(leaf="0" * 64), "another conclusion"),
        (lambda said: said.update(conclusion=[]), "conclusion is missing"),
        (lambda said: said["proof"].update(index=1), "root|hashes"),
        (
            lambda said: said.update(signed(CONTENT) | {"proof": OWNER.proof([prover.entry(1)], 0)}),
            "another conclusion",
        ),
        (lambda said: said.update(signed(CONTENT, kind="conclusion.stated")), "another conclusion"),
    ],
)
def test_what_was_altered_on_the_way_is_told(change: Callable[[dict[str, Any]], Any], words: str) -> None:
    said = copy.deepcopy(signed(CONTENT))
    change(said)
    with pytest.raises(verifier.Damage) as found:
        check(said)
    assert verifier.re.search(words, found.value.told())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: figure_of(content).update(value="99"), "does not follow from its counts"),
        (lambda content: figure_of(content).update(numerator=2), "does not follow from its counts"),
        (lambda content: figure_of(content).update(measure="days", value="1/3"), "does not follow from its counts"),
        (lambda content: figure_of(content).update(said="99 %"), "does not say its figures"),
        (lambda content: content["statements"][0].update(said="Đúng hạn 99 %."), "does not say its figures"),
        (lambda content: content["statements"][0].update(text="{khac}"), "cannot be read"),
        (lambda content: figure_of(content).update(denominator=0), "cannot be read"),
        (lambda content: content.update(statements=[1]), "cannot be read"),
        (lambda content: content.pop("statements"), "cannot be read"),
    ],
)
def test_a_signer_who_lies_in_figures_is_told(change: Callable[[dict[str, Any]], Any], words: str) -> None:
    with pytest.raises(verifier.Damage) as found:
        check(signed(altered(change)))
    assert words in found.value.told()


@pytest.mark.parametrize(
    ("rows", "change", "words"),
    [
        (ROWS.replace(b",b,", b",c,"), {}, "no figure of the conclusion rests on these rows"),
        (ROWS, {"numerator": 2, "value": "100", "said": "50 %"}, "do not add up to figure ty_le of statement 1.1"),
        (ROWS, {"rows": 4}, "do not add up"),
    ],
)
def test_rows_that_are_others_or_do_not_add_up_are_told(
    rows: bytes, change: dict[str, Any], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(rows)
    said = signed(altered(lambda content: figure_of(content).update(change)))
    assert run(tmp_path, "--rows", str(file), said=said) == 1
    assert words in capsys.readouterr().out


def test_another_paper_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--digest", "0" * 16) == 1
    assert "the paper bears another digest" in capsys.readouterr().out


@given(bit=some.integers(0, 8 * len(encoded(CONTENT)) - 1))
def test_no_bit_of_a_conclusion_can_be_flipped(bit: int) -> None:
    raw = bytearray(encoded(CONTENT))
    raw[bit // 8] ^= 1 << bit % 8
    try:
        content = json.loads(raw.decode())
    except ValueError:
        return
    with pytest.raises(verifier.Damage):
        check(signed(CONTENT) | {"conclusion": content})


@given(
    said=some.recursive(
        some.none() | some.integers() | some.text(), lambda inner: some.dictionaries(some.text(), inner)
    )
)
def test_whatever_the_file_holds_the_verifier_does_not_stumble(said: Any) -> None:
    with pytest.raises(verifier.Damage):
        check(signed(CONTENT) | {"conclusion": said})
