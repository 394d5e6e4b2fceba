/** What pg would send beside `options`, and so over it. */
const SENT_APART = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'query_timeout',
];

/** The URL of a database with more start-up options, which win over those that it has. */
export function withStartOptions(url: string, options: string): string {
  const [address = '', query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const before = parameters.get('options');
  parameters.set('options', before === null ? options : `${before} ${options}`);
  for (const name of SENT_APART) parameters.delete(name);
  // A "+" is a space only to forms.
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`;
}
