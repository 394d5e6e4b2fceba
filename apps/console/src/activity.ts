/** What people do with a page. Scrolling by itself, as after a reload, is none of it. */
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export type Activity = {
  /** Whether the page was touched since this was last asked. */
  take(): boolean;
};

/** Opening the page is a person's action too. */
export function watchActivity(page: EventTarget): Activity {
  let isTouched = true;
  const touch = () => {
    isTouched = true;
  };
  for (const name of TOUCHES) page.addEventListener(name, touch, { capture: true, passive: true });
  return {
    take() {
      const was = isTouched;
      isTouched = false;
      return was;
    },
  };
}
