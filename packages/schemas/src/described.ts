import type * as z from 'zod/mini';

/** Keywords that the schema itself does not give: formats, and rules that are code. */
export type JsonKeywords = {
  readonly format?: 'date-time' | 'uri';
  readonly pattern?: string;
  readonly type?: readonly string[];
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxProperties?: number;
};

/** A field's text, with keywords where it has any. */
export type FieldText = string | ({ readonly description: string } & JsonKeywords);

export type Described = {
  /** The component's name. */
  readonly id: string;
  readonly description: string;
  readonly fields?: Readonly<Record<string, FieldText>>;
  readonly keywords?: JsonKeywords;
};

export type Fields<Schema> = Schema extends { readonly shape: infer Shape }
  ? { readonly [Key in keyof Shape]?: FieldText }
  : Readonly<Record<string, FieldText>>;

/** Names and texts of schemas. One schema has one name. */
export function createReference() {
  const entries = new Map<z.core.$ZodType, Described>();
  return {
    entries: entries as ReadonlyMap<z.core.$ZodType, Described>,
    /** With the texts of its fields, where it is an object or a union of objects. */
    describe<Schema extends z.core.$ZodType>(
      schema: Schema,
      id: string,
      description: string,
      fields?: Fields<Schema>,
    ): void {
      entries.set(schema, { id, description, fields: { ...fields } as Readonly<Record<string, FieldText>> });
    },
    /** One without fields, perhaps with rules that are code. */
    describeWith(schema: z.core.$ZodType, described: Described): void {
      entries.set(schema, described);
    },
  };
}

export const dateTime = (description: string): FieldText => ({ description, format: 'date-time' });
export const uri = (description: string): FieldText => ({ description, format: 'uri' });
/** The least that an address has, before it is made plain. */
export const email = (description: string): FieldText => ({ description, pattern: '.[@＠﹫].' });

export const CURRENCY = 'Of all lines.';
export const PAYMENT_ID = "Inflow's id of the payment.";
