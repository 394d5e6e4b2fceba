import type { Permission } from '@checkout/schemas/console-operator';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/speech.tsx';
import { MissingPage } from '../page/broken-page.tsx';
import { useMe } from '../page/me.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { AuditSection } from './audit-section.tsx';
import { DoctorSection } from './doctor-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { PageSection } from './page/page-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { StrayRefundsSection } from './stray-refunds-section.tsx';
import { TokensSection } from './tokens-section.tsx';

const route = getRouteApi('/settings/$section');

const SECTIONS = {
  general: { permission: 'view', show: () => <GeneralSection /> },
  page: { permission: 'view', show: () => <PageSection /> },
  strayRefunds: { permission: 'view', show: () => <StrayRefundsSection /> },
  doctor: { permission: 'doctor', show: () => <DoctorSection /> },
  tokens: { permission: 'tokens', show: () => <TokensSection /> },
  people: { permission: 'people', show: () => <PeopleSection /> },
  audit: { permission: 'people', show: () => <AuditSection /> },
} as const satisfies Record<string, { permission: Permission; show: () => ReactNode }>;

type Section = keyof typeof SECTIONS;
const ALL = Object.keys(SECTIONS) as Section[];

export function SettingsPage() {
  const { section } = route.useParams();
  const { settings } = useMessages();
  const { permissions } = useMe();
  const shown = ALL.filter((each) => permissions.includes(SECTIONS[each].permission));
  const current = shown.find((each) => each === section);
  if (current === undefined) return <MissingPage />;
  return (
    <>
      <PageHeading title={settings.title} />
      <nav className="tabs" aria-label={settings.sections}>
        {shown.map((each) => (
          <Link
            key={each}
            to="/settings/$section"
            params={{ section: each }}
            activeProps={{}}
            aria-current={each === current ? 'page' : undefined}
          >
            {settings[each]}
          </Link>
        ))}
      </nav>
      {SECTIONS[current].show()}
    </>
  );
}
