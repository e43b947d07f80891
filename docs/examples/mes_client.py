"""
A client that a manufacturing execution system may begin with: Python 3.10 or later, no packages.

    export ACTIONARY_URL=http://localhost:4000 ACTIONARY_TOKEN=actionary_…
    python3 mes_client.py events RECIPE STATION    the events of a station, as lines of JSON
    python3 mes_client.py follow RECIPE            what is recognised under the recipe from now on
    WEBHOOK_SECRET=whsec_… python3 mes_client.py verify ID TIMESTAMP SIGNATURE < body    whether a webhook is genuine
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.request

URL = os.environ.get("ACTIONARY_URL", "http://localhost:4000") + "/graphql"
TOLERANCE_SECONDS = 300


def ask(query, variables):
    """Asks once. Raises where the server cannot be reached, refuses, or says that something is wrong."""
    request = urllib.request.Request(
        URL,
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={
            "content-type": "application/json",
            "authorization": "Bearer " + os.environ.get("ACTIONARY_TOKEN", ""),
        },
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    if answer.get("errors"):
        raise RuntimeError("; ".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def pages(query, variables, name):
    """Every node of a connection, page by page."""
    after = None
    while True:
        page = ask(query, {**variables, "after": after})[name]
        yield from page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return


EVENTS = """
query ($filter: WorkEventFilter!, $after: String) {
  workEvents(filter: $filter, first: 500, after: $after) {
    nodes { startedAt endedAt workOrder serialNumber concept { externalId } currentContents { label(language: "ja") } }
    pageInfo { endCursor hasNextPage }
  }
}
"""

CHANGES = """
query ($after: String) {
  changes(types: ["video.recognized", "recognition.failed"], after: $after, first: 100) {
    nodes { sequence type subjectId data } pageInfo { endCursor hasNextPage }
  }
}
"""


def events(recipe, **chosen):
    return pages(EVENTS, {"filter": {"recipeExternalId": recipe, **chosen}}, "workEvents")


def follow(recipe, seconds=30):
    """What is recognised from now on. Keep the cursor somewhere that survives, where nothing may be missed."""
    cursor = ask("{ changeCursor }", {})["changeCursor"]
    while True:
        page = ask(CHANGES, {"after": cursor})["changes"]
        for change in page["nodes"]:
            if change["data"].get("recipe", {}).get("externalId") != recipe:
                continue
            if change["type"] == "recognition.failed":
                # The recording will have no events; `errorCode` says why, unless it was one of several.
                print(json.dumps(change["data"], ensure_ascii=False), file=sys.stderr, flush=True)
            else:
                yield from events(recipe, videoId=change["subjectId"])
        cursor = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            time.sleep(seconds)


def is_genuine(secret, message_id, timestamp, signatures, body):
    """Whether a webhook comes from Actionary, and just now: https://www.standardwebhooks.com"""
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # While a secret is changed there are two signatures.
    return any(hmac.compare_digest(expected, given) for given in signatures.split(" "))


def main(command=None, *args):
    if command == "events" and len(args) == 2:
        for event in events(args[0], equipmentExternalId=args[1]):
            print(json.dumps(event, ensure_ascii=False))
    elif command == "follow" and len(args) == 1:
        for event in follow(args[0]):
            print(json.dumps(event, ensure_ascii=False), flush=True)
    elif command == "verify" and len(args) == 3:
        is_ours = is_genuine(os.environ["WEBHOOK_SECRET"], *args, sys.stdin.buffer.read())
        print("genuine" if is_ours else "not genuine")
        sys.exit(0 if is_ours else 1)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
