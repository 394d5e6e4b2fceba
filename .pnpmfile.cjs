/**
 * openapi-typescript writes types through the compiler's API, which TypeScript 7 does not have. It gets a TypeScript 5 of its own in place
 * of the peer. `packageExtensions` and `overrides` cannot do this: the peer goes before a dependency of that name.
 */
function readPackage(manifest) {
  if (manifest.name === 'openapi-typescript') {
    delete manifest.peerDependencies.typescript;
    manifest.dependencies.typescript = '5.9.3';
  }
  return manifest;
}

module.exports = { hooks: { readPackage } };
