"""A file that somebody brought is handed out again: pictures may be shown, everything else is saved."""

from django.http import HttpResponse

from motcua.foundation.files import public as files
from motcua.foundation.files.public import Kept, Kind

SHOWN = frozenset({Kind.JPEG, Kind.PNG})


def shown_anew(kept: Kept, *, name: str) -> HttpResponse:
    """
    Show a stranger's picture, written anew from its points; all else is saved.

    :param name: without an ending, and of nobody. :raises AlteredOnDisk: :raises Broken:
    """
    if kept.kind not in SHOWN:
        return handed_out(kept, name=name)
    answer = HttpResponse(files.as_shown(files.read(kept.digest)), content_type="image/jpeg")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.jpeg"'
    return answer


def handed_out(kept: Kept, *, name: str) -> HttpResponse:
    """Give a kept file. :param name: without an ending, and of nobody. :raises AlteredOnDisk:"""
    answer = HttpResponse(files.read(kept.digest), content_type=kept.media_type)
    how = "inline" if kept.kind in SHOWN else "attachment"
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}.{kept.kind.value}"'
    return answer
