import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** What a status means for the reader. Never by colour alone: each has a shape of its own, and its word. */
export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'neutral' | 'undone';

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <Icon name={tone satisfies IconName} />
      {children}
    </span>
  );
}

type NoticeProps = { tone: Exclude<Tone, 'neutral' | 'undone'>; alert?: boolean; children: ReactNode };

/** `alert`: it came as the answer to what was done just now, and is read out. */
export function Notice({ tone, alert = false, children }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={tone} />
      <div>{children}</div>
    </div>
  );
}
