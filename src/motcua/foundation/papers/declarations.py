"""What somebody declared by an electronic form as PDF on A4."""

from dataclasses import asdict

from motcua.foundation.papers.rendering import TEMPLATES, render
from motcua.foundation.papers.rules.declarations import Declaration


def declaration_pdf(declaration: Declaration) -> bytes:
    """Set a declaration: heads of state, title, addressee, numbered parts, and what it is named by on every page."""
    data = asdict(declaration) | {"on": f"{declaration.on:%d/%m/%Y}"}
    return render(TEMPLATES / "declaration.typ", data, on=declaration.on)
