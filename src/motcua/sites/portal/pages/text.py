"""Pages that only tell: what this site is, whom it serves, what it keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def text(request: HttpRequest, *, template: str) -> HttpResponse:
    """Show a text."""
    return render(request, f"portal/text/{template}.html")
