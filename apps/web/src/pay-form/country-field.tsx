import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { countriesIn } from './countries.ts';
import { FieldFrame, type OwnFieldProps } from './field.tsx';

export function CountryField({ problem, defaultValue }: OwnFieldProps & { defaultValue: string }) {
  const { checkout } = useMessages();
  const { locale } = useFormats();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  return (
    <FieldFrame name="country" problem={problem}>
      {(attributes) => (
        <span className="control select">
          <select {...attributes} autoComplete="country" required defaultValue={defaultValue}>
            {defaultValue === '' && <option value="">{checkout.chooseCountry}</option>}
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </span>
      )}
    </FieldFrame>
  );
}
