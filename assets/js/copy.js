import { say } from './live.js';

/**
 * Shows the button that copies the address beside it.
 * @param {HTMLElement} field
 */
export function start_copy(field) {
    const button = field.querySelector('button');
    const input = field.querySelector('input');
    if (!button || !input || !navigator.clipboard) return;

    button.hidden = false;
    button.addEventListener('click', async () => {
        input.select();
        await navigator.clipboard.writeText(input.value);
        say(button.dataset.copied ?? '');
        button.textContent = button.dataset.copied ?? '';
    });
}
