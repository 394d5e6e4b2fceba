import { type AccountOptions, openAccount } from './account.ts';
import { type Answers, answersOf, type Finding } from './findings.ts';
import { probeDisabledAccount, probeList, probeTaxRate } from './probe-account.ts';
import { probeEvents, type Receiver } from './probe-events.ts';
import {
  probeAutoConfirm,
  probeConfirm,
  probeDeclinedConfirm,
  probeFreshness,
  probeInclusiveAmount,
  probeSavedCard,
  probeUnconfirmed,
  probeUpdate,
  type Waits,
} from './probe-payments.ts';

export type ProbeOptions = AccountOptions &
  Waits & {
    /** A tax rate that takes longer counts as slow. */
    readonly slowMs: number;
    readonly keyWithoutServerToServer?: string | undefined;
    readonly receiver?: Receiver | undefined;
  };

/**
 * Finds out how an account answers each open point: reads first, then payments with documented test cards, which are left unconfirmed
 * or refunded where one probe needs them confirmed. @throws ProbeError for a host that is not a sandbox, before anything is sent; for a key
 * that is refused; and when no payment can be made.
 */
export async function probe(options: ProbeOptions): Promise<Answers> {
  const account = openAccount(options);
  const steps: (() => Promise<Finding[]>)[] = [
    () => probeList(account),
    () => probeTaxRate(account, options.slowMs),
    () => probeFreshness(account, options),
    () => probeConfirm(account, options),
    () => probeDeclinedConfirm(account, options),
    () => probeAutoConfirm(account, options),
    () => probeSavedCard(account, options),
    () => probeUpdate(account, options),
    () => probeInclusiveAmount(account),
    () => probeEvents(account, options.receiver, options.lateMs),
    () => probeDisabledAccount(options, options.keyWithoutServerToServer),
    () => probeUnconfirmed(account, options),
  ];
  const findings: Finding[] = [];
  for (const step of steps) findings.push(...(await step()));
  return answersOf(findings, new URL(options.apiUrl).host, new Date());
}
