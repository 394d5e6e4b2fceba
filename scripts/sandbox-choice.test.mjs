import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chooseSandbox } from './sandbox-choice.mjs';

const KEY = { INFLOW_API_KEY: 'inflow_priv_x' };

test('without a key, the sandbox takes the payments of this machine alone', () => {
  for (const url of ['', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    assert.deepEqual(chooseSandbox({ PUBLIC_URL: url }), { usesSandbox: true });
  for (const url of ['https://pay.shop.example', 'http://127.0.0.1.shop.example', 'no url'])
    assert.match(
      chooseSandbox({ PUBLIC_URL: url }).problem,
      /^INFLOW_API_KEY must be set, because PUBLIC_URL is not/,
    );
  assert.match(chooseSandbox({ HOST: '0.0.0.0' }).problem, /because HOST is not/);
  assert.deepEqual(chooseSandbox({ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }), {
    usesSandbox: true,
  });
});

test('a key is the processor; SANDBOX decides by name', () => {
  assert.deepEqual(chooseSandbox({ ...KEY, PUBLIC_URL: 'https://pay.shop.example' }), { usesSandbox: false });
  assert.deepEqual(chooseSandbox({ INFLOW_API_KEY_FILE: '/run/key' }), { usesSandbox: false });
  assert.deepEqual(chooseSandbox({ SANDBOX: 'on', PUBLIC_URL: 'https://demo.example' }), {
    usesSandbox: true,
  });
  assert.deepEqual(chooseSandbox({ ...KEY, SANDBOX: 'off' }), { usesSandbox: false });
  assert.match(chooseSandbox({ ...KEY, SANDBOX: 'on' }).problem, /only one of them/);
  assert.match(chooseSandbox({ SANDBOX: 'off' }).problem, /SANDBOX is off/);
  assert.match(chooseSandbox({ SANDBOX: 'maybe' }).problem, /must be auto, on or off/);
});

test('a start that would let the sandbox take a public page ends before anything else, with that sentence', () => {
  const script = fileURLToPath(new URL('start.mjs', import.meta.url));
  const env = { PATH: process.env.PATH, PUBLIC_URL: 'https://pay.shop.example' };
  const { status, stderr, stdout } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^INFLOW_API_KEY must be set, because PUBLIC_URL is not .*\n$/);
});
