import { createContext, useContext } from 'react';
import { merchant } from '../merchant.ts';

/** Only the gallery shows another one. */
export const MerchantContext = createContext(merchant);

export const useMerchant = () => useContext(MerchantContext);
