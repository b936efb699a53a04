"""The JSON Schema of packs, for editors and for checks elsewhere."""

from __future__ import annotations

import json

from plugins.procedures.declared_packs.language.pack import Pack

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The schema as it is published; it says what a part may hold, not how parts fit together."""
    schema = {
        "$schema": DIALECT,
        **Pack.model_json_schema(by_alias=True),
        "title": "Declared pack",
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
