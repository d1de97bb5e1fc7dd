// Cards may be dragged to another column: letting one go there presses the button of the card that says the same.

/** @param {HTMLElement} form */
export function start_board(form) {
    /** @type {HTMLElement | null} */
    let held = null;

    /** @param {Event} event */
    const column_of = event => (event.target instanceof Element ? event.target.closest('[data-state]') : null);

    /** @param {Element | null} column */
    const button_for = column => held?.querySelector(`button[data-to="${column instanceof HTMLElement ? column.dataset.state : ''}"]`) ?? null;

    /** @param {Element | null} column */
    const mark = column => {
        for (const marked of form.querySelectorAll('.board__column--over')) marked.classList.remove('board__column--over');
        column?.classList.add('board__column--over');
    };

    const let_go = () => {
        held?.classList.remove('card--held');
        held = null;
        mark(null);
    };

    for (const card of form.querySelectorAll('.card')) {
        if (!(card instanceof HTMLElement) || !card.querySelector('button[data-to]')) continue;
        card.draggable = true;
        card.classList.add('card--movable');
        card.addEventListener('dragstart', event => {
            held = card;
            card.classList.add('card--held');
            event.dataTransfer?.setData('text/plain', card.id);
        });
        card.addEventListener('dragend', let_go);
    }

    form.addEventListener('dragover', event => {
        const column = column_of(event);
        if (!button_for(column)) return;
        event.preventDefault();
        mark(column);
    });

    form.addEventListener('drop', event => {
        const button = button_for(column_of(event));
        if (!(button instanceof HTMLElement)) return;
        event.preventDefault();
        let_go();
        button.click();
    });
}
