// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { tolerateForeignChanges } from './foreign-changes.ts';

let lost = 0;
tolerateForeignChanges(() => {
  lost += 1;
});

beforeEach(() => {
  lost = 0;
  document.body.innerHTML = '<p>a<b>b</b></p>';
});

const paragraph = () => document.querySelector('p') as HTMLParagraphElement;

/** As a page translator does. */
function wrap(node: Node): HTMLElement {
  const [outer, inner] = [document.createElement('font'), document.createElement('font')];
  node.parentNode?.replaceChild(outer, node);
  outer.append(inner);
  inner.append(node);
  return outer;
}

it('a node that was wrapped is removed with what was put around it', () => {
  const text = paragraph().firstChild as Text;
  wrap(text);
  expect(paragraph().removeChild(text)).toBe(text);
  expect(paragraph().innerHTML).toBe('<b>b</b>');
  expect(lost).toBe(0);
});

it('what holds other things as well stays', () => {
  const text = paragraph().firstChild as Text;
  wrap(text).append('more');
  paragraph().removeChild(text);
  expect(paragraph().innerHTML).toBe('<font>more</font><b>b</b>');
});

it('a node that is nowhere is said to be lost, and nothing is thrown', () => {
  const bold = document.querySelector('b') as HTMLElement;
  bold.remove();
  paragraph().removeChild(bold);
  expect(lost).toBe(1);
});

it('a node goes before what holds the one that it should stand before, or to the end where that is gone', () => {
  const bold = document.querySelector('b') as HTMLElement;
  wrap(bold);
  paragraph().insertBefore(document.createElement('i'), bold);
  expect(paragraph().innerHTML).toBe('a<i></i><font><font><b>b</b></font></font>');
  paragraph().insertBefore(document.createElement('u'), document.createElement('s'));
  expect(paragraph().lastElementChild?.tagName).toBe('U');
});

it('what fits the document is as ever', () => {
  const bold = document.querySelector('b') as HTMLElement;
  paragraph().insertBefore(document.createElement('i'), bold);
  paragraph().removeChild(bold);
  expect(paragraph().innerHTML).toBe('a<i></i>');
});
