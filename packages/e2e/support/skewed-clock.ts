/**
 * Loaded into a program before its own code (`--import …/skewed-clock.ts?ms=90000`): its clock is off by so many
 * milliseconds. How long its timers take is not changed.
 */
const ms = Number(new URL(import.meta.url).searchParams.get('ms'));
if (!Number.isInteger(ms)) throw new Error('skewed-clock needs ?ms=');

const RealDate = Date;
const now = () => RealDate.now() + ms;

// A proxy, not a subclass: dates that Node itself makes stay instances of `Date`.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
