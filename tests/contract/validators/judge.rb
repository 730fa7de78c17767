# Reads {"schemas": {name: schema}, "cases": [[name, document as JSON text]]} from standard input and prints the verdicts
# of json_schemer as an array of booleans.
require "json"
require "set" # which json_schemer 0.2 forgets
require "json_schemer"

asked = JSON.parse($stdin.read)
judges = asked["schemas"].transform_values { |schema| JSONSchemer.schema(schema, format: false) }
puts JSON.generate(asked["cases"].map { |name, text| judges[name].valid?(JSON.parse(text)) })
