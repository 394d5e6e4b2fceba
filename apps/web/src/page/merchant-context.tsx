import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { createContext, useContext } from 'react';
import { useInitialPageData } from '../initial-page-data/initial-page-data.ts';

/** Of the session on the page; null: what came with the page. */
export const MerchantContext = createContext<MerchantPage | null>(null);

/** Whose page it is. */
export function useMerchant(): MerchantPage {
  const ofSession = useContext(MerchantContext);
  const { merchant } = useInitialPageData();
  return ofSession ?? merchant;
}
