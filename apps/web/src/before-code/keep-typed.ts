/*
 * Stands in the page itself, as build/inline-script.ts makes it, because it is for the case that the page's other scripts do not come: keeps
 * what was typed from one load of the page to the next, but never the card's number, expiry or code. Once the page's code has taken over, and removed the notice, this does nothing. It also fills in what
 * that code has kept (pay-form/drafts.tsx), before the page is first shown. A block, so that no name becomes the window's.
 */
{
  /** How many digits each may have: with more it can be a card that was typed into the wrong field. */
  const FIELDS: Readonly<Record<string, number>> = {
    email: 12,
    name: 0,
    country: 0,
    postalCode: 9,
    business: 0,
    businessName: 6,
    taxId: 12,
  };
  const key = `typed:${location.pathname}`;

  const fields = () =>
    [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('.pay-form [name]')].filter((field) =>
      Object.keys(FIELDS).includes(field.name),
    );

  const digitsOf = (text: string) => text.replace(/\P{Nd}/gu, '').length;

  const keep = () => {
    if (document.getElementById('late') === null) return;
    const kept: Record<string, string> = {};
    for (const field of fields()) {
      const value =
        field.type === 'checkbox' ? ((field as HTMLInputElement).checked ? 'on' : '') : field.value;
      if (value !== '' && digitsOf(value) <= (FIELDS[field.name] ?? 0)) kept[field.name] = value;
    }
    sessionStorage.setItem(key, JSON.stringify(kept));
  };

  const restore = (kept: Record<string, unknown>) => {
    for (const field of fields()) {
      const stored = kept[field.name];
      const value = stored === true ? 'on' : stored;
      if (typeof value !== 'string' || field.hasAttribute('readonly')) continue;
      if (field instanceof HTMLSelectElement) {
        if ([...field.options].some((option) => option.value === value)) field.value = value;
      } else if (field.type === 'checkbox') field.checked = value === 'on';
      // Else the browser has restored it, or the shopper was faster.
      else if (field.value === field.defaultValue) field.value = value;
    }
  };

  // Storage may be forbidden, full, or hold anything.
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.setItem(key, '');
    sessionStorage.removeItem(key);
    addEventListener('pagehide', keep);
    const said = document.getElementById('late-kept');
    if (said !== null) said.hidden = fields().length === 0;
    const drafts: { sessionId: string }[] = JSON.parse(sessionStorage.getItem('drafts') ?? '[]');
    const draft = drafts.find(({ sessionId }) => location.pathname === `/checkout/${sessionId}`);
    restore(text === null ? { ...draft } : JSON.parse(text));
  } catch {
    // Nothing is kept, and the notice does not say so.
  }
}
