"""A form in a Django project: two views and their addresses.

pip install ipforms django
python django_views.py        # a server for trying it
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST
from pydantic import ValidationError

import ipforms

FORM = ipforms.form("jinhua-application")


@require_POST
def fill(request: HttpRequest) -> HttpResponse:
    """JSON in, the official form out; what is refused is named field by field."""
    try:
        record = FORM.model.model_validate(json.loads(request.body))
    except ValidationError as error:
        return JsonResponse({"errors": json.loads(error.json(include_url=False, include_input=False))}, status=422)
    except json.JSONDecodeError as error:
        raise BadRequest("no JSON") from error
    response = HttpResponse(ipforms.render(record, "pdf"), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="form.pdf"'
    return response


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """A returned form, as a file of a multipart request: its values, and the report."""
    upload: Any = request.FILES["file"]
    try:
        sub = ipforms.read(upload.read(), name=upload.name)
    except ipforms.IpformsError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"values": sub.values, "report": ipforms.check(sub).to_dict()})


urlpatterns = [path("fill", fill), path("receive", receive)]


def set_up() -> None:
    """The least that Django asks for; a project has its own settings, and CSRF protection for its pages."""
    settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for trying only", ALLOWED_HOSTS=["*"], DEBUG=False)
    django.setup()


if __name__ == "__main__":
    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage", "runserver", "--noreload", *sys.argv[1:]])
