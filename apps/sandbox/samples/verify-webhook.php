#!/usr/bin/env php
<?php
// Verifies the signature of a webhook's delivery. Needs PHP 8.0 or later, and no extension.
//
//   WEBHOOK_SECRET=whsec_… verify-webhook.php "$svix_id" "$svix_timestamp" "$svix_signature" < raw-body
declare(strict_types=1);

/**
 * Why a delivery is refused, or null when it is genuine. `$body` is the raw body (`php://input`): verify first, parse
 * afterwards.
 */
function whyRefused(string $secret, string $id, string $timestamp, string $signatures, string $body): ?string
{
    // Signatures stay valid for ever, so a delivery that was recorded could be sent again: five minutes are allowed.
    if (preg_match('/^\d{1,12}$/D', $timestamp) !== 1 || abs(time() - (int) $timestamp) > 300) {
        return 'the timestamp is no number, or too far away';
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret), true);
    if ($key === false || $key === '') {
        return 'the secret is not whsec_ followed by base64';
    }
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    // Any one of several may match: while a secret is replaced, a delivery is signed with both.
    foreach (explode(' ', $signatures) as $signature) {
        if (hash_equals($expected, $signature)) {
            return null;
        }
    }
    return 'no signature matches';
}

[, $id, $timestamp, $signatures] = $argv;
$why = whyRefused((string) getenv('WEBHOOK_SECRET'), $id, $timestamp, $signatures, file_get_contents('php://stdin'));
if ($why !== null) {
    fwrite(STDERR, "refused: $why\n");
    exit(1);
}
echo "verified\n";
