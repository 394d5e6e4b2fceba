import assert from 'node:assert/strict';
import { test } from 'node:test';
import { API_ROOMS, checkArrows, importsOf } from './arrows.mjs';

const errorsOf = (files, options) => checkArrows(new Map(Object.entries(files)), options);
const allowed = (path, source, others = {}) => assert.deepEqual(errorsOf({ [path]: source, ...others }), []);
const refused = (path, source, why, others = {}) => {
  const errors = errorsOf({ [path]: source, ...others });
  assert.equal(errors.length, 1, `one error, not ${JSON.stringify(errors)}`);
  assert.match(errors[0], why);
};

test('imports are read by kind: value, type and dynamic, re-exports and import types included', () => {
  const source = `
    import a from 'a';
    import type { B } from 'b';
    import { type C } from 'c';
    import 'd';
    export * from 'e';
    export type { F } from 'f';
    type G = import('g').G;
    const h = () => import('h');
    // import 'comment';
    const text = "import 'text'";`;
  const found = importsOf('x.ts', source).map(({ specifier, kind }) => `${specifier} ${kind}`);
  assert.deepEqual(found.sort(), [
    'a value',
    'b type',
    'c value',
    'd value',
    'e value',
    'f type',
    'g type',
    'h dynamic',
  ]);
});

test('packages: the table allows an import, and refuses every other', () => {
  allowed('apps/web/src/a.ts', "import { x } from '@checkout/schemas/money';");
  allowed('apps/cli/src/a.ts', "import { x } from '@checkout/client';");
  refused('apps/web/src/a.ts', "import { x } from '@checkout/inflow/client';", /apps\/web must not import/);
  refused('packages/inflow/src/a.ts', "import type { X } from '@checkout/schemas/money';", /must not import/);
  refused('apps/sandbox/src/a.ts', "import { x } from '@checkout/inflow/wire';", /must not import/);
  refused('apps/other/src/a.ts', "import { x } from 'zod';", /apps\/other is not in the table/);
});

test('packages: where only types are allowed, a value import is refused', () => {
  allowed('apps/web/src/a.ts', "import type { AppRouter } from '@checkout/api/router';");
  refused('apps/web/src/a.ts', "import { appRouter } from '@checkout/api/router';", /only the types/);
  refused('apps/web/src/a.ts', "import { type AppRouter } from '@checkout/api/router';", /only the types/);
  refused('apps/web/src/a.ts', "await import('@checkout/api/router');", /only the types/);
});

test('packages: an entry point for tests is refused in other files, and other entry points are refused in tests', () => {
  const source = "import { startSandbox } from '@checkout/sandbox/start';";
  allowed('apps/api/src/http/a.test.ts', source);
  allowed('apps/api/test/a.ts', source);
  refused('apps/api/src/http/a.ts', source, /must not import/);
  refused('apps/api/test/a.ts', "import { x } from '@checkout/sandbox/control';", /must not import/);
  refused('packages/e2e/faults/a.ts', source, /must not import/);
});

test('packages: a relative path into another package is refused, one to a fixture is not', () => {
  allowed('packages/inflow/src/a.test.ts', "import x from '../../../fixtures/inflow/payment.json';");
  refused('apps/web/src/a.ts', "import { x } from '../../api/src/env.ts';", /leaves the package/);
});

test('rooms: an import downwards is allowed, one upwards or sideways is refused, tests may use any room', () => {
  const rooms = {
    'apps/api/src/trpc/t.ts': '',
    'apps/api/src/checkout/c.ts': '',
    'apps/api/src/service/s.ts': '',
    'apps/api/src/events/e.ts': '',
    'apps/api/src/db/d.ts': '',
  };
  allowed('apps/api/src/trpc/a.ts', "import '../checkout/c.ts'; import '../db/d.ts';", rooms);
  allowed('apps/api/src/attempts/a.ts', "import '../events/e.ts';", rooms);
  allowed('apps/api/src/db/a.test.ts', "import '../trpc/t.ts';", rooms);
  refused(
    'apps/api/src/db/a.ts',
    "import '../events/e.ts';",
    /must not import apps\/api\/src\/events/,
    rooms,
  );
  refused(
    'apps/api/src/checkout/a.ts',
    "import type { X } from '../service/s.ts';",
    /must not import/,
    rooms,
  );
  refused('apps/api/src/jobs/a.ts', "import '../trpc/t.ts';", /must not import/, rooms);
});

test('rooms: the root files are open to whom the table says', () => {
  const files = {
    'apps/api/src/app.ts': "import './trpc/t.ts';",
    'apps/api/src/env.ts': '',
    'apps/api/src/deps.ts': "import type { X } from './db/d.ts';",
    'apps/api/src/db/d.ts': '',
    'apps/api/src/trpc/t.ts': '',
  };
  allowed('apps/api/src/main.ts', "import './app.ts'; import './db/d.ts';", files);
  allowed('apps/api/src/fraud/a.ts', "import '../env.ts'; import type { D } from '../deps.ts';", files);
  refused(
    'apps/api/src/fraud/a.ts',
    "import '../deps.ts';",
    /must not import apps\/api\/src\/deps.ts/,
    files,
  );
  refused('apps/api/src/http/a.ts', "import '../app.ts';", /must not import apps\/api\/src\/app.ts/, files);
  refused('apps/api/src/log.ts', "import './db/d.ts';", /must not import apps\/api\/src\/db/, files);
});

test('rooms: one that the table does not have is refused', () => {
  const [error] = errorsOf({ 'apps/api/src/attempt/a.ts': '' });
  assert.match(error, /apps\/api\/src\/attempt is not in the table of rooms/);
});

test('rooms: the table itself has no cycle', () => {
  const below = (room, seen = []) => {
    assert.ok(!seen.includes(room), `${[...seen, room].join(' → ')}`);
    for (const next of API_ROOMS[room]) below(next, [...seen, room]);
  };
  for (const room of Object.keys(API_ROOMS)) below(room);
});

test('cycles: value imports that lead back are refused once, type-only and dynamic imports are not', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `apps/web/src/${name}.ts`);
  const cycle = { [a]: "import './b.ts';", [b]: "import './c.ts';", [c]: "export * from './a.ts';" };
  assert.deepEqual(errorsOf(cycle), [`import cycle: ${a} → ${b} → ${c} → ${a}`]);
  assert.deepEqual(errorsOf({ ...cycle, [c]: "import type { A } from './a.ts';" }), []);
  assert.deepEqual(errorsOf({ ...cycle, [c]: "const load = () => import('./a.ts');" }), []);
});
