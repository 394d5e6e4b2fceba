import { Suspense, useMemo } from 'react';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { countriesIn } from './countries.ts';
import { FieldFrame, type OwnFieldProps } from './field.tsx';

type CountryFieldProps = OwnFieldProps & { defaultValue: string; className: string };

/**
 * Hydrated after the rest of the form, in a task of its own, or when it is used: its 249 options are half of the page,
 * and it works without this page's code.
 */
export function CountryField(props: CountryFieldProps) {
  return (
    <Suspense fallback={null}>
      <Countries {...props} />
    </Suspense>
  );
}

function Countries({ problem, defaultValue, className }: CountryFieldProps) {
  const { checkout } = useMessages();
  const options = useOptions();
  return (
    <FieldFrame name="country" problem={problem} className={className}>
      {(attributes) => (
        <span className="control select">
          <select {...attributes} autoComplete="country" required defaultValue={defaultValue}>
            {defaultValue === '' && <option value="">{checkout.chooseCountry}</option>}
            {options}
          </select>
        </span>
      )}
    </FieldFrame>
  );
}

function useOptions() {
  const { locale } = useFormats();
  const { countries: rendered } = useInitialPageData();
  // Made once, or each key typed into the form would make them again.
  return useMemo(
    () =>
      ((rendered?.locale === locale ? rendered.list() : null) ?? countriesIn(locale)).map(
        ({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ),
      ),
    [rendered, locale],
  );
}
