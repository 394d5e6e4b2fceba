// Checks that imports follow the arrows: which package may import which, which room of apps/api may import which, and
// no import cycle between files. docs/ARCHITECTURE.md says the same in words.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { ROOT } from './tools.mjs';

/**
 * What each package may import of the others: `imports` in any way, `types` by `import type` alone, `testImports` in
 * test files alone. `sandbox` stands for all its entry points, `sandbox/control` for that one.
 */
export const PACKAGES = {
  'apps/api': { imports: ['schemas', 'inflow'], testImports: ['sandbox/start', 'sandbox/dialect'] },
  'apps/cli': { imports: ['client'] },
  'apps/console': { imports: ['schemas'], types: ['api'] },
  'apps/sandbox': {},
  'apps/web': { imports: ['schemas'], types: ['api'] },
  'packages/bench': { imports: ['e2e/support', 'sandbox/control'], types: ['api'] },
  'packages/client': { imports: ['schemas'], types: ['api'], testImports: ['sandbox/control'] },
  'packages/e2e': { imports: ['sandbox/control', 'sandbox/dialect', 'schemas/card-check'], types: ['api'] },
  'packages/inflow': {},
  'packages/schemas': {},
};

/** The rooms of apps/api/src, from the top, and the rooms that each may import. */
export const API_ROOMS = {
  commands: ['service', 'pages', 'db'],
  // It serves the procedures.
  http: [
    'trpc',
    'checkout',
    'service',
    'operators',
    'pages',
    'attempts',
    'events',
    'fraud',
    'telemetry',
    'db',
  ],
  trpc: ['checkout', 'service', 'operators', 'pages', 'attempts', 'events', 'fraud', 'telemetry', 'db'],
  jobs: ['checkout', 'service', 'operators', 'pages', 'attempts', 'events', 'fraud', 'telemetry', 'db'],
  // A service's session is the shopper's with more around it; a page shows what the procedures answer.
  service: ['checkout', 'attempts', 'events', 'fraud', 'telemetry', 'db'],
  operators: ['service', 'checkout', 'attempts', 'events', 'fraud', 'telemetry', 'db'],
  pages: ['checkout', 'attempts', 'events', 'fraud', 'telemetry', 'db'],
  checkout: ['attempts', 'events', 'fraud', 'telemetry', 'db'],
  // A transition appends its event in its own transaction; an attempt begins within the velocity limits.
  attempts: ['events', 'fraud', 'telemetry', 'db'],
  events: ['telemetry', 'db'],
  fraud: ['db'],
  // It is told what happens, and asks nothing.
  telemetry: ['db'],
  db: [],
};

/** The files of apps/api/src outside the rooms: what they may import, and who may import them. */
export const API_ROOT_FILES = {
  'main.ts': { imports: 'anything', importedBy: 'root files' },
  'app.ts': { imports: 'anything', importedBy: 'root files' },
  'env.ts': { imports: 'root files', importedBy: 'anything' },
  'console.ts': { imports: 'anything', importedBy: 'root files' },
  'console-roles.ts': { imports: 'root files', importedBy: 'anything' },
  'database-url.ts': { imports: 'root files', importedBy: 'env.ts' },
  'loopback.ts': { imports: 'root files', importedBy: 'anything' },
  'secret.ts': { imports: 'root files', importedBy: 'app.ts' },
  'service-tokens.ts': { imports: 'root files', importedBy: 'anything' },
  'three-ds-policy.ts': { imports: 'root files', importedBy: 'anything' },
  'typed-text.ts': { imports: 'root files', importedBy: 'anything' },
  'watched-file.ts': { imports: 'root files', importedBy: 'anything' },
  'call-scope.ts': { imports: 'root files', importedBy: 'anything' },
  'request-id.ts': { imports: 'root files', importedBy: 'anything' },
  'app-error.ts': { imports: 'root files', importedBy: 'anything' },
  'inflow-access.ts': { imports: 'root files', importedBy: 'root files' },
  'listen-problem.ts': { imports: 'root files', importedBy: 'root files' },
  'log.ts': { imports: 'root files', importedBy: 'anything' },
  'start-warnings.ts': { imports: 'root files', importedBy: 'root files' },
  'uncaught.ts': { imports: 'root files', importedBy: 'root files' },
  'version.ts': { imports: 'root files', importedBy: 'anything' },
  'paths.ts': { imports: 'root files', importedBy: 'anything' },
  'deps.ts': { imports: 'types', importedBy: 'types' },
};

const SCOPE = '@checkout/';
const API_SOURCES = 'apps/api/src/';

/**
 * @typedef {{ specifier: string, kind: 'value' | 'type' | 'dynamic' }} Import
 * A `type` import is erased before the code runs; `import { type A }` is not, it still loads the module.
 * @returns {Import[]}
 */
export function importsOf(path, source) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const found = [];
  const add = (node, kind) => {
    if (node?.type === 'Literal' && typeof node.value === 'string')
      found.push({ specifier: node.value, kind });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => add(source, importKind === 'type' ? 'type' : 'value'),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, exportKind === 'type' ? 'type' : 'value'),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === 'type' ? 'type' : 'value'),
    ImportExpression: ({ source }) => add(source, 'dynamic'),
    TSImportType: ({ source }) => add(source, 'type'),
  }).visit(program);
  return found;
}

