import { whenIdle } from '../page/when-idle.ts';

/** For the parts of a drawn page that work without its code, and are taken over when the browser has time for them. */
export type Rest = {
  /** Called while a component renders: keeps what the server drew of it until then. @throws a promise, for `Suspense`. */
  wait(): void;
};

/** Where nothing was drawn, or where it is drawn. */
export const noRest: Rest = { wait() {} };

export function untilIdle(): Rest {
  let idle = false;
  const coming = new Promise<void>((resolve) => {
    whenIdle(() => {
      idle = true;
      resolve();
    });
  });
  return {
    wait() {
      if (!idle) throw coming;
    },
  };
}
