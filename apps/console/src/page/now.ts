import { createContext, useContext } from 'react';

/** When the page was opened. A context, so that a picture of a page can be of one day. */
export const NowContext = createContext(new Date());

export const useNow = (): Date => useContext(NowContext);
