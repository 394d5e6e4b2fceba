/** A name on a card in Inflow's two fields: the last word is the last name. */
export function splitName(name: string): { firstName?: string; lastName?: string } {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const lastName = words.length > 1 ? words.pop() : undefined;
  const firstName = words.join(' ');
  return { ...(firstName === '' ? {} : { firstName }), ...(lastName === undefined ? {} : { lastName }) };
}
