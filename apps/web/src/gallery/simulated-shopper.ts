/** Types and clicks as a shopper would, for the states that come of it. */
export const shopper = {
  async type(label: string, text: string) {
    const input = await find(label);
    input.focus();
    if (input instanceof HTMLInputElement && input.type === 'checkbox') input.click();
    else set(input, text);
  },
  async leave(label: string) {
    (await find(label)).blur();
  },
  /** Once the button is ready. By a selector, because its text depends on the language. */
  async click(selector: string) {
    const ready = `${selector}:not([aria-disabled="true"])`;
    const button = await until(() => document.querySelector<HTMLElement>(ready));
    button.click();
  },
};

/** `name` of the field. */
function find(name: string): Promise<HTMLElement> {
  return until(() => document.querySelector<HTMLElement>(`[name="${name}"]`));
}

/** React notices only what the native setter writes. */
function set(input: HTMLElement, text: string) {
  const prototype =
    input instanceof HTMLSelectElement ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What `look` finds, as soon as it finds something. */
export async function until<Found>(look: () => Found | null | undefined): Promise<Found> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The gallery waited for something that did not come');
}
