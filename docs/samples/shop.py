#!/usr/bin/env python3
"""Sells one thing over the checkout, and takes it back. Needs Python 3.9 or later, and nothing else."""
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request

URL = os.environ.get("CHECKOUT_URL", "http://localhost:3000")
TOKEN = os.environ["CHECKOUT_TOKEN"]
ORDER = os.environ.get("ORDER", "order_1")


class Refused(Exception):
    """The api's error, as its closed table has it."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.reason = error["data"]["reason"]
        self.outcome_known = error["data"]["outcomeKnown"]
        self.retry_after = error["data"].get("retryAfter")


def post(procedure, given):
    """The result of a procedure, also of a query: POST keeps its input out of URLs. Raises Refused; OSError and others: no response."""
    request = urllib.request.Request(
        f"{URL}/trpc/{procedure}",
        data=json.dumps(given).encode(),
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["result"]["data"]
    except urllib.error.HTTPError as response:
        raise Refused(json.load(response)["error"]) from None


def call(procedure, given):
    """As post. Every call here can be repeated, so it is, where the outcome is not known: for a few minutes at most."""
    for pause in (1, 2, 5, 15, 30, None):
        try:
            return post(procedure, given)
        except Refused as error:
            if pause is None or (error.outcome_known and error.retry_after is None):
                raise
            time.sleep(error.retry_after or pause)
        # No connection, no response in time, half a response, or one of a proxy in between.
        except (OSError, http.client.HTTPException, ValueError, KeyError):
            if pause is None:
                raise
            time.sleep(pause)


# 1. Create the session. The order's number as its key: a repeated call returns the same page.
session = call("sessions.create", {
    "idempotencyKey": ORDER,
    "products": [{"name": "Handbook", "price": 3250, "quantity": 1}],
    "currency": "EUR",
    "customerEmail": "ada@example.com",
    "metadatas": {"orderId": ORDER},
})
print("pay at", session["url"], flush=True)

# 2. Read what happens to it, from the first event on. A shop keeps the cursor with its orders, and reads all sessions in one loop.
cursor = None
paid = None
while paid is None:
    page = call("events.list", {"after": cursor, "sessionId": session["sessionId"]})
    cursor = page["cursor"]
    for event in page["events"]:
        print("event", event["sequence"], event["type"], flush=True)
        if event["type"] == "session.completed":
            paid = event["data"]["payment"]
        elif event["type"] == "session.expired":
            sys.exit("not paid")
    if paid is None and not page["events"]:
        time.sleep(1)

# 3. The session itself decides: what was paid may have been reversed since.
state = call("sessions.get", {"sessionId": session["sessionId"]})
if state["status"] != "complete":
    sys.exit(f"not to be shipped: {state['status']}")
print("paid", paid["amountTaxesIncluded"], paid["currency"], flush=True)

# 4. The shop's own order exists: say so, or the session counts as unacknowledged.
call("sessions.acknowledge", {"sessionId": session["sessionId"], "reference": ORDER})

# 5. The goods came back: refund in full. Where a repeated call finds it requested already, it is.
try:
    call("payments.refund", {"paymentId": state["paymentId"], "reason": "returned"})
except Refused as error:
    if error.reason != "ALREADY_REFUNDED":
        raise
print("refund", call("payments.get", {"paymentId": state["paymentId"]})["refund"])
