import type { People } from '@checkout/schemas/console-operator';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useMe } from '../page/me.tsx';
import { Empty, Loaded } from '../page/states.tsx';
import { Status } from '../page/tone.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { useTRPC, useTRPCClient } from '../trpc.ts';

type Person = People['people'][number];

export function PeopleSection() {
  const { people, roles, states } = useMessages();
  const { dateTime, number } = useFormats();
  const trpc = useTRPC();
  const query = useQuery(trpc.console.people.list.queryOptions());
  const columns = useMemo(
    (): Column<Person>[] => [
      {
        id: 'name',
        header: people.name,
        cell: ({ row: { original } }) => (
          <span>
            {original.name} {original.blocked && <Status tone="bad">{people.blocked}</Status>}
            <span className="block quiet">{original.email}</span>
          </span>
        ),
      },
      { id: 'role', header: people.role, cell: ({ row: { original } }) => roles[original.role] },
      {
        id: 'last',
        header: people.lastSignIn,
        cell: ({ row: { original } }) =>
          original.lastSignInAt === null ? states.none : dateTime(original.lastSignInAt),
      },
      {
        id: 'sessions',
        header: people.sessions,
        meta: { end: true },
        cell: ({ row: { original } }) => <span className="number">{number(original.sessions)}</span>,
      },
      { id: 'act', header: people.act, cell: ({ row: { original } }) => <PersonActions person={original} /> },
    ],
    [people, roles, states, dateTime, number],
  );
  return (
    <section className="panel flush" aria-label={people.caption}>
      <Loaded query={query}>
        {({ people: rows }) =>
          rows.length === 0 ? (
            <Empty title={people.none} />
          ) : (
            <DataTable
              caption={people.caption}
              columns={columns}
              rows={rows}
              rowId={({ operatorId }) => operatorId}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function PersonActions({ person: { operatorId, name, blocked } }: { person: Person }) {
  const { action, states } = useMessages();
  const { console: api } = useTRPCClient();
  const { operator } = useMe();
  // Who blocks themselves cannot undo it.
  if (operator.operatorId === operatorId) return states.none;
  const change = blocked ? action.unblockPerson : action.blockPerson;
  const { signOutPerson } = action;
  return (
    <span className="row">
      <ActionButton
        words={change}
        look="small"
        about={name}
        danger={!blocked}
        act={async (reason) => {
          const procedure = blocked ? api.people.unblock : api.people.block;
          await procedure.mutate({ operatorId, reason });
          return { tone: 'good', sentence: change.done };
        }}
      />
      <ActionButton
        words={signOutPerson}
        look="small"
        about={name}
        act={async (reason) => {
          await api.people.signOut.mutate({ operatorId, reason });
          return { tone: 'good', sentence: signOutPerson.done };
        }}
      />
    </span>
  );
}
