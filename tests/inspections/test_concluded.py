"""A conclusion laid out as a paper and as a file, published as an article, and written from what visits suggest."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

import pytest
from verifier import motcua_verify as verifier

from files.samples import jpeg
from inspections.conclusions import ON_TIME, RECEIVED, Writer
from inspections.conftest import BY, Opened, at
from inspections.test_visit import LIMIT
from inspections.visits import picture, put_on_shelf
from motcua.foundation.files import public as files
from motcua.foundation.ledger import public as ledger
from motcua.foundation.papers import public as papers
from motcua.reform.inspections import public as inspections
from motcua.reform.inspections.public import (
    Answer,
    ConclusionSigned,
    Doors,
    Mending,
    NothingConcluded,
    NotOfThisInspection,
    Remedy,
    SaidOfLine,
    Shown,
    StatementKind,
)
from motcua.reform.inspections.rules import supports
from motcua.reform.registers.public import ReformField
from motcua.services.news import public as news
from papers.test_documents import words_of
from papers.test_sheets import text_of

SITE = "https://motcua.example"
DOORS = Doors(lambda key, name: f"{SITE}/kiem-tra/1/so-lieu/{key}/{name}/", f"{SITE}/kiem-tra/1/doi-chieu/")


@pytest.fixture
def writer(told: Opened, home: Path) -> Writer:
    ledger.ensure_keys()
    return Writer(told)


@pytest.fixture
def signed(writer: Writer) -> Writer:
    writer.write("Đã tiếp nhận {tiep_nhan} hồ sơ; có {tiep_nhan} hồ sơ.")
    writer.write("Cán bộ <tận tình>.", figures={})
    writer.write(
        "Khắc phục.", figures={}, kind=StatementKind.RECOMMENDATION, mending=Mending(Remedy.MEND, date(2022, 12, 31))
    )
    writer.sign()
    return writer


def paper(writer: Writer) -> papers.Document:
    sealed = writer.view.sealed
    content = sealed.content if sealed else inspections.assembled(writer.told.id, now=at(10, 31))[1]
    return inspections.conclusion_paper(content, sealed, DOORS)


def test_a_paper_says_what_was_signed_with_a_footnote_at_each_figure(signed: Writer) -> None:
    document = paper(signed)
    on = date(2022, 10, 31)
    for said in (text_of(papers.document_pdf(document, on=on)), words_of(papers.document_docx(document, on=on))):
        for part in (
            "SỞ NỘI VỤ",
            "Số: 1750/TB-SNV",
            "Kết quả kiểm tra công tác cải cách hành chính năm 2022",
            "I. KẾT QUẢ ĐẠT ĐƯỢC",
            "1. Tại UBND huyện",
            "1.1. Đã tiếp nhận 0",
            "Cán bộ <tận tình>. (nhận xét của đoàn)",
            "II. KIẾN NGHỊ",
            "Nơi thực hiện: huyện Mẫu",
            "trước ngày 31 tháng 12 năm 2022",
            "GIÁM ĐỐC",
            "- Ủy ban nhân dân huyện Mẫu",
            "SỐ LIỆU ĐÃ CHỐT",
            f"{SITE}/kiem-tra/1/so-lieu/s2/tiep_nhan/",
        ):
            assert part in said
    with ZipFile(BytesIO(papers.document_docx(document, on=on))) as file:
        notes = file.read("word/footnotes.xml").decode()
    assert notes.count('w:footnote w:id="') == 2
    assert document.check is not None
    assert document.check.address == f"{DOORS.check}?ma-bam={signed.view.sealed.digest[:16]}"  # type: ignore[union-attr]  # it is signed


def test_equal_conclusions_give_equal_papers_within_two_seconds(signed: Writer) -> None:
    on = date(2022, 10, 31)
    first = papers.document_docx(paper(signed), on=on)
    began = perf_counter()
    assert papers.document_docx(paper(signed), on=on) == first
    assert perf_counter() - began < 2


def test_a_draft_is_marked_as_such_and_leads_to_no_check(writer: Writer) -> None:
    writer.write()
    document = paper(writer)
    assert (document.draft, document.check, document.number) == ("Dự thảo", None, "")
    said = json.loads(inspections.conclusion_file(inspections.assembled(writer.told.id, now=at(10, 31))[1], None))
    assert (said["signed"], said["proof"], said["leaf"]) == (False, None, None)
    with pytest.raises(verifier.Damage) as found:
        verifier.check_conclusion(json.dumps(said).encode(), None)
    assert "no proof" in found.value.told()


def test_photographs_that_statements_rest_on_go_with_the_paper(writer: Writer, home: Path) -> None:
    place = writer.told.district
    put_on_shelf(home)
    inspections.begin_visit(place_id=place, checklist="small", by=BY, at=at(10, 19))
    number = inspections.add_photograph(
        place_id=place,
        line="",
        content=picture(),
        name="a.jpg",
        caption="Bảng niêm yết",
        captured_at=at(10, 19),
        by=BY,
        at=at(10, 19),
    )
    writer.write("Có niêm yết.", figures={}, supports=(supports.Photograph(place, number),))
    writer.sign()
    (appendix,) = [one for one in paper(writer).appendices if one.title == "Ảnh"]
    (figure,) = appendix.blocks
    assert isinstance(figure, papers.Figure)
    assert figure.caption == "Bảng niêm yết"


def test_the_file_proves_itself_once_the_ledger_is_sealed(signed: Writer) -> None:
    sealed = signed.view.sealed
    assert sealed is not None
    key = verifier.Key.read(str(ledger.verifier_key()))
    before = inspections.conclusion_file(sealed.content, sealed)
    assert json.loads(before)["proof"] is None
    ledger.seal(at=at(11, 1))
    concluded = verifier.check_conclusion(inspections.conclusion_file(sealed.content, sealed), key)
    assert (concluded.digest, concluded.content) == (sealed.digest, sealed.content)
    assert {name for _, name, _ in concluded.figures()} == {"tiep_nhan"}


def test_the_rows_of_a_figure_are_those_that_the_verifier_takes(signed: Writer, tmp_path: Path) -> None:
    sealed = signed.view.sealed
    assert sealed is not None
    ledger.seal(at=at(11, 1))
    concluded = verifier.check_conclusion(inspections.conclusion_file(sealed.content, sealed), None)
    rows = tmp_path / "rows.csv"
    rows.write_bytes(b"".join(inspections.rows_csv(RECEIVED, now=at(11, 1))))
    assert verifier.check_rows(rows, concluded) == ["1.1 tiep_nhan"]
    assert hashlib.sha256(rows.read_bytes()).hexdigest() == next(concluded.figures())[2]["digest"]


def publish(writer: Writer, **said: object) -> int:
    usual = {"inspection_id": writer.told.id, "title": "Kết quả kiểm tra", "by_line": "Sở Nội vụ", "by": BY}
    return inspections.publish_conclusion(**{**usual, "at": at(11, 2), **said})  # type: ignore[arg-type]  # told by name


def test_a_published_conclusion_is_an_article_that_leads_to_it(signed: Writer, home: Path) -> None:
    kept = files.keep(
        name="a.jpg", content=jpeg(1), unit=signed.told.stage.department, purpose="news", by=BY, at=at(11, 1)
    )
    article = publish(signed, photographs=[Shown(kept.digest, "Người quanh bàn", "Đoàn làm việc tại huyện")])
    found = news.article(article)
    assert found is not None
    assert (found.about, found.state) == (f"inspection/{signed.told.id}", news.State.PUBLISHED)
    assert "## Kết quả đạt được" in found.wording.body
    assert "Tại UBND huyện: Đã tiếp nhận 0 hồ sơ; có 0 hồ sơ. Cán bộ <tận tình>." in found.wording.body
    assert [one.caption for one in found.photographs] == ["Đoàn làm việc tại huyện"]
    assert inspections.conclusion(signed.told.id).article == article
    assert [one.article for one in inspections.conclusions(published=True)] == [article]
    assert inspections.replay_all() == []
    with pytest.raises(ConclusionSigned, match="published before"):
        publish(signed)


def test_what_is_not_signed_is_not_published(writer: Writer) -> None:
    writer.write()
    with pytest.raises(NothingConcluded, match="has not been signed"):
        publish(writer)
    assert news.articles(states=set(news.State)) == []


def test_an_article_that_tells_of_something_else_publishes_nothing(signed: Writer) -> None:
    wording = news.Wording("Bài khác", "", "Nội dung.", "Sở Nội vụ")
    other = news.write_article(unit=signed.told.stage.department.key, wording=wording, by=BY, at=at(11, 1))
    news.publish_article(article=other, by=BY, at=at(11, 1))
    with pytest.raises(NotOfThisInspection):
        inspections.publish_conclusion_as(inspection_id=signed.told.id, article=other, by=BY, at=at(11, 2))
    about = news.write_article(
        unit=signed.told.stage.department.key,
        wording=wording,
        about=f"inspection/{signed.told.id}",
        by=BY,
        at=at(11, 1),
    )
    with pytest.raises(NotOfThisInspection, match="not published"):
        inspections.publish_conclusion_as(inspection_id=signed.told.id, article=about, by=BY, at=at(11, 2))
    news.publish_article(article=about, by=BY, at=at(11, 1))
    inspections.publish_conclusion_as(inspection_id=signed.told.id, article=about, by=BY, at=at(11, 2))
    assert inspections.conclusion(signed.told.id).article == about


def test_findings_and_answered_lines_are_suggested_until_they_are_stated(writer: Writer, home: Path) -> None:
    place = writer.told.district
    put_on_shelf(home)
    inspections.begin_visit(place_id=place, checklist="small", by=BY, at=at(10, 19))
    asks = [one for one in inspections.visit(place).checklist.questions if one.of == ON_TIME.code]
    finding = inspections.make_finding(
        place_id=place, line="", said=replace(LIMIT, field=ReformField.PROCEDURES), by=BY, at=at(10, 19)
    )
    for question in asks:
        inspections.answer_line(place_id=place, line=question.code, said=SaidOfLine(Answer.YES), by=BY, at=at(10, 19))

    def suggested() -> list[inspections.Suggestion]:
        return inspections.suggestions(inspections.inspection(writer.told.id), writer.view)

    found = {one.key: one for one in suggested()}
    limit = found[f"phat-hien-{finding}"]
    assert (limit.kind, limit.text, limit.supports) == (
        StatementKind.LIMIT,
        LIMIT.text,
        (supports.Finding(finding),),
    )
    assert found[f"phat-hien-{finding}-nn"].text == "Công chức chưa cập nhật"
    assert found[f"phat-hien-{finding}-tn"].kind is StatementKind.RESPONSIBILITY
    lines = [one for one in found.values() if one.key.startswith("dong-")]
    assert len(lines) == len(asks)
    assert all("{so_lieu}" in one.text and one.figures["so_lieu"].own for one in lines)
    writer.write(limit.text, figures={}, kind=limit.kind, supports=limit.supports)
    assert not any(one.key.startswith("phat-hien") for one in suggested())
