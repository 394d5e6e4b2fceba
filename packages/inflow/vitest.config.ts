import { defineConfig } from 'vitest/config';

/** Tests wait for events; this only ends a test that hangs, also on a slow and busy machine. */
export default defineConfig({ test: { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 } });
