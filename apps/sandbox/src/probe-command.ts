#!/usr/bin/env node
import { probeHelp, requestedText } from './help.ts';

const text = requestedText(process.argv.slice(2), probeHelp);
if (text === undefined) await import('./probe/main.ts');
else process.stdout.write(text);
