"""Validates YAML files against a JSON schema: validate.py SCHEMA FILE…

Prints one JSON object: file -> list of complaints. Plain scalars are typed by YAML 1.2's core schema,
as editors do, and not by YAML 1.1's, where `no` is a boolean.
"""

import json
import re
import sys

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as error:
    sys.exit(f"{error}; install the packages python3-jsonschema and python3-yaml")


class CoreLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


def map_of(loader, node):
    return loader.construct_mapping(node)


CoreLoader.add_constructor("tag:yaml.org,2002:map", map_of)
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
complaints = {}
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        document = yaml.load(file, CoreLoader)
    complaints[path] = [
        f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)
    ]
print(json.dumps(complaints))
