"""All registers, in the order in which an inspection goes through them."""

from difflib import get_close_matches

from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.declared.civil_service import CIVIL_SERVICE
from motcua.reform.registers.rules.declared.digital_government import DIGITAL_GOVERNMENT
from motcua.reform.registers.rules.declared.institutions import INSTITUTIONS
from motcua.reform.registers.rules.declared.organisation import ORGANISATION
from motcua.reform.registers.rules.declared.procedures import PROCEDURES
from motcua.reform.registers.rules.declared.public_finance import PUBLIC_FINANCE
from motcua.reform.registers.rules.declared.quality_system import QUALITY_SYSTEM
from motcua.reform.registers.rules.declared.steering import STEERING
from motcua.reform.registers.rules.words import Register, UnknownRegister

REGISTERS: dict[str, Register] = {
    register.code: register
    for registers in (
        STEERING,
        INSTITUTIONS,
        PROCEDURES,
        ORGANISATION,
        CIVIL_SERVICE,
        PUBLIC_FINANCE,
        DIGITAL_GOVERNMENT,
        QUALITY_SYSTEM,
    )
    for register in registers
}
"""The registers by their code."""


def register_of(code: str) -> Register:
    """Give the register of a code. :raises UnknownRegister: with the nearest codes."""
    if code in REGISTERS:
        return REGISTERS[code]
    near = get_close_matches(code, REGISTERS, n=3, cutoff=0.5)
    raise UnknownRegister(
        gettext_noop("there is no register of this code"),
        field="register",
        value=code,
        expected=gettext_noop("near it are %(near)s") if near else gettext_noop("write one of %(codes)s"),
        params={"near": ", ".join(near), "codes": ", ".join(REGISTERS)},
    )
