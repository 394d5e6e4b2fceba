import { maskText } from './mask.ts';

/** The documented fields of a body, and of the objects in it. */
export type DocumentedFields = {
  readonly own: ReadonlySet<string>;
  readonly product: ReadonlySet<string>;
  readonly card: ReadonlySet<string>;
};

function unknownOf(value: unknown, documented: ReadonlySet<string>, path: string): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.keys(value)
    .filter((name) => !documented.has(name))
    .map((name) => `${path}property ${maskText(name).slice(0, 100)} should not exist`);
}

/** One sentence for each undocumented field, as class-validator words it. What is in `metadatas` is the merchant's own. */
export function unknownFieldProblems(body: unknown, documented: DocumentedFields): string[] {
  const { products, card } = (body ?? {}) as { readonly products?: unknown; readonly card?: unknown };
  const each = Array.isArray(products) ? products : [];
  return [
    ...unknownOf(body, documented.own, ''),
    ...each.flatMap((product, index) => unknownOf(product, documented.product, `products.${index}.`)),
    ...unknownOf(card, documented.card, 'card.'),
  ];
}
