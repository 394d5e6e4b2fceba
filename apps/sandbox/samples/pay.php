#!/usr/bin/env php
<?php
// Charges a test card through Inflow's server-to-server API. Needs PHP 8.0 or later, and no extension.
declare(strict_types=1);

define('API', getenv('INFLOW_API_URL') ?: 'http://127.0.0.1:4010');
define('CARD_HOST', getenv('INFLOW_CARD_URL') ?: 'http://127.0.0.1:4011');
define('KEY', getenv('INFLOW_API_KEY') ?: 'inflow_priv_sandbox');

const PAID = ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'];
const UNDECIDED = ['INITIATION', 'CHECKOUT_PENDING'];

function stop(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(1);
}

/** The response's JSON, or null for a refusal and where there is no response. */
function call(string $method, string $url, ?array $body = null): ?array
{
    $http = [
        'method' => $method,
        'header' => ['X-Inflow-Api-Key: ' . KEY, 'Content-Type: application/json'],
        'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
        'timeout' => 30,
    ];
    $response = @file_get_contents($url, false, stream_context_create(['http' => $http]));
    return $response === false ? null : json_decode($response, true) ?? [];
}

/** Reads the payment until the condition holds: for half a minute at most. A failed read may be repeated. */
function readUntil(string $id, callable $holds): array
{
    for ($attempt = 0; $attempt < 30; $attempt++) {
        $payment = call('GET', API . "/api/payment/$id");
        if ($payment !== null && $holds($payment)) {
            return $payment;
        }
        sleep(1);
    }
    stop("gave up waiting for $id");
}

// 1. Create. Only the card host takes a card. Not repeated when it fails: each create is another payment.
$created = call('POST', CARD_HOST . '/api/server/payment', [
    'products' => [['name' => 'Pro Plan', 'price' => 4999, 'quantity' => 1]],
    'currency' => 'EUR',
    'customerEmail' => 'customer@example.com',
    'billingCountry' => 'FR',
    'purchasingAsBusiness' => false,
    'threeDsSuccessUrl' => 'https://example.com/paid',
    'threeDsFailureUrl' => 'https://example.com/failed',
    'metadatas' => ['orderId' => 'order-1'],
    'card' => ['number' => '4242424242424242', 'expMonth' => 12, 'expYear' => 2034, 'cvc' => '123'],
]) ?? stop('no payment was created, as far as is known');
echo "created {$created['id']}\n";

// 2. Read it, until it waits for its confirm or for 3-D Secure, or was declined.
$payment = readUntil($created['id'], fn (array $payment) => $payment['depositStatus'] !== null);
if ($payment['depositStatus'] === 'requires_action') {
    stop("send the customer to {$created['threeDsSessionUrl']}");
}
if ($payment['depositStatus'] !== 'requires_confirmation') {
    stop('not paid: ' . json_encode($payment['lastDepositAttempt']));
}

// 3. Confirm, which charges the card. When its response is lost, read the payment before confirming again.
call('POST', API . "/api/server/payment/{$created['id']}/confirm") ?? stop('confirm failed: read the payment');

// 4. Read it again: its status decides, no response or return URL does.
$payment = readUntil($created['id'], fn (array $payment) => !in_array($payment['status'], UNDECIDED, true));
if (!in_array($payment['status'], PAID, true)) {
    stop('not paid: ' . json_encode($payment['lastDepositAttempt']));
}
echo "paid {$payment['amountTaxesIncluded']} {$payment['currency']}\n";
