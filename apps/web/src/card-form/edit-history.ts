import type { Edit } from './text-edit.ts';

/**
 * Undo and redo of a field whose text is reformatted: the browser forgets its own history when a program writes
 * the text. Lives in memory, as long as the field.
 */
export type EditHistory = {
  record(edit: Edit): void;
  undo(): Edit | null;
  redo(): Edit | null;
  /** What the text was after the last edit, undo or redo. */
  current(): Edit;
  /** For a field that goes away: what was typed into it goes first. */
  forget(): void;
};

const EMPTY: Edit = { value: '', caret: 0 };

export function createEditHistory(): EditHistory {
  let past: Edit[] = [EMPTY];
  let future: Edit[] = [];
  return {
    record(edit) {
      if (past.at(-1)?.value === edit.value) return;
      past = [...past, edit];
      future = [];
    },
    undo() {
      const [previous, current] = past.slice(-2);
      if (previous === undefined || current === undefined) return null;
      past = past.slice(0, -1);
      future = [current, ...future];
      return previous;
    },
    redo() {
      const [next, ...later] = future;
      if (next === undefined) return null;
      past = [...past, next];
      future = later;
      return next;
    },
    current: () => past.at(-1) ?? EMPTY,
    forget() {
      past = [EMPTY];
      future = [];
    },
  };
}

/** What a key asks for: Ctrl+Z or ⌘Z undoes; with Shift, or Ctrl+Y, redoes. */
export function historyStepOf(key: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): 'undo' | 'redo' | null {
  if (key.altKey || !(key.ctrlKey || key.metaKey)) return null;
  const letter = key.key.toLowerCase();
  if (letter === 'z') return key.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && key.ctrlKey ? 'redo' : null;
}
