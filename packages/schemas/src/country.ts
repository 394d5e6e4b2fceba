import * as z from 'zod/mini';
import { COUNTRY_CODES } from './country-code.ts';

export { isEuMember } from './country-code.ts';

const assigned: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** An assigned ISO 3166-1 alpha-2 code in upper case; any other string is `unknown`. */
export const countrySchema = z.string('required').check(z.refine((code) => assigned.has(code), 'unknown'));
