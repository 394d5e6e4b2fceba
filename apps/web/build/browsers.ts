/**
 * The oldest browsers in which the built page works, by browserslist's names; docs/browsers.md says what older ones get. test/browsers.test.ts
 * checks the built files. Raise one only for what no older way does.
 */
export const BROWSERS = { chrome: '93', edge: '93', firefox: '95', safari: '15.4', ios_saf: '15.4' } as const;

/** For tools that read browserslist's queries. */
export const browserQueries = Object.entries(BROWSERS).map(([name, version]) => `${name} ${version}`);
