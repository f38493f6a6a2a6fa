"""A conclusion is written by several hands, signed once, and proves itself from then on."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils.translation import override

from inspections.conclusions import ON_TIME, RECEIVED, Writer
from inspections.conftest import Opened, at
from motcua.foundation.files import public as files
from motcua.foundation.files.public import AlteredOnDisk
from motcua.foundation.ledger import public as ledger
from motcua.kernel.refusals import Refused
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.actions import signing
from motcua.reform.inspections.models import Conclusion, StatementText
from motcua.reform.inspections.public import (
    ChangedWhileSigning,
    ConclusionSigned,
    Draft,
    Mending,
    NotAStatement,
    NothingConcluded,
    Remedy,
    StaleStatement,
    StatementKind,
    WrongSupport,
)
from motcua.reform.inspections.queries import figures
from motcua.reform.inspections.queries.replay_conclusion import replay_conclusions
from motcua.reform.inspections.rules import supports
from motcua.reform.inspections.rules.sealing import digest_of

DUE = date(2022, 12, 31)


@pytest.fixture
def told(told: Opened, home: Path) -> Opened:
    ledger.ensure_keys()
    return told


@pytest.fixture
def writer(told: Opened) -> Writer:
    return Writer(told)


def recommendation(writer: Writer) -> Draft:
    return writer.draft(
        "Khắc phục hồ sơ quá hạn.",
        kind=StatementKind.RECOMMENDATION,
        figures={},
        mending=Mending(Remedy.MEND, DUE),
    )


def test_statements_stand_by_part_and_are_counted_within_it(writer: Writer) -> None:
    limit = writer.write("Còn chậm.", kind=StatementKind.LIMIT, figures={})
    good = writer.write()
    other = writer.write("Niêm yết đầy đủ.", figures={})
    assert [(one.number, one.label) for one in writer.view.statements] == [
        (good, "1.1"),
        (other, "1.2"),
        (limit, "2.1"),
    ]
    inspections.arrange_statements(
        inspection_id=writer.told.id, order=[other, limit, good], by=writer.by, at=at(10, 22)
    )
    assert [one.number for one in writer.view.statements] == [other, good, limit]
    inspections.remove_statement(inspection_id=writer.told.id, statement=other, by=writer.by, at=at(10, 22))
    assert [(one.number, one.label) for one in writer.view.statements] == [(good, "1.1"), (limit, "2.1")]
    assert replay_conclusions() == []


def test_what_nothing_supports_is_the_inspectors_own_word(writer: Writer) -> None:
    writer.write("Cán bộ tận tình.", figures={})
    writer.write()
    assert [one.own_word for one in writer.view.statements] == [True, False]


def test_of_two_who_rewrite_one_statement_the_second_sees_both_texts(writer: Writer) -> None:
    number = writer.write()
    writer.put(writer.draft("Người thứ nhất viết."), number, version=1)
    with pytest.raises(StaleStatement, match="Người thứ nhất viết") as refused:
        writer.put(writer.draft("Người thứ hai viết."), number, version=1)
    assert (refused.value.mine, refused.value.theirs) == ("Người thứ hai viết.", "Người thứ nhất viết.")
    writer.put(writer.draft("Hai người cùng viết."), number, version=refused.value.version)
    said = [one.text for one in inspections.versions(writer.told.id, number)]
    assert said == ["Đã tiếp nhận {tiep_nhan} hồ sơ.", "Người thứ nhất viết.", "Hai người cùng viết."]


@pytest.mark.parametrize(
    ("said", "refusal", "words"),
    [
        ({"text": " \n "}, NotAStatement, "1 to 5000 letters"),
        ({"text": "Có {tiep_nhân} hồ sơ."}, NotAStatement, "near it are: tiep_nhan"),
        ({"figures": {"Tiếp nhận": RECEIVED}, "text": "Có."}, NotAStatement, "cannot be called so"),
        ({"figures": {"a": replace(RECEIVED, code="?")}, "text": "Có."}, Refused, "no indicator of this code"),
        ({"figures": {"a": replace(RECEIVED, unit="?")}, "text": "Có."}, Refused, "no unit"),
        ({"group": 99}, Refused, "no such part"),
        ({"supports": (supports.Record(99),)}, WrongSupport, "is not there"),
        ({"supports": (supports.Finding(99),)}, WrongSupport, "is not there"),
        ({"supports": (supports.Case(99),)}, WrongSupport, "is not there"),
        ({"supports": (supports.Photograph(99, 1),)}, WrongSupport, "is not there"),
        ({"supports": (supports.Line(99, "1"),)}, WrongSupport, "is not there"),
        ({"supports": (supports.Dossier("?"),)}, WrongSupport, "is not there"),
        ({"supports": (supports.File("0" * 64, "a"),)}, Refused, "no such file"),
        ({"kind": StatementKind.RECOMMENDATION}, NotAStatement, "by when"),
        ({"mending": Mending(Remedy.MEND, DUE)}, NotAStatement, "by when"),
        (
            {"kind": StatementKind.RECOMMENDATION, "mending": Mending(Remedy.MEND, date(2022, 10, 21))},
            NotAStatement,
            "after 2022-10-21",
        ),
    ],
)
def test_what_cannot_be_stated_is_refused_and_nothing_is_written(
    said: dict[str, object], refusal: type[Refused], words: str, writer: Writer
) -> None:
    before = writer.view
    with pytest.raises(refusal, match=words):
        writer.write(**said)  # type: ignore[arg-type]  # each case says what it varies
    assert writer.view == before
    assert not StatementText.objects.exists()


def test_no_text_of_a_draft_is_in_the_ledger(writer: Writer) -> None:
    writer.write("Người dân phản ánh về ông Nguyễn Văn Mẫu.", figures={})
    entries = b"".join(one.entry for one in ledger.read(f"conclusion/{writer.told.id}"))
    assert "Nguyễn Văn Mẫu".encode() not in entries
    StatementText.objects.all().delete()
    assert writer.view.statements[0].text == ""
    assert replay_conclusions() == []


def test_a_signed_conclusion_holds_all_that_it_says(writer: Writer) -> None:
    writer.write()
    leaf = writer.sign()
    (event,) = [one for one in ledger.read(f"conclusion/{writer.told.id}") if one.kind == "conclusion.signed"]
    content = event.payload["conclusion"]
    assert (event.leaf.hex(), event.payload["digest"]) == (leaf, digest_of(content))
    (statement,) = content["statements"]
    assert statement["said"] == "Đã tiếp nhận 0 hồ sơ."
    figure = statement["figures"]["tiep_nhan"]
    assert (figure["value"], figure["rows"], len(figure["digest"])) == ("0", 0, 64)
    assert figure["as_of"] == "2022-10-01T00:00:00+07:00"
    assert (content["number"], content["signer"]) == ("1750/TB-SNV", "Giám đốc Sở Nội vụ")
    assert [one["code"] for one in content["places"]] == ["338", "12472", "12475"]
    assert replay_conclusions() == []
    sealed = writer.view.sealed
    assert sealed is not None
    assert (sealed.digest, sealed.leaf) == (event.payload["digest"], leaf)
    assert [one.number for one in inspections.conclusions()] == ["1750/TB-SNV"]
    assert inspections.conclusions(published=True) == []


def test_a_fixed_figure_stays_what_it_was_when_the_rows_change(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    number = writer.write()
    writer.sign()
    before = writer.view
    moved = replace(figures.live([RECEIVED], now=at(11, 1))[RECEIVED], numerator=7)
    monkeypatch.setattr(figures.indicators, "compute_all", lambda *_, **__: {"338": {"received.total": moved}})
    assert writer.view == before
    assert before.statements[0].fixed["tiep_nhan"].said == "0"
    (changed,) = inspections.changes(before, now=at(11, 1))
    assert (changed.statement, changed.name, changed.now.numerator) == (f"s{number}", "tiep_nhan", 7)
    assert changed.fixed.value == Fraction(0)


def test_nothing_changes_after_the_signature(writer: Writer) -> None:
    number = writer.write()
    writer.sign()
    acts: list[Callable[[], object]] = [
        writer.write,
        lambda: writer.put(writer.draft(), number, version=1),
        lambda: inspections.remove_statement(
            inspection_id=writer.told.id, statement=number, by=writer.by, at=at(11, 1)
        ),
        lambda: inspections.arrange_statements(
            inspection_id=writer.told.id, order=[number], by=writer.by, at=at(11, 1)
        ),
        lambda: Writer(writer.told),
        writer.sign,
    ]
    for act in acts:
        with pytest.raises(ConclusionSigned):
            act()


@pytest.mark.parametrize("number", ["", "1750", "TB-SNV", "1750/", "1/TB SNV"])
def test_a_paper_is_signed_under_a_number_alone(number: str, writer: Writer) -> None:
    writer.write()
    with pytest.raises(NothingConcluded, match="as 1750/TB-SNV"):
        writer.sign(number)


def test_what_says_nothing_or_lacks_a_figure_is_not_signed(writer: Writer) -> None:
    with pytest.raises(NothingConcluded, match="no statement"):
        writer.sign()
    writer.write("Đúng hạn {ty_le}.", figures={"ty_le": ON_TIME})
    with pytest.raises(NothingConcluded, match=r"statement 1\.1 calls a figure of which there is no data"):
        writer.sign()
    assert writer.view.sealed is None


def test_what_is_written_while_figures_are_fixed_is_not_lost(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.write()

    def slow(*args: object, **said: object) -> object:
        made = assembled(*args, **said)  # type: ignore[arg-type]  # what the action gives it
        writer.write("Viết thêm.", figures={})
        return made

    assembled = signing.assembled
    monkeypatch.setattr(signing, "assembled", slow)
    with pytest.raises(ChangedWhileSigning):
        writer.sign()
    assert len(writer.view.statements) == 2


def test_recommendations_are_proposed_to_the_units_of_their_places_as_they_were_signed(writer: Writer) -> None:
    number = writer.put(recommendation(writer))
    both = replace(recommendation(writer), mending=Mending(Remedy.PREVENT, DUE, (writer.told.one, writer.told.two)))
    other = writer.put(both)
    assert inspections.open_for([writer.told.stage.district.id]) == []
    writer.sign()
    stage = writer.told.stage
    found = {
        (line.unit.id, line.state.statement, line.state.text, line.state.due_on)
        for line in inspections.open_for([stage.district.id, stage.one.id, stage.two.id])
    }
    text = "Khắc phục hồ sơ quá hạn."
    assert found == {
        (stage.district.id, f"s{number}", text, DUE),
        (stage.one.id, f"s{other}", text, DUE),
        (stage.two.id, f"s{other}", text, DUE),
    }


def kept(writer: Writer, content: bytes = b"a,b\n1,2\n") -> supports.File:
    one = files.keep(
        content=content,
        name="so.csv",
        purpose="inspection",
        unit=writer.told.stage.department,
        by=writer.by,
        at=at(10, 20),
    )
    return supports.File(one.digest, "Sổ theo dõi")


def test_a_file_that_was_altered_on_disk_is_neither_cited_nor_signed_over(writer: Writer, home: Path) -> None:
    file = kept(writer)
    writer.write("Có sổ.", figures={}, supports=(file,))
    (path,) = (home / "files").glob(f"??/{file.digest}")
    path.chmod(0o600)
    path.write_bytes(b"a,b\n1,3\n")
    with override("en"):
        assert "altered on disk" in inspections.altered(file)
    with pytest.raises(AlteredOnDisk):
        writer.sign()
    with pytest.raises(AlteredOnDisk):
        writer.write("Có sổ khác.", figures={}, supports=(file,))


@pytest.mark.parametrize("column", ["digest", "content", "leaf", "statements", "groups", "text"])
def test_a_row_that_was_altered_is_found_by_the_replay(column: str, writer: Writer) -> None:
    writer.write()
    writer.sign()
    row = Conclusion.objects.get()
    if column == "text":
        StatementText.objects.update(text="Khác.")
    else:
        value = getattr(row, column)
        altered = {"digest": "0" * 64, "leaf": "0" * 64, "statements": [], "groups": []}
        if column == "content":
            altered["content"] = json.loads(json.dumps(value).replace("1750", "1751"))
        Conclusion.objects.update(**{column: altered[column]})
    assert column in {one.field for one in replay_conclusions()} or column == "text"
    assert replay_conclusions()
