import type { AppRouter } from '@checkout/api/router';
import type { Mutation, Query, Subscription } from './contract.ts';

/** The types of today's events are named, and others may come: pass over what you do not know. */
type Open<Event> = {
  readonly [Key in keyof Event]: Key extends 'type' ? Event[Key] | (string & {}) : Event[Key];
};
type OpenPage<Output> = Output extends { events: (infer Event)[]; cursor: string }
  ? { readonly events: Open<Event>[]; readonly cursor: string }
  : Output;
/** `id` is the position of `data`, behind which another subscription can go on. */
type Tracked<Output> = Output extends { id: string; data: infer Data }
  ? {
      readonly id: string;
      readonly data: Data extends { type: string; sequence: unknown } ? Open<Data> : Data;
    }
  : Output;

type Defined<Type, Input, Output> = { _def: { type: Type; $types: { input: Input; output: Output } } };

type ClientOf<Procedure> =
  Procedure extends Defined<'query', infer Input, infer Output>
    ? Query<Input, OpenPage<Output>>
    : Procedure extends Defined<'mutation', infer Input, infer Output>
      ? Mutation<Input, Output>
      : Procedure extends Defined<'subscription', infer Input, AsyncIterable<infer Output>>
        ? Subscription<Input, Tracked<Output>>
        : never;

/**
 * Gives a client the types of the api's router. The types are written out in full in the published declarations because this is a
 * function whose result is inferred: they then need neither the router nor tRPC.
 */
export function typed<Routers = AppRouter['_def']['record']>(client: unknown) {
  return client as {
    readonly [Name in keyof Routers]: {
      readonly [Procedure in keyof Routers[Name]]: ClientOf<Routers[Name][Procedure]>;
    };
  };
}
