import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { countriesIn } from './countries.ts';
import { FieldFrame, type OwnFieldProps } from './field.tsx';

type CountryFieldProps = OwnFieldProps & { defaultValue: string; className: string };

export function CountryField({ problem, defaultValue, className }: CountryFieldProps) {
  const { checkout } = useMessages();
  const { locale } = useFormats();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  return (
    <FieldFrame name="country" problem={problem} className={className}>
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
