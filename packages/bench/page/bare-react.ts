// The floor that the page is measured against: React with one input, and nothing else.
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

function OneInput() {
  const [value, setValue] = useState('');
  return createElement('input', {
    name: 'cardNumber',
    value,
    onChange: ({ target }: { target: HTMLInputElement }) => setValue(target.value),
  });
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(createElement(OneInput));
performance.mark('interactive');
