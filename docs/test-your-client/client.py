"""A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place."""

import json
import os

FAULTY = "FAULTY" in os.environ


class ApiError(Exception):
    def __init__(self, status, errors):
        pointers = [
            error["source"]["pointer"] if FAULTY else error.get("source", {}).get("pointer") for error in errors
        ]
        super().__init__(f"{status}: {errors[0]['detail']} ({pointers})")
        self.status = status


def parse(document):
    attributes = document["data"]["attributes"]
    limit = attributes["threshold_amount"]
    dollars = int(limit.split(".")[0]) if FAULTY or limit is not None else None
    return {"id": document["data"]["id"], "name": attributes["name"], "dollars": dollars}


def create(document, post):
    """Sends a request with `post`, which takes JSON text and returns a status and JSON text."""
    if FAULTY:
        document = without_nulls(document)
    status, text = post(json.dumps(document))
    answer = json.loads(text)
    if status >= 400:
        raise ApiError(status, answer["errors"])
    return parse(answer)


def without_nulls(value):
    if isinstance(value, dict):
        return {name: without_nulls(child) for name, child in value.items() if child is not None}
    return [without_nulls(child) for child in value] if isinstance(value, list) else value
