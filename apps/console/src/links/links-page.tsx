import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { ShownOnce } from '../page/shown-once.tsx';
import { LinkForm, type MadeLink } from './link-form.tsx';
import { QrCode } from './qr-code.tsx';

/** A link that one customer can pay once. */
export function LinksPage() {
  const { links } = useMessages();
  const { dateTime } = useFormats();
  const [made, setMade] = useState<MadeLink | null>(null);
  return (
    <>
      <PageHeading title={links.title} intro={links.intro} />
      {made === null ? (
        <LinkForm onMade={setMade} />
      ) : (
        <section className="panel form" role="status">
          <ShownOnce label={links.madeTitle} hint={links.made(dateTime(made.expiresAt))} value={made.url} />
          <QrCode text={made.url} label={links.qr} />
          <div className="row">
            <button type="button" className="button" onClick={() => setMade(null)}>
              {links.another}
            </button>
            <Link to="/sessions/$reference" params={{ reference: made.reference }}>
              {links.open}
            </Link>
          </div>
        </section>
      )}
    </>
  );
}
