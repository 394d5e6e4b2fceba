/** Kept as a string, so that it is there under plain `node src/main.ts` and in the bundle alike. */
export const bankCss = `
:root { color-scheme: light dark; --ink: #14202e; --soft: #52606f; --paper: #fff; --ground: #eef2f6; --line: #ccd5de; --bank: #0b5c6b; --on: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7edf3; --soft: #a7b4c0; --paper: #17212b; --ground: #0e151c; --line: #334352; --bank: #5cc3d4; --on: #06222a; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { padding: 1rem; text-align: center; font-weight: 600; }
header small { color: var(--soft); font-weight: 400; }
.mark { display: inline-block; padding: .1rem .4rem; border-radius: .3rem; background: var(--bank); color: var(--on); }
main { max-width: 26rem; margin: 0 auto 2rem; padding: 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
@media (max-width: 27rem) { main { border-radius: 0; border-inline: 0; } }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; }
dl { margin: 1rem 0; }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; min-width: 0; }
.amount { font-size: 1.25rem; font-weight: 700; }
.id { font: .8rem/1.6 ui-monospace, monospace; }
form { display: grid; gap: .6rem; margin: 1.25rem 0; }
button { min-height: 2.9rem; padding: 0 1rem; font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 1px solid var(--soft); border-radius: .5rem; cursor: pointer; }
button.primary { background: var(--bank); border-color: var(--bank); color: var(--on); }
button.plain { border-color: transparent; color: var(--soft); text-decoration: underline; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--bank); outline-offset: 2px; }
a { color: var(--bank); }
.note { margin: 0; color: var(--soft); font-size: .875rem; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
