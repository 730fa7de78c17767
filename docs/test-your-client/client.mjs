// A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place.
const FAULTY = "FAULTY" in process.env;

export class ApiError extends Error {
  constructor(status, errors) {
    const pointers = errors.map((error) => (FAULTY ? error.source.pointer : error.source?.pointer));
    super(`${status}: ${errors[0].detail} (${pointers})`);
    this.status = status;
  }
}

export function parse(document) {
  const { name, threshold_amount: limit } = document.data.attributes;
  const dollars = FAULTY || limit !== null ? Number(limit.split(".")[0]) : null;
  return { id: document.data.id, name, dollars };
}

// Sends a request with `post`, which takes JSON text and returns a status and JSON text.
export async function create(document, post) {
  if (FAULTY) document = withoutNulls(document);
  const [status, text] = await post(JSON.stringify(document));
  const answer = JSON.parse(text);
  if (status >= 400) throw new ApiError(status, answer.errors);
  return parse(answer);
}

function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([name, child]) => [name, withoutNulls(child)]));
}
