import { useState } from 'react';
import { useMessages } from '../messages/speech.tsx';

type ShownOnceProps = { label: string; hint: string; value: string };

/** A secret or a link that cannot be shown again. */
export function ShownOnce({ label, hint, value }: ShownOnceProps) {
  const { states } = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Refused where the page has no permission: the text stands there, to be copied by hand.
    await navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <div className="form">
      <strong>{label}</strong>
      <pre>{value}</pre>
      <p>{hint}</p>
      <div className="row">
        <button type="button" className="button small" onClick={copy}>
          {copied ? states.copied : states.copy}
        </button>
      </div>
    </div>
  );
}
