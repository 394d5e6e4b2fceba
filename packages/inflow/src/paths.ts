const ID_PLACE = '{id}';
const MAX_ID_LENGTH = 256;

/** Puts an id into a path template such as `/api/payment/{id}`; null when it cannot be an id of Inflow's. */
export function pathWithId(template: string, id: string): string | null {
  // Dots survive encoding, and a server that tidies `/api/payment/..` would act on another resource.
  if (id === '' || id.length > MAX_ID_LENGTH || /^\.+$/.test(id) || !id.isWellFormed()) return null;
  return template.replace(ID_PLACE, () => encodeURIComponent(id));
}

/** Query string of the fields that have a value, or nothing. */
export function queryOf(fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}
