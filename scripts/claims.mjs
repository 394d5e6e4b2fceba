// Holds the pages on security to the code: each test that they name exists by that title in that file, each file that they
// name exists, and each row of a table of claims names a test or says "operator".
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const PAGES = [
  'SECURITY.md',
  ...readdirSync('docs/security')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', 'security', name)),
];
/** Their tables claim something in every row. */
const CLAIMING = ['threat-model.md', 'pci-dss.md'];

const problems = [];
let tests = 0;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** As the whole of a call's first argument, in whichever quotes. */
function hasTest(source, title) {
  const written = escaped(title).replaceAll("'", "\\\\?'");
  return new RegExp(`\\(\\s*(['"\`])${written}\\1`).test(source);
}

for (const page of PAGES) {
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
  for (const [, title, target] of text.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const file = normalize(join(dirname(page), target.split('#', 1)[0]));
    if (!existsSync(file)) problems.push(`${page}: ${target} does not exist`);
    else if (/\.test\.tsx?$/.test(file)) {
      tests += 1;
      if (!hasTest(readFileSync(file, 'utf8'), title))
        problems.push(`${page}: ${file} has no test "${title}"`);
    }
  }
  for (const [, path] of text.matchAll(/`((?:apps|packages|scripts|docs|fixtures)\/[\w./-]+)`/g)) {
    if (!existsSync(path)) problems.push(`${page}: ${path} does not exist`);
  }
  if (!CLAIMING.some((name) => page.endsWith(name))) continue;
  // The row of dashes below a head tells what is a table's head and what is its body.
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const isBody =
      line.startsWith('|') && !/^\|[\s|:-]+$/.test(line) && !/^\|[\s|:-]+$/.test(lines[at + 1] ?? '');
    if (isBody && !/\.test\.tsx?\)|\boperator\b/i.test(line))
      problems.push(`${page}:${line.slice(0, 60)}… names no test and no operator`);
  }
}

for (const problem of problems) console.error(problem);
console.log(`${PAGES.length} pages, ${tests} tests named, ${problems.length} problems.`);
process.exit(problems.length === 0 && tests > 0 ? 0 : 1);
