type FormRules = typeof import('./check-form.ts');

let loading: Promise<FormRules> | null = null;

/**
 * The form's rules are not needed to type, so they come after the form. A failed load is tried again by the next
 * call, although some browsers answer that by what they remember.
 */
export function loadFormRules(): Promise<FormRules> {
  loading ??= load();
  return loading;
}

async function load(): Promise<FormRules> {
  try {
    return await import('./check-form.ts');
  } catch (error) {
    loading = null;
    throw error;
  }
}
