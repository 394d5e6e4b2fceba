import { requiresPostalCode } from '@checkout/schemas/country';
import { useMessages } from '../messages/messages-context.tsx';
import { CountryField } from './country-field.tsx';
import { TextField } from './field.tsx';
import type { FormProblems } from './form-problems.ts';
import type { TaxBasisValues } from './tax-basis.ts';

type BillingFieldsProps = { basis: TaxBasisValues; firstCountry: string; problems: FormProblems };

export function BillingFields({ basis, firstCountry, problems }: BillingFieldsProps) {
  const { checkout } = useMessages();
  const asksPostalCode = requiresPostalCode(basis.country);
  return (
    <div className="field-grid billing-grid">
      <CountryField
        problem={problems.country}
        defaultValue={firstCountry}
        className={asksPostalCode ? 'half' : 'whole'}
      />
      {asksPostalCode && (
        <TextField
          name="postalCode"
          problem={problems.postalCode}
          autoComplete="postal-code"
          dir="ltr"
          autoCapitalize="characters"
          required
        />
      )}
      <div className="check whole">
        <input type="checkbox" id="field-business" name="business" />
        <label htmlFor="field-business">{checkout.business}</label>
      </div>
      {basis.business && (
        <>
          <TextField
            name="businessName"
            problem={problems.businessName}
            autoComplete="organization"
            required
          />
          <TextField
            name="taxId"
            problem={problems.taxId}
            dir="ltr"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        </>
      )}
    </div>
  );
}
