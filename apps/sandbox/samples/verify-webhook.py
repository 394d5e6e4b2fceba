#!/usr/bin/env python3
"""Verifies the signature of a webhook's delivery. Needs Python 3.9 or later, and nothing else.

  WEBHOOK_SECRET=whsec_… verify-webhook.py "$svix_id" "$svix_timestamp" "$svix_signature" < raw-body
"""
import base64
import hashlib
import hmac
import os
import sys
import time


def verify(secret, delivery_id, timestamp, signatures, body):
    """Raises ValueError unless the delivery is genuine. `body` is the raw bytes: verify first, parse afterwards."""
    # Signatures stay valid for ever, so a delivery that was recorded could be sent again: five minutes are allowed.
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        raise ValueError("the timestamp is no number, or too far away")
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    if not key:
        raise ValueError("the secret is empty")
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # Any one of several may match: while a secret is replaced, a delivery is signed with both.
    if not any(hmac.compare_digest(expected, each.encode()) for each in signatures.split(" ")):
        raise ValueError("no signature matches")


if __name__ == "__main__":
    try:
        verify(os.environ["WEBHOOK_SECRET"], *sys.argv[1:4], sys.stdin.buffer.read())
    except ValueError as error:
        sys.exit(f"refused: {error}")
    print("verified")
