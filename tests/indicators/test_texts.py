"""Every text of the facts and the indicators has its Vietnamese."""

import ast
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

import motcua

PACKAGE = Path(motcua.__file__).parent


def marked(folder: Path) -> set[str]:
    """Find the texts that the code of a folder marks for translation."""
    return {
        call.args[0].value
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"gettext", "gettext_noop"}
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("module", ["foundation/facts", "reform/indicators"])
def test_every_text_is_translated(module: str) -> None:
    with (PACKAGE / module / "locale/vi/LC_MESSAGES/django.mo").open("rb") as file:
        translated = {message.id for message in read_mo(file) if message.id}
    texts = marked(PACKAGE / module)
    assert len(texts) > 5
    assert texts == translated
