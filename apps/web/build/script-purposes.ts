import { isLanguage, LANGUAGE_NAMES } from '../src/messages/language.ts';

/** Why each script is on the page (PCI DSS 6.4.3 asks for a justification of each), by the name of its chunk. */
const PURPOSES: Readonly<Record<string, string>> = {
  pages:
    'Starts the page; the checkout, the return from the bank and the receipt: takes what is typed and sends the payment',
  libraries:
    'The libraries that the pages are built on: views, addresses, queries to our own server, card brands',
  'check-form': "The form's rules: says what is missing or wrong before anything is sent",
  contracts: 'The schemas that page and server share, and the library that checks them',
  'rolldown-runtime': 'Lets the other scripts name what they give each other',
  'store-page': 'The demo store',
};

/** @throws for a script that nobody has justified: then the build fails. */
export function purposeOf(name: string): string {
  if (isLanguage(name)) return `The sentences of the pages in ${LANGUAGE_NAMES[name]}`;
  const purpose = PURPOSES[name];
  if (purpose === undefined) throw new Error(`build/script-purposes.ts does not say what "${name}" is for`);
  return purpose;
}
