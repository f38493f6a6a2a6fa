"""A procedure is found by a few letters, whatever of it one remembers."""

from datetime import date
from itertools import product

import pytest

from motcua.services.procedures.public import DEFAULT_POLICY, Procedure
from motcua.services.procedures.rules.search import Index

NAMES = {
    "1.001193": "Đăng ký khai sinh",
    "1.000656": "Đăng ký khai tử",
    "1.000894": "Đăng ký kết hôn",
    "2.000815": "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
    "1.004859": "Thay đổi, cải chính, bổ sung thông tin hộ tịch",
    "1.012783": "Cấp đổi Giấy chứng nhận quyền sử dụng đất",
    "1.000110": "Đăng ký lại khai sinh",
    "1.012067": "Cấp Bằng bảo hộ giống cây trồng",
    "2.000286": "Tiếp nhận đối tượng cần bảo trợ xã hội vào cơ sở chăm sóc",
    "1.004222": "Thủ tục đăng ký thường trú",
}


def procedure(code: str, name: str) -> Procedure:
    return Procedure(1, code, name, "f", "Lĩnh vực", None, DEFAULT_POLICY, False, "", date(2020, 1, 1), None)


INDEX = Index(procedure(*one) for one in NAMES.items())


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("1.001193", "1.001193", "code"),
        ("2.0008", "2.000815", "code"),
        ("dang ky khai s", "1.001193", "name"),
        ("Đăng ký kết", "1.000894", "name"),
        ("khai sinh", "1.001193", "words"),
        ("kh tu", "1.000656", "words"),
        ("dkks", "1.001193", "letters"),
        ("dk kh", "1.000894", "letters"),
        ("bs tbc", "2.000815", "letters"),
        ("gcn", "1.012783", "letters"),
        ("ban sao tu ban", "2.000815", "words"),
        ("hộ tịch", "1.004859", "words"),
        ("doi gcn", "1.012783", "letters"),
        ("dk khai sinh", "1.001193", "letters"),
        ("bao tro", "2.000286", "words"),
        ("đăng ký thường", "1.004222", "name"),
        ("thủ tục đăng ký khai t", "1.000656", "name"),
        ("dang ky khia tu", "1.000656", "near"),
        ("chnug thuc", "2.000815", "near"),
        ("chuwng thực", "2.000815", "near"),
    ],
)
def test_the_first_that_is_found(text: str, code: str, how: str) -> None:
    first = INDEX.search(text, limit=5)[0]
    assert (first.code, first.how) == (code, how)


@pytest.mark.parametrize("text", ["", "   ", "xyzxyz", "9.", "'; --"])
def test_nothing_is_found_of_what_is_not_there(text: str) -> None:
    assert INDEX.search(text, limit=5) == []


def test_what_an_office_does_not_offer_is_left_out_also_where_a_slip_is_forgiven() -> None:
    offered = {"1.000894", "1.004222"}
    assert [one.code for one in INDEX.search("dang ky", limit=9, among=offered)] == ["1.000894", "1.004222"]
    assert [one.code for one in INDEX.search("kte hon", limit=9, among=offered)] == ["1.000894"]
    assert INDEX.search("kte hon", limit=9, among={"1.004222"}) == []


def test_every_name_is_found_by_its_own_first_letters_and_by_all_of_it() -> None:
    for (code, name), text in product(NAMES.items(), (str.lower, str.upper)):
        assert code in {match.code for match in INDEX.search(text(name), limit=3)}
        letters = "".join(word[0] for word in name.replace(",", "").split())
        assert code in {match.code for match in INDEX.search(letters, limit=7)}