const packageOf = (path) => path.split('/', 2).join('/');

/** Test files, and everything outside a package's `src`: tests, benches, examples. */
const isTest = (path) => /\.test\.tsx?$/.test(path) || path.split('/')[2] !== 'src';

/** `sandbox/control` is covered by `sandbox` and by itself. */
const covers = (allowed = [], name) => allowed.some((each) => name === each || name.startsWith(`${each}/`));

function checkPackages(path, { specifier, kind }, packages) {
  const own = packageOf(path);
  const rules = packages[own];
  if (rules === undefined) return `${own} is not in the table of packages`;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    // Outside the packages are the repository's own files, such as fixtures.
    const leaves = packageOf(target) !== own && /^(apps|packages)\//.test(target);
    return leaves ? `${path}: ${specifier} leaves the package; import it by its name` : null;
  }
  if (!specifier.startsWith(SCOPE)) return null;
  const name = specifier.slice(SCOPE.length);
  if (name.split('/', 1)[0] === own.split('/')[1] || covers(rules.imports, name)) return null;
  if (isTest(path) && covers(rules.testImports, name)) return null;
  if (!covers(rules.types, name)) return `${path}: ${own} must not import ${specifier}`;
  return kind === 'type' ? null : `${path}: ${own} may import only the types of ${specifier}`;
}

/** The room of a file of apps/api/src; null for a file outside the rooms. */
const roomOf = (path) => {
  const [room, ...rest] = path.slice(API_SOURCES.length).split('/');
  return rest.length === 0 ? null : room;
};

function checkRooms(path, target, kind, { rooms, rootFiles }) {
  const [from, to] = [roomOf(path), roomOf(target)];
  const [fromFile, toFile] = [path, target].map((each) => rootFiles[each.slice(API_SOURCES.length)]);
  const refused = `${path}: must not import ${target}`;
  if (from === null && fromFile?.imports === 'anything') return null;
  if (to === null) {
    if (from === null || toFile.importedBy === 'anything') return null;
    return toFile.importedBy === 'types' && kind === 'type' ? null : refused;
  }
  if (from === null) return fromFile.imports === 'types' && kind === 'type' ? null : refused;
  return from === to || rooms[from].includes(to) ? null : refused;
}

/** Each cycle once, as the files it goes through. */
function findCycles(graph) {
  const cycles = [];
  const done = new Set();
  const visit = (file, way) => {
    const at = way.indexOf(file);
    if (at >= 0) cycles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

/**
 * @param {Map<string, string>} files sources by path from the repository's root
 * @returns {string[]} one sentence for each import against the arrows
 */
export function checkArrows(
  files,
  { packages = PACKAGES, rooms = API_ROOMS, rootFiles = API_ROOT_FILES } = {},
) {
  const errors = new Set();
  const unknown = new Set();
  const graph = new Map();
  const isKnown = (path) => {
    const room = roomOf(path);
    const known = room === null ? rootFiles[path.slice(API_SOURCES.length)] : rooms[room];
    if (known === undefined)
      unknown.add(`${API_SOURCES}${room ?? path.slice(API_SOURCES.length)} is not in the table of rooms`);
    return known !== undefined;
  };
  for (const [path, source] of files) {
    const next = [];
    graph.set(path, next);
    if (path.startsWith(API_SOURCES) && !isTest(path)) isKnown(path);
    for (const imported of importsOf(path, source)) {
      const refused = checkPackages(path, imported, packages);
      if (refused !== null) errors.add(refused);
      const target = posix.join(posix.dirname(path), imported.specifier);
      if (!imported.specifier.startsWith('.') || !files.has(target)) continue;
      if (imported.kind === 'value') next.push(target);
      // A test may use any room.
      if (!path.startsWith(API_SOURCES) || isTest(path) || !target.startsWith(API_SOURCES)) continue;
      if (!isKnown(path) || !isKnown(target)) continue;
      const wrongWay = checkRooms(path, target, imported.kind, { rooms, rootFiles });
      if (wrongWay !== null) errors.add(wrongWay);
    }
  }
  for (const cycle of findCycles(graph)) errors.add(`import cycle: ${cycle.join(' → ')}`);
  return [...errors, ...unknown];
}

/** Every TypeScript source of the packages, except what is installed or built. */
function readSources() {
  const files = new Map();
  const read = (folder) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!/^(node_modules|dist.*|reports|\..*)$/.test(entry.name)) read(path);
      } else if (/\.tsx?$/.test(entry.name)) files.set(path, readFileSync(join(ROOT, path), 'utf8'));
    }
  };
  read('apps');
  read('packages');
  return files;
}

if (process.argv[1] === import.meta.filename) {
  const files = readSources();
  const errors = checkArrows(files);
  for (const error of errors) console.error(error);
  console.log(`${files.size} files, ${errors.length} imports against the arrows.`);
  process.exit(errors.length === 0 && files.size > 0 ? 0 : 1);
}
