import type * as z from 'zod/mini';
import type { Described } from './described.ts';
import { describedInputs } from './described-inputs.ts';
import { describedResults } from './described-results.ts';

/**
 * Names and texts for the contracts of the service procedures, from which `/openapi.json` is made. Apart from the schemas, so that the page
 * does not carry them.
 */
export const apiReference: ReadonlyMap<z.core.$ZodType, Described> = new Map([
  ...describedInputs,
  ...describedResults,
]);
