/** The pure rules that tests call directly: the one place that knows in which files they are. */
export { decide, type Facts } from '../../src/attempt/decide.ts';
export type { Attempt } from '../../src/attempt/queries.ts';
export { ATTEMPT_STATES, type AttemptState, mayFollow } from '../../src/attempt/state.ts';
