/** Kept as a string, so that it is there under plain `node src/main.ts` and in the bundle alike. */
export const pageCss = `
:root { color-scheme: light dark; --ink: #1b2330; --soft: #5a6677; --paper: #fff; --ground: #f3f5f8; --line: #d5dbe3; --mark: #4338ca; --good: #18703c; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --soft: #a3afbf; --paper: #181e27; --ground: #10151c; --line: #323c4a; --mark: #a5a8ff; --good: #6fd394; --bad: #ff9a92; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink); font: .95rem/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding: 1rem 0; }
h1 { margin: 0; font-size: 1.3rem; }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem .9rem; }
a { color: var(--mark); }
section { margin-bottom: 1rem; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; }
section > p { margin: .25rem 0 .75rem; }
details { border-top: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: .1rem .9rem; }
summary::before { content: "+"; width: .7rem; color: var(--soft); }
details[open] > summary::before { content: "–"; }
code, pre, .mono { font: .85rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .6rem; max-height: 24rem; overflow: auto; white-space: pre-wrap; background: var(--ground); border-radius: .4rem; }
ol { margin: .4rem 0; padding-left: 1.4rem; }
time, .soft { color: var(--soft); }
.good { color: var(--good); }
.bad { color: var(--bad); }
form { display: inline-flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .15rem .5rem .15rem 0; }
label { display: grid; font-size: .8rem; color: var(--soft); }
button, select, input { min-height: 2rem; padding: 0 .6rem; font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--soft); border-radius: .35rem; }
input { width: 8rem; }
button { cursor: pointer; font-weight: 600; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .25rem .9rem .25rem 0; border-top: 1px solid var(--line); text-align: left; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; }
`;
