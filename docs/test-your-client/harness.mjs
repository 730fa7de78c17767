// Runs a client over a corpus: node harness.mjs schemas/corpus/2021-12-15
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as client from "./client.mjs";

const folder = process.argv[2];
let checks = 0;
let failed = 0;

const cases = (kind) =>
  readFileSync(`${folder}/${kind}.jsonl`, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));

async function check(what, item, test) {
  checks += 1;
  const complaint = await test(item).catch((error) => String(error));
  if (complaint) {
    failed += 1;
    console.log(`FAIL ${what} ${item.id}: ${complaint}`.split("\n")[0]);
  }
}

// Whatever the API answers can be parsed.
async function parsed({ document: { data }, document }) {
  const trunk = client.parse(document);
  return (trunk.id !== data.id || trunk.name !== data.attributes.name) && "another trunk";
}

// What is right is sent, as it is.
async function sent({ document }) {
  const bodies = [];
  await client.create(document, (body) => [201, answer, bodies.push(JSON.parse(body))]);
  return !isDeepStrictEqual(bodies, [document]) && "not sent as it is";
}

// What is wrong is refused: by the client itself, or by the API, whose answer the client understands.
async function refused({ document, expected: { status, errors } }) {
  try {
    await client.create(document, () => [status, JSON.stringify(errors)]);
  } catch (error) {
    if (!(error instanceof client.ApiError)) throw error;
    return error.status !== status && `status ${error.status}`;
  }
  return "not refused";
}

const trunks = cases("trunk").filter((item) => item.valid);
const answer = JSON.stringify(trunks[0].document);
for (const item of trunks) await check("parse", item, parsed);
for (const item of cases("create-request")) await check(item.valid ? "sent" : "refused", item, item.valid ? sent : refused);
console.log(`${checks} checks, ${failed} failed`);
process.exit(failed ? 1 : 0);
