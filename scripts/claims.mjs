// Checks the security documents against the code: each test that they name exists by that title in that file, each file
// that they name exists, and each row of a table of claims names a test or says "operator".
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const DOCUMENTS = [
  'SECURITY.md',
  join('docs', 'events.md'),
  join('docs', 'retention.md'),
  ...readdirSync('docs/security')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', 'security', name)),
];
/** Every row of these documents' tables is a claim. */
const WITH_CLAIMS = ['threat-model.md', 'pci-dss.md'];

const problems = [];
let tests = 0;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a file calls a function with this title as its whole first argument, in any quotes. */
function hasTest(source, title) {
  const written = escaped(title).replaceAll("'", "\\\\?'");
  return new RegExp(`\\(\\s*(['"\`])${written}\\1`).test(source);
}

for (const document of DOCUMENTS) {
  const text = readFileSync(document, 'utf8').replace(/^```.*?^```/gms, '');
  for (const [, title, target] of text.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const file = normalize(join(dirname(document), target.split('#', 1)[0]));
    if (!existsSync(file)) problems.push(`${document}: ${target} does not exist`);
    else if (/\.test\.tsx?$/.test(file)) {
      tests += 1;
      if (!hasTest(readFileSync(file, 'utf8'), title))
        problems.push(`${document}: ${file} has no test "${title}"`);
    }
  }
  for (const [, path] of text.matchAll(/`((?:apps|packages|scripts|docs|fixtures)\/[\w./-]+)`/g)) {
    if (!existsSync(path)) problems.push(`${document}: ${path} does not exist`);
  }
  if (!WITH_CLAIMS.some((name) => document.endsWith(name))) continue;
  // A table's head is the row above the row of dashes.
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const isBody =
      line.startsWith('|') && !/^\|[\s|:-]+$/.test(line) && !/^\|[\s|:-]+$/.test(lines[at + 1] ?? '');
    if (isBody && !/\.test\.tsx?\)|\boperator\b/i.test(line))
      problems.push(`${document}:${line.slice(0, 60)}… names no test and no operator`);
  }
}

for (const problem of problems) console.error(problem);
console.log(`${DOCUMENTS.length} documents, ${tests} tests named, ${problems.length} problems.`);
process.exit(problems.length === 0 && tests > 0 ? 0 : 1);
