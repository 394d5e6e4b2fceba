import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loaded before everything else: stripping the types is more than half of the time a start takes.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
