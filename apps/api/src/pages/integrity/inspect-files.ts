import { answerHeaders } from '../security-headers.ts';
import { fileRequests } from './browsers.ts';
import { type Build, integrityOf } from './build.ts';
import { compareHeaders } from './compare-headers.ts';
import { collectFindings, type Inspected } from './findings.ts';
import { isTrouble, messageOf, type Receiver } from './receive.ts';

export type FileInspection = {
  readonly address: string;
  readonly receiver: Receiver;
  readonly build: Build;
  /** As in PUBLIC_URL. */
  readonly publicUrl: string;
};

/** Requests every script and every other file of the build in each way, and compares its bytes. Never throws. */
export async function inspectFiles(inspection: FileInspection): Promise<Inspected> {
  const { inventory, files } = inspection.build;
  const inspected: Inspected[] = [];
  for (const file of [...inventory.scripts, ...files]) inspected.push(await inspectFile(inspection, file));
  return {
    differences: inspected.flatMap(({ differences }) => differences),
    unseen: inspected.flatMap(({ unseen }) => unseen),
  };
}

async function inspectFile(
  { address, receiver, publicUrl }: FileInspection,
  { path, integrity }: { path: string; integrity: string },
): Promise<Inspected> {
  // Files may be kept by browsers and caches.
  const { 'cache-control': _kept, ...sent } = answerHeaders(publicUrl);
  const requests = fileRequests(path, new URL(address).origin).map(async ({ name, headers }) => {
    const received = await receiver.receive(`${address}${path}`, headers).catch(messageOf);
    if (typeof received === 'string')
      return { name, differences: [], unseen: [`could not be loaded: ${received}`] };
    const { status, body } = received;
    const changed = status === 200 ? integrityOf(body) !== integrity : false;
    const differences = [
      ...(changed ? ['is not the file that was built'] : []),
      ...(status === 200 ? compareHeaders(received.headers, sent) : []),
      ...(status === 200 || isTrouble(status) ? [] : [`answers ${status} instead of 200`]),
    ];
    return { name, differences, unseen: isTrouble(status) ? [`answers ${status} instead of 200`] : [] };
  });
  const differences = collectFindings(path);
  const unseen = collectFindings(path);
  for (const request of await Promise.all(requests)) {
    differences.add(request.name, request.differences);
    unseen.add(request.name, request.unseen);
  }
  return { differences: differences.sentences(), unseen: unseen.sentences() };
}
