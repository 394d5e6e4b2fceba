import manifest from '../../../package.json' with { type: 'json' };

/** Of the build: that of the repository, its package and its image. */
export const VERSION: string = manifest.version;
