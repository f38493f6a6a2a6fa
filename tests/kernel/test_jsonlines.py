"""Files of JSON lines: each line is a value or its own refusal; what cannot be unpacked is refused."""

import gzip
from pathlib import Path

import pytest

from motcua.kernel import jsonlines
from motcua.kernel.jsonlines import read_json_lines
from motcua.kernel.refusals import Refused


def test_each_line_is_a_value_or_its_own_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\n\n{"a"\n[2]')
    read = list(read_json_lines(path))
    assert [(line, value) for line, value in read if not isinstance(value, Refused)] == [(1, {"a": 1}), (4, [2])]
    assert [line for line, value in read if isinstance(value, Refused)] == [3]


def test_a_packed_file_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n{}"))
    assert [line for line, _ in read_json_lines(path)] == [1, 2]


PACKED = gzip.compress(b"{}\n" * 5000, mtime=0)


@pytest.mark.parametrize("raw", [b"{}", PACKED[:-12], PACKED[:10] + b"xxxx"], ids=["plain", "cut", "broken"])
def test_what_cannot_be_unpacked_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(raw)
    with pytest.raises(Refused):
        list(read_json_lines(path))


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'"' + b"a" * 200 + b'"')
    with pytest.raises(Refused):
        list(read_json_lines(path))


def test_deep_and_broken_values_are_refusals(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"[" * 200_000 + b"\n\xff\xfe\n")
    assert [isinstance(value, Refused) for _, value in read_json_lines(path)] == [True, True]
