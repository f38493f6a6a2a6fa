"""The pages of conclusions: written by the team, signed, published; read, opened and checked by anyone."""

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from verifier import motcua_verify as verifier

from motcua.foundation.ledger import public as ledger
from motcua.reform.inspections import public as inspections
from motcua.services.dossiers import public as dossiers
from motcua.services.dossiers.public import Channel, Filing
from motcua.sites.oversight.pages.inspections.conclusion import figures
from sites.town import LOAN, Town, at

SignedIn = Callable[[str], Client]


def read(client: Client, name: str, *args: object, status: int = 200, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def send(client: Client, name: str, *args: object, status: int = 302, **fields: object) -> str:
    answer = client.post(reverse(name, args=args), {key.replace("_", "-"): value for key, value in fields.items()})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def statement(**also: object) -> dict[str, object]:
    return {
        "nhom": 1, "loai": "good", "linh-vuc": "procedures", "noi-dung": "Đã tiếp nhận {tiep_nhan} hồ sơ.",
        "ten-0": "tiep_nhan", "chi-tieu-0": "received.total", "don-vi-0": "12472", "rieng-0": "1", **also,
    }  # fmt: skip


@pytest.fixture
def writer(changing_town: Town, signed_in: SignedIn) -> Client:
    """Give the secretary of the team, who has begun the conclusion with a heading."""
    client = signed_in("cchc")
    one = changing_town.inspected
    send(client, "inspection-conclusion-group-new", one.told, ten="Tại xã Mẫu Một", noi=[one.commune])
    return client


def test_anyone_reads_a_published_conclusion_and_opens_its_figures(town: Town, visitor: Client) -> None:
    one = town.concluded
    page = read(visitor, "about-inspection", one.published)
    door = reverse("about-inspection-figure", args=[one.published, one.counted, "tiep_nhan"])
    (said,) = re.findall(rf'href="{door}"[^>]*>([^<]+)</a>', page)
    assert said == inspections.conclusion(one.published).statement(one.counted).fixed["tiep_nhan"].said
    assert said != "0"
    assert "Nhận xét của đoàn" in page
    assert "Cán bộ <b>tận tình</b>." in page  # unescaped here; the page shows the signs as they are
    assert "&lt;b&gt;" in visitor.get(reverse("about-inspection", args=[one.published])).content.decode()
    figure = read(visitor, "about-inspection-figure", one.published, one.counted, "tiep_nhan")
    assert "received.total" in figure
    assert re.search(r"000\.\d\d", figure) or "/ho-so/" in figure
    assert town.sensitive not in figure


def test_a_digest_is_checked_by_whoever_holds_the_paper(town: Town, visitor: Client) -> None:
    one = town.concluded
    sealed = inspections.conclusion(one.published).sealed
    assert sealed is not None
    figure = inspections.conclusion(one.published).statement(one.counted).fixed["tiep_nhan"]
    spaced = f"{sealed.digest[:4]} {sealed.digest[4:16].upper()}"
    assert "Văn bản của ông/bà đúng là nội dung đã ký" in read(
        visitor, "inspection-check", one.published, query=f"?ma-bam={spaced}"
    )
    assert "mã băm của các dòng" in read(
        visitor, "inspection-check", one.published, query=f"?ma-bam={figure.fixed.digest}"
    )
    assert "Không khớp" in read(visitor, "inspection-check", one.published, query=f"?ma-bam={'0' * 12}", status=404)
    assert "8 đến 64" in read(visitor, "inspection-check", one.published, query="?ma-bam=xyz", status=400)


def test_what_is_signed_and_not_published_is_checked_by_its_digest_alone(
    writer: Client, changing_town: Town, signed_in: SignedIn, visitor: Client
) -> None:
    told = changing_town.inspected.told
    send(writer, "inspection-statement-new", told, **statement())
    send(signed_in("thanh-tra"), "inspection-conclusion-sign", told, so="60/TB-UBND", ngay="10/10/2022")
    sealed = inspections.conclusion(told).sealed
    assert sealed is not None
    read(visitor, "about-inspection", told, status=404)
    read(visitor, "inspection-check", told, status=404)
    read(visitor, "inspection-check", told, status=404, query=f"?ma-bam={'0' * 16}")
    assert "60/TB-UBND" in read(visitor, "inspection-check", told, query=f"?ma-bam={sealed.digest[:16]}")


def test_the_published_file_is_what_the_verifier_checks(town: Town, visitor: Client) -> None:
    content = visitor.get(reverse("about-inspection-file", args=[town.concluded.published, "json"])).content
    concluded = verifier.check_conclusion(content, verifier.Key.read(str(ledger.verifier_key())))
    assert concluded.content["number"] == "55/TB-UBND"
    assert json.loads(content)["signed"] is True


def test_a_statement_is_written_with_figures_and_shown_with_what_they_are_now(
    writer: Client, changing_town: Town
) -> None:
    told = changing_town.inspected.told
    send(writer, "inspection-statement-new", told, **statement())
    (one,) = inspections.conclusion(told).statements
    page = read(writer, "inspection-conclusion", told)
    door = reverse("inspection-conclusion-figure", args=[told, one.key, "tiep_nhan"])
    assert re.search(rf'href="{door}"[^>]*>7</a> hồ sơ', page)
    form = read(writer, "inspection-statement", told, one.key)
    assert 'value="tiep_nhan"' in form
    assert "Đã tiếp nhận {tiep_nhan} hồ sơ." in form


def test_two_who_write_one_statement_see_both_texts(writer: Client, changing_town: Town, signed_in: SignedIn) -> None:
    told, other = changing_town.inspected.told, signed_in("thanh-tra")
    send(writer, "inspection-statement-new", told, **statement())
    (one,) = inspections.conclusion(told).statements
    first = statement(**{"phien-ban": 1, "noi-dung": "Người thứ nhất viết {tiep_nhan}."})
    second = statement(**{"phien-ban": 1, "noi-dung": "Người thứ hai viết {tiep_nhan}."})
    send(writer, "inspection-statement", told, one.key, **first)
    page = send(other, "inspection-statement", told, one.key, status=409, **second)
    assert "Người thứ nhất viết {tiep_nhan}." in page
    assert page.count("Người thứ hai viết {tiep_nhan}.") == 2  # told, and still in the form
    assert 'name="phien-ban" value="2"' in page
    send(other, "inspection-statement", told, one.key, **(second | {"phien-ban": 2}))
    assert "Người thứ nhất viết" in read(writer, "inspection-statement", told, one.key)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("noi-dung", "", "Nội dung: nhận định có từ 1 đến"),
        ("noi-dung", "Có {khac}.", "gọi một số liệu không có"),
        ("chi-tieu-0", "khong-co", "Số liệu: “khong-co”"),
        ("don-vi-0", "99999", "Số liệu: “99999”"),
        ("tu-0", "32/13/2022", "Số liệu"),
        ("ban-ghi", "mười hai", "Bản ghi trong sổ: “mười” đây không phải số của bản ghi"),
        ("ban-ghi", "999999", "Căn cứ"),
        ("can-cu", "{", "Căn cứ"),
        ("can-cu", '{"is": "finding", "id": 999}', "Căn cứ"),
        ("nhom", "99", "Đề mục"),
        ("loai", "recommendation", "Hạn báo cáo"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    field: str, value: str, said: str, writer: Client, changing_town: Town
) -> None:
    told = changing_town.inspected.told
    page = send(writer, "inspection-statement-new", told, status=400, **statement(**{field: value}))
    assert said in page
    assert "received.total" in page
    assert inspections.conclusion(told).statements == ()


def test_statements_change_places_and_go(writer: Client, changing_town: Town) -> None:
    told = changing_town.inspected.told
    for text in ("Một {tiep_nhan}.", "Hai {tiep_nhan}."):
        send(writer, "inspection-statement-new", told, **statement(**{"noi-dung": text}))
    first, second = (one.key for one in inspections.conclusion(told).statements)
    send(writer, "inspection-statement-move", told, second, huong="len")
    assert [one.key for one in inspections.conclusion(told).statements] == [second, first]
    send(writer, "inspection-statement-move", told, second, huong="len")
    assert [one.key for one in inspections.conclusion(told).statements] == [second, first]
    send(writer, "inspection-statement-remove", told, second)
    assert [one.key for one in inspections.conclusion(told).statements] == [first]


def test_a_conclusion_is_signed_published_and_told_of(
    writer: Client, changing_town: Town, signed_in: SignedIn, visitor: Client
) -> None:
    told, head = changing_town.inspected.told, signed_in("thanh-tra")
    send(writer, "inspection-statement-new", told, **statement())
    asked = statement(**{"loai": "recommendation", "noi-dung": "Niêm yết đủ.", "han": "31/12/2022"})
    send(writer, "inspection-statement-new", told, **asked)
    assert writer.get(reverse("inspection-conclusion-sign", args=[told])).status_code == 403
    assert "1750/TB-SNV" in send(head, "inspection-conclusion-sign", told, so="60", ngay="10/10/2022", status=400)
    send(head, "inspection-conclusion-sign", told, so="60/TB-UBND", ngay="10/10/2022")
    assert writer.get(reverse("inspection-statement-new", args=[told])).status_code == 403
    (made,) = [one for one in inspections.of_inspection(told) if one.state.text == "Niêm yết đủ."]
    assert made.unit.id == changing_town.commune.id
    form = read(head, "inspection-conclusion-publish", told)
    assert "Tại xã Mẫu Một: Đã tiếp nhận 7 hồ sơ." in form
    send(head, "inspection-conclusion-publish", told, ten="Kiểm tra tại xã", noi_dung="Bài.", tac_gia="Phòng Nội vụ")
    assert "60/TB-UBND" in read(visitor, "about-inspection", told)
    assert "Kiểm tra tại xã" in read(visitor, "news")
    home = read(head, "inspection", told)
    assert f'href="{reverse("about-inspection", args=[told])}"' in home


def test_the_rows_of_a_figure_have_the_digest_that_was_signed(town: Town, signed_in: SignedIn) -> None:
    one, client = town.concluded, signed_in("thanh-tra")
    page = read(client, "inspection-conclusion-figure", one.published, one.counted, "dung_han", query="?so-dong=1")
    assert "mã băm đúng như đã ký" in page
    compared = read(client, "inspection-conclusion-compared", one.published, one.counted, "dung_han")
    assert "Các dòng khi ấy có đúng mã băm đã ký" in compared
    answer = client.get(reverse("inspection-conclusion-rows", args=[one.published, one.counted, "dung_han"]))
    figure = inspections.conclusion(one.published).statement(one.counted).fixed["dung_han"]
    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == figure.fixed.digest


def test_what_comes_after_the_signing_stands_beside_and_replaces_nothing(
    changing_town: Town, signed_in: SignedIn, visitor: Client
) -> None:
    one, client = changing_town.concluded, signed_in("thanh-tra")
    before = inspections.conclusion(one.published).statement(one.counted).fixed["tiep_nhan"]
    assert "nay là" not in read(visitor, "about-inspection", one.published)
    filing = Filing(procedure=LOAN, unit=changing_town.district.key, channel=Channel.COUNTER)
    late = dossiers.receive(filing=filing, by="post/1", at=at("06-20 09:00")).state.code
    page = read(visitor, "about-inspection", one.published)
    assert f"(nay là {int(before.said) + 1}" in page
    assert f">{before.said}</a>" in page
    figure = read(visitor, "about-inspection-figure", one.published, one.counted, "tiep_nhan")
    assert f"Khi ký là {before.said}; nay là {int(before.said) + 1}." in figure
    compared = read(client, "inspection-conclusion-compared", one.published, one.counted, "tiep_nhan")
    assert "Các dòng khi ấy có đúng mã băm đã ký" in compared
    assert compared.count(str(late)) == 1
    again = read(client, "inspection-conclusion-figure", one.published, one.counted, "tiep_nhan", query="?so-dong=1")
    assert "mã băm nay đã khác" in again


def test_the_draft_is_closed_to_the_inspected_and_open_to_who_inspects(
    writer: Client, changing_town: Town, signed_in: SignedIn
) -> None:
    told = changing_town.inspected.told
    read(signed_in("lanh-dao"), "inspection-conclusion", told)
    assert signed_in("xa-mot").get(reverse("inspection-conclusion", args=[told])).status_code == 403


def test_a_ledger_too_long_for_a_page_is_not_read_by_one(
    town: Town, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, client = town.concluded, signed_in("thanh-tra")
    monkeypatch.setattr(figures, "MOST_EVENTS", 1)
    page = read(client, "inspection-conclusion-compared", one.published, one.counted, "dung_han")
    assert "Sổ cái quá dài để đọc lại" in page
