import { requiresPostalCode } from '@checkout/schemas/country-code';
import { useMessages } from '../messages/messages-context.tsx';
import { CountryField } from './country-field.tsx';
import type { Draft } from './draft.ts';
import { TextField } from './field.tsx';
import type { FormProblems } from './form-problems.ts';
import type { TaxBasisValues } from './tax-basis.ts';
import { TaxIdField } from './tax-id-field.tsx';

type BillingFieldsProps = {
  basis: TaxBasisValues;
  /** What the fields begin with. */
  first: Draft;
  problems: FormProblems;
};

export function BillingFields({ basis, first, problems }: BillingFieldsProps) {
  const { checkout } = useMessages();
  const asksPostalCode = requiresPostalCode(basis.country);
  return (
    <div className="field-grid billing-grid">
      <CountryField
        problem={problems.country}
        defaultValue={first.country}
        className={asksPostalCode ? 'half' : 'whole'}
      />
      {asksPostalCode && (
        <TextField
          name="postalCode"
          problem={problems.postalCode}
          autoComplete="postal-code"
          defaultValue={first.postalCode}
          dir="ltr"
          autoCapitalize="characters"
          required
        />
      )}
      <div className="check whole">
        <input type="checkbox" id="field-business" name="business" defaultChecked={first.business} />
        <label htmlFor="field-business">{checkout.business}</label>
      </div>
      {basis.business && (
        <>
          <TextField
            name="businessName"
            problem={problems.businessName}
            autoComplete="organization"
            defaultValue={first.businessName}
            required
          />
          <TaxIdField problem={problems.taxId} country={basis.country} defaultValue={first.taxId} />
        </>
      )}
    </div>
  );
}
