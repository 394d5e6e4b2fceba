import type { ReactNode, Ref } from 'react';

type NoticeProps = {
  tone: 'problem' | 'info';
  heading?: string;
  /** Said at once by screen readers. */
  alert?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
};

export function Notice({ tone, heading, alert = false, children, ref }: NoticeProps) {
  return (
    <div ref={ref} className={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      {heading !== undefined && <p className="notice-heading">{heading}</p>}
      {children}
    </div>
  );
}
