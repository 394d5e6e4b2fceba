import source from '../package.json' with { type: 'json' };

/** The package.json of the package. It has no dependencies: the bundle holds them. */
export const manifest = {
  name: source.name,
  version: source.version,
  description: source.description,
  keywords: ['inflow', 'checkout', 'payments', 'webhooks', 'typed-client'],
  license: source.license,
  type: 'module',
  // `AbortSignal.any`, and the first release of 20 with long-term support.
  engines: { node: '>=20.9' },
  exports: {
    '.': {
      import: { types: './dist/index.d.ts', default: './dist/index.js' },
      require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
    },
    './package.json': './package.json',
  },
  main: './dist/index.cjs',
  types: './dist/index.d.cts',
  publishConfig: { access: 'public' },
};
