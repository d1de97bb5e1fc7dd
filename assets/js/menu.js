/**
 * Closes an open menu when one clicks or moves elsewhere, or presses Escape.
 * @param {HTMLElement} menu a details element
 */
export function start_menu(menu) {
    const close = () => menu.removeAttribute('open');
    document.addEventListener('click', event => {
        if (event.target instanceof Node && !menu.contains(event.target)) close();
    });
    menu.addEventListener('focusout', event => {
        if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close();
    });
    menu.addEventListener('keydown', event => {
        if (event.key !== 'Escape' || !menu.hasAttribute('open')) return;
        close();
        menu.querySelector('summary')?.focus();
    });
}
