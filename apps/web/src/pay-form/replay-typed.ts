/**
 * Fields work before this page's code does. Tells the form of what was typed or chosen by then, as the browser's own
 * autofill would: each field then formats its text, keeps its caret and finds its problems as usual.
 */
export function replayTyped(form: HTMLFormElement): void {
  for (const element of form.elements) {
    if (!isChanged(element)) continue;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

export function isChanged(element: Element): boolean {
  if (element instanceof HTMLSelectElement)
    return Array.from(element.options).some(({ selected, defaultSelected }) => selected !== defaultSelected);
  if (!(element instanceof HTMLInputElement)) return false;
  const { type, value, defaultValue, checked, defaultChecked } = element;
  // Of two radio buttons that changed, the one that was chosen tells.
  if (type === 'radio') return checked && !defaultChecked;
  return type === 'checkbox' ? checked !== defaultChecked : value !== defaultValue;
}
