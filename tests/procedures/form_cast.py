"""Forms of the tests: one with everything in it, and any that holds together."""

from hypothesis import strategies as st

from motcua.services.procedures.public import Choice, Comparison, Condition, Form, Group, Kind, Page, Question

SEX = (Choice("nam", "Nam"), Choice("nu", "Nữ"))
CHILDREN = Group(
    "con",
    "Con",
    (
        Question("ten-con", "Họ và tên con"),
        Question("di-hoc", "Con đang đi học", Kind.YES_NO, required=False),
        Question("truong", "Trường của con", shown_if=Condition("di-hoc")),
    ),
    repeated=True,
    at_least=1,
    at_most=3,
    shown_if=Condition("co-con"),
)
FORM = Form(
    (
        Page(
            "nguoi-khai",
            "Người khai",
            (
                Question("ho-ten", "Họ và tên", from_known="applicant.name"),
                Question("ngay-sinh", "Ngày sinh", Kind.DATE, when="past"),
                Question("gioi-tinh", "Giới tính", Kind.ONE_OF, choices=SEX),
                Question("so-giay-to", "Số định danh", Kind.IDENTITY_NUMBER, from_known="applicant.identity_number"),
                Question("thu-dien-tu", "Thư điện tử", Kind.EMAIL, required=False),
                Group(
                    "nha",
                    "Nơi ở",
                    (
                        Question("dia-chi", "Địa chỉ", Kind.ADDRESS, required=False),
                        Question("ngoai-nuoc", "Ở nước ngoài", Kind.YES_NO, required=False),
                        Question("nuoc", "Nước", shown_if=Condition("ngoai-nuoc")),
                    ),
                ),
            ),
        ),
        Page(
            "gia-dinh",
            "Gia đình",
            (
                Question("co-con", "Có con chưa thành niên", Kind.YES_NO),
                CHILDREN,
                Question("thu-nhap", "Thu nhập một tháng", Kind.MONEY, required=False, most=10**9),
                Question("ly-do", "Lý do", shown_if=Condition("thu-nhap", Comparison.MORE_THAN, ("1000000",))),
                Question("bien-so", "Biển số", required=False, pattern="99A-99999 | 99A-9999"),
                Question("xa", "Xã", Kind.UNIT, required=False),
            ),
        ),
    ),
    title="Tờ khai mẫu",
    illustrative=True,
)
WHOLE = {
    "ho-ten": ["Người mẫu"],
    "ngay-sinh": ["1/2/1990"],
    "gioi-tinh": ["nu"],
    "so-giay-to": ["034 190 000 001"],
    "co-con": ["yes"],
    "con.1.ten-con": ["Con thứ nhất"],
    "con.rows": ["1"],
}
"""What is sent where nothing is wrong."""

_texts = st.text(max_size=8)
_label = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)
_kinds = st.sampled_from(list(Kind))


@st.composite
def _question(draw: st.DrawFn, code: str, earlier: list[Question]) -> Question:
    kind = draw(_kinds)
    choices: tuple[Choice, ...] = ()
    if kind in {Kind.ONE_OF, Kind.SEVERAL_OF}:
        choices = tuple(Choice(f"c{at}", draw(_label)) for at in range(draw(st.integers(2, 4))))
    least = most = None
    if kind in {Kind.NUMBER, Kind.MONEY, Kind.TEXT, Kind.LONG_TEXT, Kind.ADDRESS} and draw(st.booleans()):
        least, most = sorted((draw(st.integers(0, 200)), draw(st.integers(0, 200))))
    return Question(
        code,
        draw(_label),
        kind,
        required=draw(st.booleans()),
        choices=choices,
        shown_if=draw(_condition(earlier)),
        least=least,
        most=most,
        pattern=draw(st.sampled_from(["", "99-99", "AA | **"])) if kind is Kind.TEXT else "",
        when=draw(st.sampled_from(["", "past", "future"])) if kind is Kind.DATE else "",
    )


@st.composite
def _condition(draw: st.DrawFn, earlier: list[Question]) -> Condition | None:
    if not earlier or draw(st.booleans()):
        return None
    on = draw(st.sampled_from(earlier))
    match on.kind:
        case Kind.YES_NO:
            return Condition(on.code)
        case Kind.ONE_OF | Kind.SEVERAL_OF:
            return Condition(on.code, Comparison.ONE_OF, (on.choices[0].code, on.choices[1].code))
        case Kind.NUMBER | Kind.MONEY:
            return Condition(on.code, Comparison.MORE_THAN, (str(draw(st.integers(-5, 50))),))
        case Kind.TEXT:
            return Condition(on.code, Comparison.EQUALS, (draw(_label),))
    return None


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Make a form that holds together."""
    earlier: list[Question] = []
    pages, number = [], 0
    for at in range(draw(st.integers(1, 2))):
        items: list[Question | Group] = []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            if draw(st.integers(0, 3)):
                items.append(question := draw(_question(f"q{number}", earlier)))
                earlier.append(question)
                continue
            here, within = list(earlier), []
            condition = draw(_condition(earlier))
            for inner in range(draw(st.integers(1, 3))):
                within.append(question := draw(_question(f"q{number}-{inner}", here)))
                here.append(question)
            repeated = draw(st.booleans())
            least, most = sorted((draw(st.integers(0, 3)), draw(st.integers(1, 3))))
            group = Group(f"g{number}", draw(_label), tuple(within), repeated, least, most, shown_if=condition)
            items.append(group)
            if not repeated:
                earlier = here
        pages.append(Page(f"p{at}", draw(_label), tuple(items)))
    return Form(tuple(pages), title=draw(_label))


_answers = st.one_of(
    st.sampled_from(["", "yes", "no", "c0", "c1", "01/02/2020", "31/02/2020", "1.500.000", "12", "-3", "034190000001",
                     "0912 345 678", "ten@example.vn", "12-34", "ab"]),
    _texts,
)  # fmt: skip


@st.composite
def raws(draw: st.DrawFn, form: Form) -> dict[str, list[str]]:
    """Make what a browser may send for a form, and what none would."""
    raw = draw(st.dictionaries(_texts, st.lists(_texts, max_size=2), max_size=3))
    for _, group, question in form.questions():
        repeated = group is not None and group.repeated
        names = (
            [f"{group.code}.{row}.{question.code}" for row in range(1, 4)] if group and repeated else [question.code]
        )
        for name in names:
            if draw(st.booleans()):
                raw[name] = draw(st.lists(_answers, max_size=3))
        if group and repeated and draw(st.booleans()):
            raw[f"{group.code}.rows"] = [draw(st.sampled_from(["0", "2", "999", "-1", "x", "٣"]))]
    return raw
