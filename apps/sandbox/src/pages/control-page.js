/**
 * Updates the page without a reload. After each message of the event stream it fetches the page again and replaces the
 * sections that differ. Open details stay open, and a section whose input or select has the focus is not replaced.
 * Without this script the page shows the state as of when it was loaded.
 */
let refreshing = false;

/** Replacing the section would lose what is being typed or chosen in it. */
const isBeingEdited = (section) => {
  const active = document.activeElement;
  return section.contains(active) && /^(INPUT|SELECT)$/.test(active.tagName);
};

async function refresh() {
  if (refreshing) return;
  refreshing = true;
  try {
    const response = await fetch(location.href);
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const section of document.querySelectorAll('section[data-live]')) {
      const next = fresh.getElementById(section.id);
      if (!next || isBeingEdited(section)) continue;
      for (const open of section.querySelectorAll('details[open]')) {
        next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
      }
      if (next.innerHTML === section.innerHTML) continue;
      const active = document.activeElement;
      const focused = section.contains(active) ? active.closest('[id]') : null;
      section.innerHTML = next.innerHTML;
      const again = focused && document.getElementById(focused.id);
      (again?.matches('details') ? again.querySelector('summary') : again)?.focus({ preventScroll: true });
    }
  } catch {
    // The sandbox is down. The event stream reconnects by itself, and its `open` event refreshes the page.
  } finally {
    refreshing = false;
  }
}

const events = new EventSource(`/_sandbox/events${location.search}`);
events.onmessage = refresh;
events.onopen = refresh;
