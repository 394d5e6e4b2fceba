#!/usr/bin/env python3
"""Charges a test card through Inflow's server-to-server API. Needs Python 3.9 or later, and nothing else."""
import http.client
import json
import os
import sys
import time
import urllib.request

API = os.environ.get("INFLOW_API_URL", "http://127.0.0.1:4010")
CARD_HOST = os.environ.get("INFLOW_CARD_URL", "http://127.0.0.1:4011")
KEY = os.environ.get("INFLOW_API_KEY", "inflow_priv_sandbox")

PAID = {"CHECKOUT_SUCCESS", "PAYMENT_RECEIVED", "PAYMENT_SUCCESS"}
UNDECIDED = {"INITIATION", "CHECKOUT_PENDING"}

# No connection or no response in time, a refusal (HTTPError is an OSError), half a response, no JSON.
FAILURES = (OSError, http.client.HTTPException, ValueError)


def call(method, url, body=None):
    """The response's JSON. Raises one of FAILURES."""
    request = urllib.request.Request(
        url,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"X-Inflow-Api-Key": KEY, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.loads(response.read() or b"null")


def read_until(payment_id, holds):
    """Reads the payment until the condition holds: for half a minute at most. A failed read may be repeated."""
    for _ in range(30):
        try:
            payment = call("GET", f"{API}/api/payment/{payment_id}")
            if holds(payment):
                return payment
        except FAILURES:
            pass
        time.sleep(1)
    sys.exit(f"gave up waiting for {payment_id}")


# 1. Create. Only the card host takes a card. Not repeated when it fails: each create is another payment.
created = call("POST", f"{CARD_HOST}/api/server/payment", {
    "products": [{"name": "Pro Plan", "price": 4999, "quantity": 1}],
    "currency": "EUR",
    "customerEmail": "customer@example.com",
    "billingCountry": "FR",
    "purchasingAsBusiness": False,
    "threeDsSuccessUrl": "https://example.com/paid",
    "threeDsFailureUrl": "https://example.com/failed",
    "metadatas": {"orderId": "order-1"},
    "card": {"number": "4242424242424242", "expMonth": 12, "expYear": 2034, "cvc": "123"},
})
print("created", created["id"])

# 2. Read it, until it waits for its confirm or for 3-D Secure, or was declined.
payment = read_until(created["id"], lambda payment: payment["depositStatus"] is not None)
if payment["depositStatus"] == "requires_action":
    sys.exit(f"send the customer to {created['threeDsSessionUrl']}")
if payment["depositStatus"] != "requires_confirmation":
    sys.exit(f"not paid: {payment['lastDepositAttempt']}")

# 3. Confirm, which charges the card. When its response is lost, read the payment before confirming again.
call("POST", f"{API}/api/server/payment/{created['id']}/confirm")

# 4. Read it again: its status decides, no response or return URL does.
payment = read_until(created["id"], lambda payment: payment["status"] not in UNDECIDED)
if payment["status"] not in PAID:
    sys.exit(f"not paid: {payment['lastDepositAttempt']}")
print("paid", payment["amountTaxesIncluded"], payment["currency"])
