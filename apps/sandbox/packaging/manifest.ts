import source from '../package.json' with { type: 'json' };

/** Each command, and its source below `src`. */
export const commands = { 'inflow-sandbox': 'main', 'inflow-probe': 'probe-command' } as const;

/** Each module that other programs import, and its source below `src`. */
export const modules = { control: 'control/client', dialect: 'domain/dialect', start: 'start' } as const;

const each = (names: object, entry: (name: string) => readonly [string, unknown]) =>
  Object.fromEntries(Object.keys(names).map(entry));

/** The package.json of the package. It has no dependencies: the bundles hold them. */
export const manifest = {
  name: 'inflow-sandbox',
  version: source.version,
  description: "A stateful stand-in for Inflow's payment API, for development and tests",
  keywords: ['inflow', 'payments', 'sandbox', 'mock-server', '3-d-secure', 'webhooks'],
  license: source.license,
  type: 'module',
  // The first release of 20 with long-term support. packaging/tsconfig.json and biome.json keep newer globals out.
  engines: { node: '>=20.9' },
  bin: each(commands, (name) => [name, `dist/${name}.js`]),
  exports: each(modules, (name) => [
    `./${name}`,
    { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  ]),
};
