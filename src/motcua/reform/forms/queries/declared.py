"""The forms and presets that this installation knows: those of the program, and those that the office made."""

from functools import cache
from importlib.resources import files

from django.conf import settings

from motcua.kernel.refusals import Refused, gettext_noop
from motcua.reform.forms.rules.declaring import Form, Forms
from motcua.reform.forms.rules.files import WrongDeclaration, read_forms
from motcua.reform.forms.rules.presets import Preset, read_presets
from motcua.reform.indicators.public import BY_CODE

DATA = files("motcua.reform.forms") / "data"
OURS = ("ii06.toml", "ii07b.toml", "register_book.toml", "illustrative.toml")
LARGEST_FILE = 200_000
"""Bytes; a form has some dozens of columns."""


def forms() -> Forms:
    """
    Give all forms: those of the program, then those in the folder ``forms`` of the home, by file name.

    :raises WrongDeclaration: with file and line, if one of the office's says what cannot be.
    """
    return Forms([*_ours(), *_office()])


@cache
def _ours() -> tuple[Form, ...]:
    return tuple(
        form
        for name in OURS
        for form in read_forms((DATA / name).read_text(encoding="utf-8"), name=name, counts=BY_CODE.keys())
    )


def _office() -> tuple[Form, ...]:
    found: list[Form] = []
    for path in sorted((settings.MOTCUA_HOME / "forms").glob("*.toml")):
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise WrongDeclaration(gettext_noop("the file is too large for a form"))
            found += read_forms(path.read_text(encoding="utf-8"), name=path.name, counts=BY_CODE.keys())
        except UnicodeDecodeError:
            raise WrongDeclaration(
                gettext_noop("the file is not UTF-8"), field=path.name, expected=gettext_noop("save it as UTF-8")
            ) from None
        except Refused as refusal:
            refusal.field = f"{path.name}, {refusal.field}" if refusal.field else path.name
            raise
    return tuple(found)


@cache
def presets() -> tuple[Preset, ...]:
    """Give the presets of periods."""
    return read_presets((DATA / "periods.toml").read_text(encoding="utf-8"))
