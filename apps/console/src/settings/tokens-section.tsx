import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { type Outputs, useTRPC, useTRPCClient } from '../trpc.ts';
import { MakeToken } from './make-token.tsx';

type Token = Outputs['tokens']['list']['tokens'][number];

export function TokensSection() {
  const { tokens, states } = useMessages();
  const { dateTime } = useFormats();
  const trpc = useTRPC();
  const query = useQuery(trpc.console.tokens.list.queryOptions());
  const columns = useMemo(
    (): Column<Token>[] => [
      { id: 'name', header: tokens.name, cell: ({ row: { original } }) => original.name },
      {
        id: 'scopes',
        header: tokens.scopes,
        cell: ({ row: { original } }) => (
          <>
            <code>{original.scopes.join(' ')}</code>
            {original.own && <span className="quiet"> {tokens.own}</span>}
          </>
        ),
      },
      {
        id: 'made',
        header: tokens.made,
        cell: ({ row: { original } }) =>
          original.tokenId === null ? tokens.environment : (original.createdByName ?? states.none),
      },
      {
        id: 'ends',
        header: tokens.ends,
        cell: ({ row: { original } }) => (original.endsAt === null ? states.none : dateTime(original.endsAt)),
      },
      {
        id: 'used',
        header: tokens.lastUsed,
        cell: ({ row: { original } }) =>
          original.lastUsedAt === null ? tokens.neverUsed : dateTime(original.lastUsedAt),
      },
      {
        id: 'act',
        header: tokens.act,
        cell: ({ row: { original } }) =>
          original.tokenId === null ? (
            states.none
          ) : (
            <Revoke tokenId={original.tokenId} name={original.name} />
          ),
      },
    ],
    [tokens, states, dateTime],
  );
  return (
    <>
      <div className="panel-head">
        <p className="quiet">{tokens.intro}</p>
        <MakeToken />
      </div>
      <section className="panel flush" aria-label={tokens.caption}>
        <Loaded query={query}>
          {({ tokens: rows }) =>
            rows.length === 0 ? (
              <Empty title={tokens.none}>{tokens.noneNext}</Empty>
            ) : (
              <DataTable
                caption={tokens.caption}
                columns={columns}
                rows={rows}
                rowId={({ tokenId, name }) => tokenId ?? name}
              />
            )
          }
        </Loaded>
      </section>
    </>
  );
}

function Revoke({ tokenId, name }: { tokenId: string; name: string }) {
  const {
    action: { revokeToken },
  } = useMessages();
  const { console: api } = useTRPCClient();
  return (
    <ActionButton
      words={revokeToken}
      look="small"
      about={name}
      danger
      act={async (reason) => {
        await api.tokens.revoke.mutate({ tokenId, reason });
        return { tone: 'good', sentence: revokeToken.done };
      }}
    />
  );
}
