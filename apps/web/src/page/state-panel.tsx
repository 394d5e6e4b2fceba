import type { ReactNode } from 'react';
import { PageHeading } from './page-heading.tsx';

/** A page that is one message: what happened, and the way on. */
export function StatePanel(props: { icon: StateIcon; heading: string; children: ReactNode }) {
  return (
    <section className="state-panel">
      <StateMark icon={props.icon} />
      <PageHeading text={props.heading} />
      {props.children}
    </section>
  );
}

const PATHS = {
  paid: 'M14 24.5l7 7 13.5-15',
  waiting: '',
  refunded: 'M20 14l-7 7 7 7M13 21h13.5a6.5 6.5 0 0 1 0 13H21',
  failed: 'M17 17l14 14M31 17L17 31',
  expired: 'M24 14v10.5l6.5 4',
  unreachable: 'M14 20a15 15 0 0 1 20 0M18.5 25.5a8.5 8.5 0 0 1 11 0M24 32.5v.1',
  broken: 'M24 13v14.5M24 34v.1',
  missing: 'M18.5 18.5a5.5 5.5 0 1 1 8.5 5c-2 1.3-3 2.3-3 4.5M24 34v.1',
} as const;

export type StateIcon = keyof typeof PATHS;

export function StateMark({ icon }: { icon: StateIcon }) {
  return (
    <svg className={`state-mark ${icon}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="22" className="state-mark-ground" />
      {icon === 'waiting' ? (
        <path className="state-mark-arc" d="M24 11a13 13 0 0 1 13 13" />
      ) : (
        <path d={PATHS[icon]} />
      )}
    </svg>
  );
}
