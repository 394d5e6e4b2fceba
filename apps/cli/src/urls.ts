import { Problem } from './problem.ts';

const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;

export function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

/** `localhost:4242/events` is http, as people write it. https for every other host. @throws Problem that names `what` */
export function readUrl(text: string, what: string): string {
  const withScheme = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/.test(text)
    ? `http://${text}`
    : text;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.password !== '')
    throw new Problem(`${what} must be an https URL, or an http one of this machine.`);
  return withScheme;
}
