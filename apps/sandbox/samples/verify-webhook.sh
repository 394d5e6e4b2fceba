#!/bin/sh
# Verifies the signature of a delivery that was saved to a file. Needs openssl.
#
#   WEBHOOK_SECRET=whsec_… verify-webhook.sh "$svix_id" "$svix_timestamp" "$svix_signature" < raw-body
#
# For looking at a delivery by hand: a server verifies in its own language, where comparing takes the same time for
# every signature and the key is in no command line.
set -eu
id=$1 timestamp=$2 signatures=$3

refuse() {
  echo "refused: $1" >&2
  exit 1
}

# Signatures stay valid for ever, so a delivery that was recorded could be sent again: five minutes are allowed.
case $timestamp in '' | *[!0-9]*) refuse 'the timestamp is no number' ;; esac
age=$(($(date +%s) - timestamp))
if [ "$age" -gt 300 ] || [ "$age" -lt -300 ]; then refuse 'the timestamp is too far away'; fi

# HMAC-SHA256 of `id.timestamp.body` with the decoded part of the secret after whsec_. The body byte by byte as it came.
key=$(printf '%s' "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
if [ -z "$key" ]; then refuse 'the secret is empty'; fi
expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

# Any one of several may match: while a secret is replaced, a delivery is signed with both.
case " $signatures " in
  *" v1,$expected "*) echo verified ;;
  *) refuse 'no signature matches' ;;
esac
