import { EXPORT_KINDS } from '@checkout/schemas/console-overview';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { CURRENCIES } from '../currencies.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useNow } from '../page/now.ts';
import { PageHeading } from '../page/page-heading.tsx';
import { TextField } from '../page/text-field.tsx';
import { Notice } from '../page/tone.tsx';
import { compact } from '../search-params.ts';
import { download, type Progress } from './download.ts';
import { exportAddress, otherFilters } from './export-address.ts';

const route = getRouteApi('/exports');

type State =
  | { readonly step: 'idle' | 'stopped' | 'failed' }
  | { readonly step: 'running' | 'done'; readonly progress: Progress };

export function ExportsPage() {
  const { exports, payments } = useMessages();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kind = EXPORT_KINDS.find((each) => each === search.kind) ?? 'payments';
  const set = (name: string) => (value: string) =>
    navigate({ search: compact({ ...search, [name]: value === '' ? undefined : value }), replace: true });
  const now = useNow();
  const others = kind === 'payments' ? Object.entries(otherFilters(search)) : [];
  const { state, start, stop } = useDownload();
  const ids = { kind: useId(), currency: useId() };
  return (
    <>
      <PageHeading title={exports.title} intro={exports.intro} />
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault();
          start(exportAddress(kind, search, now), `${kind}.csv`);
        }}
      >
        <div className="field">
          <label htmlFor={ids.kind}>{exports.kind}</label>
          <select
            id={ids.kind}
            className="control"
            value={kind}
            onChange={({ target }) => set('kind')(target.value)}
          >
            {EXPORT_KINDS.map((each) => (
              <option key={each} value={each}>
                {exports.kinds[each]}
              </option>
            ))}
          </select>
        </div>
        {kind !== 'events' && (
          <div className="pair">
            <TextField
              type="date"
              label={exports.from}
              value={search.createdFrom ?? ''}
              onChange={set('createdFrom')}
            />
            <TextField
              type="date"
              label={exports.to}
              value={search.createdTo ?? ''}
              onChange={set('createdTo')}
            />
            {kind === 'payments' && (
              <div className="field">
                <label htmlFor={ids.currency}>{exports.currency}</label>
                <select
                  id={ids.currency}
                  className="control"
                  value={search.currency ?? ''}
                  onChange={({ target }) => set('currency')(target.value)}
                >
                  <option value="">{payments.any}</option>
                  {CURRENCIES.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </div>
            )}
          </div>
        )}
        {others.length > 0 && (
          <p className="quiet">
            {exports.filters(others.map(([name, value]) => `${name} ${value}`).join(', '))}
          </p>
        )}
        <div className="row">
          <button
            type="submit"
            className="button primary"
            aria-disabled={state.step === 'running' || undefined}
          >
            {exports.start}
          </button>
          {state.step === 'running' && (
            <button type="button" className="button" onClick={stop}>
              {exports.stop}
            </button>
          )}
        </div>
        <ExportState state={state} />
      </form>
    </>
  );
}

/** One at a time; leaving the page stops it. */
function useDownload() {
  const [state, setState] = useState<State>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (url: string, name: string) => {
    if (running.current !== undefined) return;
    const controller = new AbortController();
    running.current = controller;
    let progress: Progress = { rows: 0, bytes: 0, about: null };
    setState({ step: 'running', progress });
    try {
      await download(url, name, {
        signal: controller.signal,
        onProgress(now) {
          progress = now;
          setState({ step: 'running', progress });
        },
      });
      setState({ step: 'done', progress });
    } catch {
      setState({ step: controller.signal.aborted ? 'stopped' : 'failed' });
    }
    running.current = undefined;
  };
  return { state, start, stop: () => running.current?.abort() };
}

function ExportState({ state }: { state: State }) {
  const { exports } = useMessages();
  const { number } = useFormats();
  switch (state.step) {
    case 'idle':
      return null;
    case 'stopped':
      return (
        <Notice tone="wait" alert>
          {exports.stopped}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" alert>
          {exports.failed}
        </Notice>
      );
    default: {
      const { rows, bytes, about } = state.progress;
      const size = exports.size(number(Math.round(bytes / 100_000) / 10));
      if (state.step === 'running')
        return (
          <div>
            {about !== null && (
              <progress aria-label={exports.start} value={Math.min(rows, about)} max={about} />
            )}
            <p className="number">{exports.running(number(rows), size)}</p>
          </div>
        );
      return (
        <Notice tone="good" alert>
          {exports.done(number(rows), size)}
        </Notice>
      );
    }
  }
}
