/**
 * Keeps the page fresh: told of a change, it fetches the page again and puts in the sections that differ. What is
 * open stays open, and a section in which somebody is typing or choosing is left alone. Without it the page
 * works the same, only not by itself.
 */
export const pageScript = `
let waiting = false;
const keep = (section) => {
  const active = document.activeElement;
  return section.contains(active) && /^(INPUT|SELECT)$/.test(active.tagName);
};
async function refresh() {
  if (waiting) return;
  waiting = true;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const section of document.querySelectorAll('section[data-live]')) {
      const next = fresh.getElementById(section.id);
      if (!next || keep(section)) continue;
      for (const open of section.querySelectorAll('details[open]')) {
        next.querySelector('#' + CSS.escape(open.id))?.setAttribute('open', '');
      }
      if (next.innerHTML === section.innerHTML) continue;
      const active = document.activeElement;
      const focused = section.contains(active) ? active.closest('[id]') : null;
      section.innerHTML = next.innerHTML;
      const again = focused && document.getElementById(focused.id);
      (again?.matches('details') ? again.querySelector('summary') : again)?.focus({ preventScroll: true });
    }
  } catch {
    // The sandbox is down; the event stream reconnects by itself and asks again.
  } finally {
    waiting = false;
  }
}
const events = new EventSource('/_sandbox/events' + location.search);
events.onmessage = refresh;
events.onopen = refresh;
`;
