/** Whose checkout this is. The look is in styles/theme.css. */
export const merchant = { name: 'Inflow demo store' } as const;
