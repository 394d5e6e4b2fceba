import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLineToken } from './command-line-token.mjs';

function inFolder(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'command-line-token-'));
  try {
    return work(dataDir, join(dataDir, 'cli.json'));
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}
const LOCAL = { host: '127.0.0.1', port: '3000', publicUrl: 'http://localhost:3000' };

test('the token of the command line: the file is for its user alone, and the api is told the hash', () => {
  inFolder((dataDir, file) => {
    const entry = commandLineToken({ dataDir, ...LOCAL });
    const { url, token } = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(url, 'http://localhost:3000');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!entry.includes(token));
    assert.ok(entry.endsWith(`:sha256:${createHash('sha256').update(token).digest('hex')}`));
    // A restart changes nothing, unless others could have read it.
    assert.equal(commandLineToken({ dataDir, ...LOCAL }), entry);
    chmodSync(file, 0o644);
    assert.notEqual(commandLineToken({ dataDir, ...LOCAL }), entry);
  });
});

test('the token of the command line: none, and no older one, where others reach the checkout', () => {
  for (const other of [
    { host: '0.0.0.0' },
    { publicUrl: 'https://pay.shop.example' },
    { publicUrl: 'no url' },
  ]) {
    inFolder((dataDir, file) => {
      commandLineToken({ dataDir, ...LOCAL });
      assert.equal(commandLineToken({ dataDir, ...LOCAL, ...other }), null);
      assert.ok(!existsSync(file));
    });
  }
});
