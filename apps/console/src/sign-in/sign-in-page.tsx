import { SIGN_IN_PATHS } from '@checkout/schemas/console-session';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMessages } from '../messages/speech.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { Notice } from '../page/tone.tsx';
import { signInByLink } from './sign-in-by-link.ts';
import { type SignInProblem, signInProblemOf } from './sign-in-problem.ts';

type SignInPageProps = {
  /** The address that was asked for. */
  readonly returnTo: string;
  readonly wasSignedIn?: boolean;
};

/** For those who are not signed in, at each address: afterwards its page is there. */
export function SignInPage({ returnTo, wasSignedIn = false }: SignInPageProps) {
  const { signIn } = useMessages();
  const { search } = useLocation();
  const [problem, setProblem] = useState(() => signInProblemOf((search as { problem?: unknown }).problem));
  const isWorking = useSignInByLink(setProblem);
  return (
    <div className="alone">
      <main>
        <PageHeading
          title={wasSignedIn ? signIn.signedOut : signIn.title}
          intro={wasSignedIn ? signIn.signedOutNext : signIn.intro}
        />
        {problem !== null && (
          <Notice tone={problem === 'link' ? 'info' : 'bad'} alert>
            {signIn.problem[problem]}
          </Notice>
        )}
        {isWorking ? (
          <p role="status">{signIn.working}</p>
        ) : (
          <a
            className="button primary"
            href={`${SIGN_IN_PATHS.start}?${new URLSearchParams({ to: returnTo })}`}
          >
            {signIn.button}
          </a>
        )}
      </main>
    </div>
  );
}

/** Uses the token of a link, once: a token works once, so a second try would only fail. */
function useSignInByLink(onProblem: (problem: SignInProblem) => void): boolean {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [isWorking, setWorking] = useState(token !== '');
  useEffect(() => {
    if (token === '' || window.location.hash === '') return;
    // Out of the address and its history before anything else.
    window.history.replaceState(null, '', window.location.pathname);
    signInByLink(token).then(async (problem) => {
      if (problem === null) {
        await queryClient.resetQueries();
        await navigate({ to: '/', replace: true });
      } else onProblem(problem);
      setWorking(false);
    });
  }, [token, onProblem, queryClient, navigate]);
  return isWorking;
}
