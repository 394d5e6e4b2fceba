import { useMemo } from 'react';
import { useArrival } from '../arrival/arrival.ts';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { countriesIn } from './countries.ts';
import { FieldFrame, type OwnFieldProps } from './field.tsx';

type CountryFieldProps = OwnFieldProps & { defaultValue: string; className: string };

export function CountryField({ problem, defaultValue, className }: CountryFieldProps) {
  const { checkout } = useMessages();
  const { locale } = useFormats();
  const { countries: drawn } = useArrival();
  // Some 250 of them: made once, or each key typed into the form would make them again.
  const options = useMemo(
    () =>
      (drawn?.locale === locale ? drawn.list : countriesIn(locale)).map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      )),
    [drawn, locale],
  );
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
