import { describe, expect, it } from 'vitest';
import { createEditHistory, historyStepOf } from './edit-history.ts';

const at = (value: string) => ({ value, caret: value.length });

describe('the history of a field', () => {
  it('goes back to the empty field and forth again', () => {
    const history = createEditHistory();
    history.record(at('4'));
    history.record(at('42'));
    expect(history.undo()).toEqual(at('4'));
    expect(history.undo()).toEqual(at(''));
    expect(history.undo()).toBeNull();
    expect(history.redo()).toEqual(at('4'));
    expect(history.redo()).toEqual(at('42'));
    expect(history.redo()).toBeNull();
  });

  it('forgets what was undone once something else is typed', () => {
    const history = createEditHistory();
    history.record(at('4'));
    history.undo();
    history.record(at('5'));
    expect(history.redo()).toBeNull();
    expect(history.undo()).toEqual(at(''));
  });
});

it.each([
  [{ key: 'z', ctrlKey: true }, 'undo'],
  [{ key: 'z', metaKey: true }, 'undo'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
  [{ key: 'y', ctrlKey: true }, 'redo'],
  [{ key: 'z' }, null],
  [{ key: 'z', ctrlKey: true, altKey: true }, null],
])('%j asks for %s', (pressed, step) => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(historyStepOf({ ...none, ...pressed })).toBe(step);
});

it('holds nothing of a field that went away', () => {
  const history = createEditHistory();
  history.record(at('42'));
  history.record(at('424'));
  history.undo();
  expect(history.current()).toEqual(at('42'));
  history.forget();
  expect([history.current(), history.undo(), history.redo()]).toEqual([at(''), null, null]);
});
