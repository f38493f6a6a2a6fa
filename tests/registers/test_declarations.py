"""Every register is declared whole: its fields of reform, its columns, its part in the facts, its Vietnamese."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from motcua.reform.registers import public as registers
from motcua.reform.registers.public import FIELD_TITLES, REGISTERS, AsFact, ReformField, Register, Type

TYPES = {
    AsFact.PLANNED: {Type.COUNT, Type.DONG},
    AsFact.DONE: {Type.COUNT, Type.DONG},
    AsFact.CONDITION: {Type.CHOICE},
    AsFact.KIND: {Type.CHOICE},
    AsFact.DUE_ON: {Type.DAY},
    AsFact.DONE_ON: {Type.DAY},
    AsFact.ENDED_ON: {Type.DAY},
}
"""What the columns of the facts can hold."""

ORDERED = {Type.COUNT, Type.DONG, Type.DAY}


def faults(register: Register) -> list[str]:
    """Say what is wrong with a declaration."""
    names = [column.name for column in register.columns]
    roles = [column.as_fact for column in register.columns if column.as_fact]
    said = [f"{name} twice" for name in {*names} if names.count(name) > 1]
    said += [f"{role} twice" for role in {*roles} if roles.count(role) > 1]
    said += [
        f"{c.name} cannot be {c.as_fact}" for c in register.columns if c.as_fact and c.type not in TYPES[c.as_fact]
    ]
    said += [f"{c.name} needs choices" for c in register.columns if (c.type is Type.CHOICE) != bool(c.choices)]
    said += [f"{c.name} is personal and no text" for c in register.columns if c.personal and c.type is not Type.TEXT]
    for pair in register.within:
        types = {register.column(name).type for name in pair}
        said += [f"{pair} cannot be compared"] if len(types) > 1 or not types <= ORDERED else []
    said += [f"{name} is not there" for name in register.once or () if name not in names]
    return said


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.code)
def test_a_register_is_declared_whole(register: Register) -> None:
    assert faults(register) == []
    assert register.source
    assert register.levels
    assert any(column.needed for column in register.columns)


def test_a_declaration_that_is_wrong_is_caught() -> None:
    kind = registers.Column("kind", "kind", Type.TEXT, as_fact=AsFact.KIND, personal=False)
    day = registers.Column("day", "day", Type.CHOICE, as_fact=AsFact.KIND)
    note = registers.Column("note", "note", Type.COUNT, personal=True)
    wrong = Register(
        code="wrong",
        field=ReformField.STEERING,
        title="wrong",
        columns=(kind, day, note, note),
        source="",
        sure=registers.Sure.ILLUSTRATIVE,
        levels=frozenset(),
        cadence=registers.Cadence.YEARLY,
        within=(("kind", "note"),),
        once=("place",),
    )
    assert len(faults(wrong)) == 8


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.code)
def test_every_register_has_its_vietnamese(register: Register) -> None:
    texts = {register.title, FIELD_TITLES[register.field]}
    for column in register.columns:
        texts |= {column.title, *(choice.title for choice in column.choices if "TCVN" not in choice.title)}
    with translation.override("vi"):
        assert [text for text in texts if gettext(text) == text] == []


def test_every_field_of_reform_has_registers_and_every_needed_one_is_there() -> None:
    assert {register.field for register in REGISTERS.values()} == set(ReformField)
    with translation.override("vi"):
        titles = {gettext(register.title) for register in REGISTERS.values()}
    assert len(titles) == len(REGISTERS) == 50
    assert titles >= {
        "Kiểm tra văn bản theo thẩm quyền",
        "Tự kiểm tra văn bản",
        "Rà soát văn bản quy phạm pháp luật",
        "Tổ công nghệ số cộng đồng",
        "Khoán biên chế và kinh phí hành chính",
    }


def test_a_register_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(registers.UnknownRegister, match="near it are equipment"):
        registers.register_of("equipments")
    with pytest.raises(registers.UnknownRegister, match="write one of targets, reform_plan"):
        registers.register_of("xyz")
