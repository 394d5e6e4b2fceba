/** Writes `docs/openapi.json`, which `openapi.test.ts` compares with what is served. */
import { writeFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };
import { createOpenApi } from '../src/http/openapi/document.ts';

const document = createOpenApi({ server: 'https://pay.shop.example', version: manifest.version });
writeFileSync(
  new URL('../../../docs/openapi.json', import.meta.url),
  `${JSON.stringify(document, null, 2)}\n`,
);
