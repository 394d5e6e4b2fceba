import * as z from 'zod/mini';
import { COUNTRY_CODES } from './country-code.ts';

export { isEuMember } from './country-code.ts';

const assigned: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** A real ISO 3166-1 alpha-2 code in upper case; anything else is `unknown`. */
export const countrySchema = z.string('required').check(z.refine((code) => assigned.has(code), 'unknown'));
