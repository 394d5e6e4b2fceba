import type { Me, Permission } from '@checkout/schemas/console-operator';
import { createContext, useContext } from 'react';

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext;

export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('There is no MeProvider above this component');
  return me;
}

/** Whether the reader's role permits it. Only to leave out what would be refused: the api decides. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
