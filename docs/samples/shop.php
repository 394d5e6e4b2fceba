#!/usr/bin/env php
<?php
// Sells one thing over the checkout, and takes it back. Needs PHP 8.1 or later, and no extension.
declare(strict_types=1);

define('URL', getenv('CHECKOUT_URL') ?: 'http://localhost:3000');
define('TOKEN', getenv('CHECKOUT_TOKEN') ?: stop('CHECKOUT_TOKEN is not set'));
define('ORDER', getenv('ORDER') ?: 'order_1');

function stop(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(1);
}

/** The api's error, as its closed table has it. */
final class Refused extends Exception
{
    public readonly string $reason;
    public readonly bool $outcomeKnown;
    public readonly ?int $retryAfter;

    public function __construct(array $error)
    {
        parent::__construct($error['message']);
        $this->reason = $error['data']['reason'];
        $this->outcomeKnown = $error['data']['outcomeKnown'];
        $this->retryAfter = $error['data']['retryAfter'] ?? null;
    }
}

/** The result of a procedure, also of a query: POST keeps its input out of URLs. Null: no response, or not one of the api. */
function post(string $procedure, array $given): ?array
{
    $http = [
        'method' => 'POST',
        'header' => ['Authorization: Bearer ' . TOKEN, 'Content-Type: application/json'],
        'content' => json_encode($given, JSON_THROW_ON_ERROR),
        'timeout' => 60,
        'ignore_errors' => true,
    ];
    $text = @file_get_contents(URL . "/trpc/$procedure", false, stream_context_create(['http' => $http]));
    $response = $text === false ? null : json_decode($text, true);
    if (isset($response['error']['data']['reason'])) {
        throw new Refused($response['error']);
    }
    return $response['result']['data'] ?? null;
}

/** As post. Every call here can be repeated, so it is, where the outcome is not known: for a few minutes at most. */
function call(string $procedure, array $given): array
{
    foreach ([1, 2, 5, 15, 30, null] as $pause) {
        $wait = $pause;
        try {
            $data = post($procedure, $given);
            if ($data !== null) {
                return $data;
            }
        } catch (Refused $error) {
            if ($pause === null || ($error->outcomeKnown && $error->retryAfter === null)) {
                throw $error;
            }
            $wait = $error->retryAfter ?? $pause;
        }
        if ($pause !== null) {
            sleep($wait);
        }
    }
    stop("no response to $procedure");
}

// 1. Create the session. The order's number as its key: a repeated call returns the same page.
$session = call('sessions.create', [
    'idempotencyKey' => ORDER,
    'products' => [['name' => 'Handbook', 'price' => 3250, 'quantity' => 1]],
    'currency' => 'EUR',
    'customerEmail' => 'ada@example.com',
    'metadatas' => ['orderId' => ORDER],
]);
echo "pay at {$session['url']}\n";

// 2. Read what happens to it, from the first event on. A shop keeps the cursor with its orders, and reads all sessions in one loop.
$cursor = null;
$paid = null;
while ($paid === null) {
    $page = call('events.list', ['after' => $cursor, 'sessionId' => $session['sessionId']]);
    $cursor = $page['cursor'];
    foreach ($page['events'] as $event) {
        echo "event {$event['sequence']} {$event['type']}\n";
        if ($event['type'] === 'session.completed') {
            $paid = $event['data']['payment'];
        } elseif ($event['type'] === 'session.expired') {
            stop('not paid');
        }
    }
    if ($paid === null && $page['events'] === []) {
        sleep(1);
    }
}

// 3. The session itself decides: what was paid may have been reversed since.
$state = call('sessions.get', ['sessionId' => $session['sessionId']]);
if ($state['status'] !== 'complete') {
    stop("not to be shipped: {$state['status']}");
}
echo "paid {$paid['amountTaxesIncluded']} {$paid['currency']}\n";

// 4. The shop's own order exists: say so, or the session counts as unacknowledged.
call('sessions.acknowledge', ['sessionId' => $session['sessionId'], 'reference' => ORDER]);

// 5. The goods came back: refund in full. Where a repeated call finds it requested already, it is.
try {
    call('payments.refund', ['paymentId' => $state['paymentId'], 'reason' => 'returned']);
} catch (Refused $error) {
    if ($error->reason !== 'ALREADY_REFUNDED') {
        throw $error;
    }
}
echo 'refund ', call('payments.get', ['paymentId' => $state['paymentId']])['refund'], "\n";
