import { defineConfig } from 'vite';

const commands = ['deliveries', 'erase-person', 'health', 'inspect-page', 'installation', 'migrate'];

/**
 * ESM files for Node with every dependency inlined, so that they run without node_modules: what is tested is what `npm run package` packs.
 * The programs of the embedded PostgreSQL stay outside.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        ...Object.fromEntries(commands.map((name) => [name, `src/commands/${name}.ts`])),
      },
      // All beside each other: `paths.ts` counts on it.
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
});
