type CheckForm = typeof import('./check-form.ts')['checkForm'];

let loading: Promise<CheckForm> | null = null;

/**
 * The form's rules are not needed to type, so they come after the form. A failed load is tried again by the next
 * call.
 */
export function loadCheckForm(): Promise<CheckForm> {
  loading ??= load();
  return loading;
}

async function load(): Promise<CheckForm> {
  try {
    return (await import('./check-form.ts')).checkForm;
  } catch (error) {
    loading = null;
    throw error;
  }
}
