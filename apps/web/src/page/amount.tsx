import { useFormats } from '../messages/messages-context.tsx';

/** An amount of money, kept in its own direction in text of any direction. */
export function Amount({ cents, currency }: { cents: number; currency: string }) {
  const formats = useFormats();
  return <bdi className="amount">{formats.money(cents, currency)}</bdi>;
}
