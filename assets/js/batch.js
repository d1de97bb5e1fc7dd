// Says how many rows are ticked for a change of all of them.

/** @param {HTMLElement} element */
export function start_batch(element) {
    if (!(element instanceof HTMLFormElement)) return;
    const words = element.querySelector('[data-many]');
    if (!(words instanceof HTMLElement)) return;
    const none = words.textContent ?? '';
    words.setAttribute('role', 'status');

    const tell = () => {
        const count = [...element.elements].filter(one => one instanceof HTMLInputElement && one.name.startsWith('action-') && one.checked).length;
        const told = count === 1 ? words.dataset.one : words.dataset.many?.replace('#', String(count));
        words.textContent = count === 0 ? none : told ?? none;
    };
    document.addEventListener('change', tell);
    tell();
}
