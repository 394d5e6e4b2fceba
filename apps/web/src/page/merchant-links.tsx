import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { useMessages } from '../messages/messages-context.tsx';
import { useMerchant } from './merchant-context.tsx';

export type LinkName = keyof MerchantPage['links'];

const ALL = ['terms', 'withdrawal', 'refundPolicy', 'privacy', 'imprint', 'support'] as const;

/** Those of these pages that the merchant has. */
export function linksOf({ links }: Pick<MerchantPage, 'links'>, names: readonly LinkName[]): LinkName[] {
  return names.filter((name) => /^(https?|mailto):/.test(links[name] ?? ''));
}

/** In a tab of its own: what was typed here stays. */
export function MerchantLink({ name }: { name: LinkName }) {
  const { links } = useMerchant();
  const { links: labels } = useMessages();
  return (
    <a href={links[name] ?? undefined} target="_blank" rel="noopener">
      {labels[name]}
    </a>
  );
}

/** In the footer of every page. */
export function MerchantLinks() {
  const names = linksOf(useMerchant(), ALL);
  if (names.length === 0) return null;
  return (
    <ul className="merchant-links">
      {names.map((name) => (
        <li key={name}>
          <MerchantLink name={name} />
        </li>
      ))}
    </ul>
  );
}
