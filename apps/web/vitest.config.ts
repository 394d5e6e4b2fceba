import { defineConfig } from 'vitest/config';
import { reactAlias } from './build/react-alias.ts';

export default defineConfig({
  resolve: { alias: reactAlias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    // So that the libraries get the same views as the pages.
    server: { deps: { inline: [/@tanstack/, /@trpc/, /wouter/, /preact/] } },
  },
});
