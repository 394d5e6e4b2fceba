const TRIES = 400;

/** Waits until something is on the page. @throws when it never comes. */
export async function until<Found>(find: () => Found | null): Promise<Found> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = find();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`This never came to the page: ${find}`);
}

/** What a person does in the gallery, by the page's own elements. */
export const person = {
  async click(name: string): Promise<void> {
    const button = await until(
      () =>
        [...document.querySelectorAll<HTMLButtonElement>('main button')].find(
          ({ textContent }) => textContent === name,
        ) ?? null,
    );
    button.click();
  },
  /** The reason, in the dialog. */
  async type(text: string): Promise<void> {
    const field = await until(() => document.querySelector<HTMLTextAreaElement>('dialog textarea'));
    // As the browser does: React listens for the event and reads the value.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  },
  /** The form in the dialog, or of the page; comes back when there is a result or a problem. */
  async submit(): Promise<void> {
    const form = await until(() => document.querySelector<HTMLFormElement>('dialog form, main form.panel'));
    form.requestSubmit();
    await until(() =>
      document.querySelector(
        'dialog [role="alert"], main > [role="status"], main [role="alert"], [aria-invalid="true"]',
      ),
    );
  },
};
