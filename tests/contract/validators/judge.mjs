// Reads {"schemas": {name: schema}, "cases": [[name, document as JSON text]]} from standard input and prints the verdicts
// of @cfworker/json-schema as an array of booleans.
import { readFileSync } from "node:fs";
import { Validator } from "@cfworker/json-schema";

const { schemas, cases } = JSON.parse(readFileSync(0, "utf8"));
const validators = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, new Validator(schema, "2020-12")]));
console.log(JSON.stringify(cases.map(([name, text]) => validators[name].validate(JSON.parse(text)).valid)));
