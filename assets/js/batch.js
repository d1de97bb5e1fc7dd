// Says how many rows are ticked for a change of all of them.

/** @param {HTMLElement} element */
export function start_batch(element) {
    if (!(element instanceof HTMLFormElement)) return;
    const words = element.querySelector('[data-many]');
    if (!(words instanceof HTMLElement)) return;
    const none = words.textContent ?? '';
    words.setAttribute('role', 'status');

    /** @returns {HTMLInputElement[]} */
    const boxes = () => [...element.elements].flatMap(one => (one instanceof HTMLInputElement && one.name.startsWith('action-') ? [one] : []));
    const tell = () => {
        const count = boxes().filter(box => box.checked).length;
        const told = count === 1 ? words.dataset.one : words.dataset.many?.replace('#', String(count));
        words.textContent = count === 0 ? none : told ?? none;
    };
    element.addEventListener('click', event => {
        const link = event.target instanceof Element ? event.target.closest('a[data-tick]') : null;
        if (!(link instanceof HTMLElement)) return;
        event.preventDefault(); // without scripts it opens the page so
        for (const box of boxes()) box.checked = link.dataset.tick === 'tout';
        tell();
    });
    document.addEventListener('change', tell);
    tell();
}
