"""The reference for form pages: a bare Flask-WTF view, its fields drawn by WTForms' widgets.

No database, no login. Started as ``python -m bench.bare_form PORT``.
"""

from __future__ import annotations

import secrets
import sys

from flask import Flask, render_template

from bench.twenty_five_fields import ANSWERS, plain_fields
from citizen_portal.server import serve

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tờ khai</title></head>
<body><h1>Tờ khai</h1>
<form method="post">
{{ form.csrf_token }}
{% for field in form if field.name != "csrf_token" -%}
<div class="govuk-form-group">
{{ field.label(class_="govuk-label") }}
{% if field.description -%}
<div class="govuk-hint" id="{{ field.id }}-hint">{{ field.description }}</div>
{%- endif %}
{% for error in field.errors %}<p class="govuk-error-message">{{ error }}</p>{% endfor %}
{{ field(class_="govuk-input") }}
</div>
{% endfor -%}
<button type="submit" class="govuk-button">Lưu và tiếp tục</button>
</form></body></html>"""


def build() -> Flask:
    """The application with its one view."""
    app = Flask(__name__)
    app.secret_key = secrets.token_hex()
    form_class = plain_fields()
    page = app.jinja_env.from_string(PAGE)

    @app.get("/to-khai")
    def show() -> str:
        return render_template(page, form=form_class(data=dict(ANSWERS)))

    return app


def main() -> None:
    """Serve as the portal is served: the same server, two processes."""
    serve(build, host="127.0.0.1", port=int(sys.argv[1]), processes=2)


if __name__ == "__main__":
    main()
