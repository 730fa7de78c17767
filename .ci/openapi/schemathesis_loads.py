"""Load the bundles, YAML files named on the command line, in schemathesis, and see their operations."""

import sys

import schemathesis

for path in sys.argv[1:]:
    schema = schemathesis.openapi.from_path(path)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 6, [operation.label for operation in operations]
    print(f"schemathesis loads {path}")
