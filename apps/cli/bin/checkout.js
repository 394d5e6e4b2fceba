#!/usr/bin/env node
// `checkout` inside this repository. The npm package has the built file alone (packaging/main.ts).
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) await import(built);
else {
  process.stderr.write('The command line is not built yet: npm start builds it.\n');
  process.exitCode = 2;
}
