import type { Currency } from '@checkout/schemas/money';

/** Those that can be charged. Not the contract's own list, which would bring the library that checks inputs to the first page. */
export const CURRENCIES = ['EUR', 'USD'] as const satisfies readonly Currency[];
