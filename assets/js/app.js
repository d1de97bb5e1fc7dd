// Gives every element that asks for it its behaviour: <form data-module="chapter">.
import { focus_summary } from './summary.js';

/** @type {Record<string, (element: HTMLElement) => void>} */
const modules = { summary: focus_summary };

for (const element of document.querySelectorAll('[data-module]')) {
    if (element instanceof HTMLElement) modules[element.dataset.module ?? '']?.(element);
}
