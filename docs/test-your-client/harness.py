"""Runs a client over a corpus: python harness.py schemas/corpus/2021-12-15"""

import json
import sys

import client

folder, checks, failed = sys.argv[1], 0, 0


def cases(kind):
    with open(f"{folder}/{kind}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def check(what, case, test):
    global checks, failed
    checks += 1
    try:
        complaint = test(case)
    except Exception as error:
        complaint = repr(error)
    if complaint:
        failed += 1
        print(f"FAIL {what} {case['id']}: {complaint}".splitlines()[0])


def parsed(case):
    """Whatever the API answers can be parsed."""
    trunk, data = client.parse(case["document"]), case["document"]["data"]
    return (trunk["id"], trunk["name"]) != (data["id"], data["attributes"]["name"]) and "another trunk"


def sent(case):
    """What is right is sent, as it is."""
    bodies = []
    client.create(case["document"], lambda body: bodies.append(json.loads(body)) or (201, answer))
    return bodies != [case["document"]] and "not sent as it is"


def refused(case):
    """What is wrong is refused: by the client itself, or by the API, whose answer the client understands."""
    expected = case["expected"]
    try:
        client.create(case["document"], lambda body: (expected["status"], json.dumps(expected["errors"])))
    except client.ApiError as error:
        return error.status != expected["status"] and f"status {error.status}"
    return "not refused"


trunks = [case for case in cases("trunk") if case["valid"]]
answer = json.dumps(trunks[0]["document"])
for case in trunks:
    check("parse", case, parsed)
for case in cases("create-request"):
    check("sent" if case["valid"] else "refused", case, sent if case["valid"] else refused)
print(f"{checks} checks, {failed} failed")
sys.exit(failed > 0)
