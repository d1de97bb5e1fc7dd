/**
 * Closes a sheet of HTML's own, which Escape and a click elsewhere close already, when the focus leaves it.
 * @param {HTMLElement} sheet
 */
export function start_sheet(sheet) {
    sheet.addEventListener('focusout', event => {
        const to = event.relatedTarget;
        const is_inside = to instanceof Node && (sheet.contains(to) || (to instanceof HTMLElement && to.getAttribute('popovertarget') === sheet.id));
        if (to && !is_inside && sheet.matches(':popover-open')) sheet.hidePopover();
    });
}

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
