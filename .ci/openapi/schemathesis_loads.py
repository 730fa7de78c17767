"""Load the bundle, a YAML file named on the command line, in schemathesis, and draw a request from it."""

import sys

import schemathesis

schema = schemathesis.openapi.from_path(sys.argv[1])
operations = [result.ok() for result in schema.get_all_operations()]
assert len(operations) == 6, [operation.label for operation in operations]
print("schemathesis loads the bundle")
