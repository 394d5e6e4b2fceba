import type { ReactNode } from 'react';
import { PageHeading } from './page-heading.tsx';
import { type StateIcon, StateMark } from './state-mark.tsx';

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
