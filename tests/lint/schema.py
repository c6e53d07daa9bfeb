#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""schema.py SCHEMA FILE... - holds JSON files against a JSON Schema, with Python's own library only.

Knows the keywords that the project's schemas use; an unknown one is an error, so that none is ever skipped. Beside
the schema it asks what every output promises: a null stands beside KEY_why {code, text}. Says nothing when clean,
else one line a fault."""
import json
import re
import sys

TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}


def check_type(schema, value, root, at):
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(TYPES[name](value) for name in names):
        yield f"{at}: {value!r} is not of type {' or '.join(names)}"


def check_properties(schema, value, root, at):
    for key in value if isinstance(value, dict) else ():
        if key in schema["properties"]:
            yield from check(schema["properties"][key], value[key], root, f"{at}.{key}")


def check_required(schema, value, root, at):
    for key in schema["required"] if isinstance(value, dict) else ():
        if key not in value:
            yield f"{at}: no {key}"


def check_additional(schema, value, root, at):
    known = schema.get("properties", {})
    for key in value if isinstance(value, dict) and schema["additionalProperties"] is False else ():
        if key not in known and not (key.endswith("_why") and key[:-4] in known):
            yield f"{at}: {key} is not allowed"


def check_items(schema, value, root, at):
    for i, item in enumerate(value if isinstance(value, list) else ()):
        yield from check(schema["items"], item, root, f"{at}[{i}]")


def check_enum(schema, value, root, at):
    if value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"


def check_pattern(schema, value, root, at):
    if isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"


def check_minimum(schema, value, root, at):
    if TYPES["number"](value) and value < schema["minimum"]:
        yield f"{at}: {value} is less than {schema['minimum']}"


def check_maximum(schema, value, root, at):
    if TYPES["number"](value) and value > schema["maximum"]:
        yield f"{at}: {value} is more than {schema['maximum']}"


def check_ref(schema, value, root, at):
    yield from check(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, root, at)


def nothing(schema, value, root, at):
    return ()


KEYWORDS = {
    "type": check_type, "properties": check_properties, "required": check_required,
    "additionalProperties": check_additional, "items": check_items, "enum": check_enum, "pattern": check_pattern,
    "minimum": check_minimum, "maximum": check_maximum, "$ref": check_ref,
    "$schema": nothing, "$defs": nothing, "title": nothing, "description": nothing,
}


def check(schema, value, root, at):
    for keyword in schema:
        if keyword not in KEYWORDS:
            yield f"{at}: the schema uses {keyword}, which this check does not know"
        else:
            yield from KEYWORDS[keyword](schema, value, root, at)


def reasons(value, at):
    """Each null of an object has its reason beside it, and each reason its null."""
    for key, item in value.items() if isinstance(value, dict) else ():
        why = value.get(key + "_why")
        if item is None and not (isinstance(why, dict) and why.get("code") and "text" in why):
            yield f"{at}.{key}: null without a reason"
        if key.endswith("_why") and value.get(key[:-4], key) is not None:
            yield f"{at}.{key}: a reason for nothing"
        yield from reasons(item, f"{at}.{key}")
    for i, item in enumerate(value if isinstance(value, list) else ()):
        yield from reasons(item, f"{at}[{i}]")


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


def faults(schema, path):
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file, parse_constant=refuse_constant)
    except (OSError, ValueError) as error:
        return [str(error)]
    return [*check(schema, value, schema, "$"), *reasons(value, "$")]


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    lines = [f"{path}: {fault}" for path in paths for fault in faults(schema, path)]
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
