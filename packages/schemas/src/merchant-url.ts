import * as z from 'zod/mini';
import { mayBeKept, upTo } from './text.ts';

/** https for any host, http for loopback only: the same rule as for Inflow's base URLs. */
export const merchantUrlSchema = z.string('invalid').check(
  upTo(2000),
  mayBeKept,
  z.refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    const loopback =
      url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname);
    return (
      (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) &&
      url.username === '' &&
      url.password === ''
    );
  }, 'invalid'),
);
