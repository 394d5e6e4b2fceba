// pnpm sbom: the software bill of materials, CycloneDX 1.6, of what pnpm-lock.yaml holds. Writes reports/sbom.cdx.json.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';
import { licencesByPackage } from './licences.mjs';
import { readLockfile } from './lockfile.mjs';

const FILE = join('reports', 'sbom.cdx.json');

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;

/** The same for the same lockfile: no time, no machine. Licences only of what is installed on this kind of machine. */
export function createSbom() {
  const { packages, roots } = readLockfile();
  const licences = licencesByPackage();
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const digest = createHash('sha256')
    .update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
    .digest('hex');
  const all = [...packages.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  const root = { name: manifest.name, version: manifest.version };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5')}`,
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': 'root', ...root, licenses: [licence(manifest.license)] },
    },
    components: all.map(([id, locked]) => ({
      type: 'library',
      'bom-ref': id,
      name: locked.name,
      version: locked.version,
      // What builds and tests is not in the running programs.
      scope: locked.shipped ? 'required' : 'excluded',
      ...(locked.integrity === undefined ? {} : { hashes: [hash(locked.integrity)] }),
      ...(licences.has(id) ? { licenses: [licence(licences.get(id))] } : {}),
      purl: purl(locked),
    })),
    dependencies: [
      { ref: 'root', dependsOn: roots },
      ...all.map(([id, { dependencies }]) => ({ ref: id, dependsOn: [...new Set(dependencies)].sort() })),
    ],
  };
}

const hash = (integrity) => {
  const [algorithm, value] = integrity.split('-', 2);
  return {
    alg: algorithm.replace('sha', 'SHA-').toUpperCase(),
    content: Buffer.from(value, 'base64').toString('hex'),
  };
};

const licence = (expression) =>
  / (OR|AND|WITH) /.test(expression) ? { expression } : { license: { id: expression } };

if (process.argv[1] === import.meta.filename) {
  const sbom = createSbom();
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  writeFileSync(join(ROOT, FILE), `${JSON.stringify(sbom, null, 2)}\n`);
  const shipped = sbom.components.filter(({ scope }) => scope === 'required').length;
  console.log(`${FILE}: ${sbom.components.length} packages, ${shipped} of them in the running programs.`);
}
