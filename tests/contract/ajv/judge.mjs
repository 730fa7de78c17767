// Reads {"schemas": {name: schema}, "cases": [[name, document as JSON text]]} from standard input and prints ajv's
// verdicts on the cases, in strict mode, without and with format assertion.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const { schemas, cases } = JSON.parse(readFileSync(0, "utf8"));
const base = "https://schemas.invalid/";

function verdicts(validateFormats) {
  const ajv = new Ajv2020.default({ strict: true, validateFormats });
  if (validateFormats) addFormats.default(ajv);
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, base + name);
  for (const name of Object.keys(schemas)) ajv.getSchema(base + name); // compiles, and so finds strict mode's faults
  return cases.map(([name, text]) => ajv.getSchema(base + name)(JSON.parse(text)));
}

console.log(JSON.stringify({ plain: verdicts(false), formats: verdicts(true) }));
