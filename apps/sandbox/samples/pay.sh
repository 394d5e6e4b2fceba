#!/bin/sh
# Charges a test card through Inflow's server-to-server API. Needs curl and jq.
set -eu
api=${INFLOW_API_URL:-http://127.0.0.1:4010}
card_host=${INFLOW_CARD_URL:-http://127.0.0.1:4011}
key=${INFLOW_API_KEY:-inflow_priv_sandbox}

call() {
  curl --silent --show-error --fail-with-body --max-time 30 \
    --header "X-Inflow-Api-Key: $key" --header 'Content-Type: application/json' "$@"
}

# 1. Create. Only the card host takes a card. Not repeated when it fails: each create is another payment.
created=$(call "$card_host/api/server/payment" --data '{
  "products": [{ "name": "Pro Plan", "price": 4999, "quantity": 1 }],
  "currency": "EUR",
  "customerEmail": "customer@example.com",
  "billingCountry": "FR",
  "purchasingAsBusiness": false,
  "threeDsSuccessUrl": "https://example.com/paid",
  "threeDsFailureUrl": "https://example.com/failed",
  "metadatas": { "orderId": "order-1" },
  "card": { "number": "4242424242424242", "expMonth": 12, "expYear": 2034, "cvc": "123" }
}')
id=$(printf '%s' "$created" | jq -r .id)
echo "created $id"

# Reads the payment until $1, a condition of jq, holds: for half a minute at most. A failed read may be repeated.
read_until() {
  for _ in $(seq 30); do
    payment=$(call "$api/api/payment/$id") || payment=null
    if printf '%s' "$payment" | jq -e "$1" >/dev/null; then return; fi
    sleep 1
  done
  echo "gave up waiting for $id" >&2
  exit 1
}

# 2. Read it, until it waits for its confirm or for 3-D Secure, or was declined.
read_until '.depositStatus'
case $(printf '%s' "$payment" | jq -r .depositStatus) in
  requires_confirmation) ;;
  requires_action)
    echo "send the customer to $(printf '%s' "$created" | jq -r .threeDsSessionUrl)" >&2
    exit 1
    ;;
  *)
    echo "not paid: $(printf '%s' "$payment" | jq -c .lastDepositAttempt)" >&2
    exit 1
    ;;
esac

# 3. Confirm, which charges the card. When its response is lost, read the payment before confirming again.
call --request POST "$api/api/server/payment/$id/confirm" >/dev/null

# 4. Read it again: its status decides, no response or return URL does.
read_until '.status | IN("INITIATION", "CHECKOUT_PENDING", null) | not'
case $(printf '%s' "$payment" | jq -r .status) in
  CHECKOUT_SUCCESS | PAYMENT_RECEIVED | PAYMENT_SUCCESS)
    echo "paid $(printf '%s' "$payment" | jq -r '"\(.amountTaxesIncluded) \(.currency)"')"
    ;;
  *)
    echo "not paid: $(printf '%s' "$payment" | jq -c .lastDepositAttempt)" >&2
    exit 1
    ;;
esac
