// pnpm sbom: the software bill of materials of pnpm-lock.yaml, CycloneDX 1.6. Writes reports/sbom.cdx.json.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { readDependencies } from './dependencies.mjs';
import { ROOT } from './tools.mjs';

const FILE = join('reports', 'sbom.cdx.json');

/**
 * The document as JSON. The same lockfile gives the same document: it holds no time, and its serial number is made from
 * the lockfile. Licences only of what is installed on this kind of machine.
 */
export function createSbom({ packages, roots } = readDependencies()) {
  const components = new Map([...packages].map(([id, locked]) => [id, componentOf(id, locked)]));
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const application = new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: 'root',
    version,
    purl: purlOf(name, version),
  });
  application.licenses.add(licenceOf(license));
  const connect = (component, ids) => {
    for (const id of ids) component.dependencies.add(components.get(id).bomRef);
  };
  connect(application, roots);
  for (const [id, { dependencies }] of packages) connect(components.get(id), dependencies);
  const bom = new Models.Bom({
    serialNumber: serialNumber(),
    metadata: new Models.Metadata({ component: application }),
    components: new Models.ComponentRepository(components.values()),
  });
  const normalize = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normalize).serialize(bom, { sortLists: true, space: 2 });
}

function componentOf(id, { name, version, integrity, licence, shipped }) {
  const component = new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: id,
    version,
    purl: purlOf(name, version),
    // What builds and tests is not in the running programs.
    scope: shipped ? Enums.ComponentScope.Required : Enums.ComponentScope.Excluded,
  });
  if (integrity !== undefined) {
    const [algorithm, value] = integrity.split('-', 2);
    const hash = Buffer.from(value, 'base64').toString('hex');
    component.hashes.set(algorithm.replace('sha', 'SHA-').toUpperCase(), hash);
  }
  if (licence !== undefined) component.licenses.add(licenceOf(licence));
  return component;
}

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;

const licenceOf = (expression) =>
  / (OR|AND|WITH) /.test(expression)
    ? new Models.LicenseExpression(expression)
    : new Models.SpdxLicense(expression);

/** A UUID of version 4's form from the lockfile's digest. */
function serialNumber() {
  const digest = createHash('sha256')
    .update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
    .digest('hex');
  return `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5')}`;
}

if (process.argv[1] === import.meta.filename) {
  const dependencies = readDependencies();
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  writeFileSync(join(ROOT, FILE), `${createSbom(dependencies)}\n`);
  const all = [...dependencies.packages.values()];
  const shipped = all.filter((locked) => locked.shipped).length;
  console.log(`${FILE}: ${all.length} packages, ${shipped} of them in the running programs.`);
}
