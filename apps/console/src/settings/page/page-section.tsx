import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import { useFormats, useMessages } from '../../messages/speech.tsx';
import { useMay } from '../../page/me.tsx';
import { Loaded } from '../../page/states.tsx';
import { Notice } from '../../page/tone.tsx';
import { useTRPC, useTRPCClient } from '../../trpc.ts';
import { PageForm } from './page-form.tsx';

/** How the shoppers' pages look and where they lead, over what the deployment's file says. */
export function PageSection() {
  const { pageSettings: words, action, states } = useMessages();
  const [isSaved, setSaved] = useState(false);
  const { dateTime } = useFormats();
  const trpc = useTRPC();
  const { console: api } = useTRPCClient();
  const mayChange = useMay('page');
  const query = useQuery(trpc.console.page.get.queryOptions());
  return (
    <Loaded query={query} rows={8}>
      {(page) => (
        <>
          <p className="quiet">
            {page.saved === null
              ? words.notSaved
              : words.saved(page.saved.updatedByName ?? states.none, dateTime(page.saved.updatedAt))}
          </p>
          {/* What another has saved meanwhile is not mixed with what is typed here. */}
          <PageForm
            key={page.saved?.version ?? 0}
            page={page}
            onSaved={async () => {
              await query.refetch();
              setSaved(true);
            }}
          />
          {isSaved && (
            <Notice tone="good" alert>
              {words.done}
            </Notice>
          )}
          {mayChange && page.saved !== null && (
            <div className="row">
              <ActionButton
                words={action.resetPage}
                danger
                act={async (reason) => {
                  await api.page.reset.mutate({ reason });
                  return { tone: 'good', sentence: action.resetPage.done };
                }}
              />
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
