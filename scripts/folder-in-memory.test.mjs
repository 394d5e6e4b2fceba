import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { makeFolderInMemory, removeFolder } from './folder-in-memory.mjs';

test('where there is a folder in memory, programs run from it and it can be removed', () => {
  const folder = makeFolderInMemory(0);
  if (folder === null) return;
  assert.deepEqual(readdirSync(folder), ['program']);
  removeFolder(folder);
  assert.equal(existsSync(folder), false);
});

test('there is none where it needs more memory than there is', () => {
  assert.equal(makeFolderInMemory(Number.MAX_SAFE_INTEGER), null);
});
