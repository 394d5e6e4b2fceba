import { type AccountOptions, openAccount } from './account.ts';
import { type Answers, answersOf, type Finding } from './findings.ts';
import { create, type Waits } from './payments.ts';
import { probeDisabledAccount, probeTaxRate } from './probe-account.ts';
import { probeAutoConfirm, probeConfirm, probeDeclinedConfirm, probeUnconfirmed } from './probe-confirm.ts';
import { probeEvents, type Receiver } from './probe-events.ts';
import { probeList } from './probe-list.ts';
import { probeFreshness, probeInclusiveAmount, probeSavedCard, probeUpdate } from './probe-payments.ts';

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
  const { findings: listFindings, limit } = await probeList(account);
  // Watched at the end: by then much of the time to wait is over.
  const leftAlone = await create(account);
  const steps: (() => Promise<Finding[]>)[] = [
    () => probeTaxRate(account, options.slowMs),
    () => probeFreshness(account, options, limit),
    () => probeConfirm(account, options),
    () => probeDeclinedConfirm(account, options),
    () => probeAutoConfirm(account, options),
    () => probeSavedCard(account, options),
    () => probeUpdate(account, options),
    () => probeInclusiveAmount(account),
    () => probeEvents(account, options.receiver, options.lateMs),
    () => probeDisabledAccount(options, options.keyWithoutServerToServer),
    () => probeUnconfirmed(account, leftAlone, options),
  ];
  const findings = [...listFindings];
  for (const step of steps) findings.push(...(await step()));
  return answersOf(findings, new URL(options.apiUrl).host, new Date());
}
