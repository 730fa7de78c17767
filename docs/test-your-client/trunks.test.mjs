import assert from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as client from "./client.mjs";

for (const line of readFileSync("schemas/corpus/2021-12-15/trunk.jsonl", "utf8").trim().split("\n")) {
  const { id, valid, document } = JSON.parse(line);
  if (valid) test(id, () => assert.equal(client.parse(document).id, document.data.id));
}
