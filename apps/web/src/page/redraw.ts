/** Nodes that this page has drawn were replaced by others. */
export const LOST_NODES = 'lost-nodes';
const REDRAW = 'redraw-page';

/** Not without end, for something that tears out each new page as well. */
const MOST_REDRAWS = 5;
let redraws = 0;

/** Asks for the whole page to be drawn anew, with what was typed. */
export function requestRedraw(): void {
  if (redraws >= MOST_REDRAWS) return;
  redraws += 1;
  document.dispatchEvent(new Event(REDRAW));
}

export function onRedraw(draw: () => void): void {
  // In a task of its own: React may be in the middle of drawing.
  document.addEventListener(REDRAW, () => setTimeout(draw));
}
