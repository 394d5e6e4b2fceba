import { useMessages } from '../messages/speech.tsx';
import { PageHeading } from './page-heading.tsx';

/** In place of a page whose code failed, or could not be loaded. */
export function BrokenPage() {
  const { states } = useMessages();
  return (
    <>
      <PageHeading title={states.broken} intro={states.brokenNext} />
      <p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {states.reload}
        </button>
      </p>
    </>
  );
}

export function MissingPage() {
  const { states } = useMessages();
  return <PageHeading title={states.notFound} intro={states.notFoundNext} />;
}
