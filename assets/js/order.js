// Rows that are put in order by buttons may also be carried by a handle: letting one go sends how far it came.
import { carry } from './rows.js';

/** @param {HTMLElement} list */
export function start_order(list) {
    list.dataset.live = '';
    list.addEventListener('pointerdown', event => {
        const handle = event.target instanceof Element ? event.target.closest('[data-handle]') : null;
        const row = [...list.children].find(child => handle && child.contains(handle));
        const form = handle?.closest('form');
        if (!(handle instanceof HTMLElement) || !(row instanceof HTMLElement) || !form) return;
        const before = place_of(list, row);
        carry(handle, row, event, () => {
            const places = place_of(list, row) - before;
            if (places) send(form, { deplacer: handle.dataset.handle ?? '', de: String(places) });
        });
    });
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
function place_of(list, row) {
    return [...list.children].indexOf(row);
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} fields
 */
function send(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input');
        Object.assign(input, { type: 'hidden', name, value });
        form.append(input);
    }
    form.submit();
}
