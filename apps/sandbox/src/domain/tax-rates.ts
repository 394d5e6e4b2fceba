/** Standard VAT rates in hundredths of a percent. Inferred: Inflow computes tax, but publishes no table. */
const euRates: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  HR: 2500,
  CY: 1900,
  CZ: 2100,
  DK: 2500,
  EE: 2400,
  FI: 2550,
  FR: 2000,
  DE: 1900,
  GR: 2400,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LV: 2100,
  LT: 2100,
  LU: 1700,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SK: 2300,
  SI: 2200,
  ES: 2100,
  SE: 2500,
};

export const euCountries: ReadonlySet<string> = new Set(Object.keys(euRates));

export const standardRates: Readonly<Record<string, number>> = { ...euRates, GB: 2000, CH: 810, NO: 2500 };

/** State sales tax by the first three digits of the ZIP code; a state that is not here has rate 0. */
export const usRatesByZip: readonly { readonly from: number; readonly to: number; readonly rate: number }[] =
  [
    { from: 100, to: 149, rate: 400 }, // New York
    { from: 320, to: 349, rate: 600 }, // Florida
    { from: 600, to: 629, rate: 625 }, // Illinois
    { from: 750, to: 799, rate: 625 }, // Texas
    { from: 900, to: 961, rate: 725 }, // California
    { from: 980, to: 994, rate: 650 }, // Washington
  ];
