/**
 * Rows of a form that are added, removed and put in order on the page; without scripts the same buttons send the form.
 * @param {HTMLFormElement} form
 * @param {() => void} on_change
 */
export function start_rows(form, on_change) {
    const list = form.querySelector('[data-rows]');
    if (!(list instanceof HTMLElement)) return;

    const renumber = () => {
        list.querySelectorAll('[data-place]').forEach((input, place) => input instanceof HTMLInputElement && (input.value = String(place + 1)));
        mark_ends(list);
        on_change();
    };

    form.addEventListener('click', event => {
        const button = event.target instanceof Element ? event.target.closest('button[data-act]') : null;
        if (!(button instanceof HTMLButtonElement)) return;
        event.preventDefault();
        const row = button.closest('[data-rows] > *');
        if (button.dataset.act === 'ajouter') add(form, list, button.value, new_id());
        else if (row) act(row, button);
        renumber();
    });
    list.addEventListener('pointerdown', event => {
        const handle = event.target instanceof Element ? event.target.closest('[data-handle]') : null;
        const row = handle?.closest('[data-rows] > *');
        if (handle instanceof HTMLElement && row instanceof HTMLElement) carry(handle, row, event, renumber);
    });
}

/**
 * As a draft has them: rows that it adds are made again, and where nobody else touched them since, those that it lacks go.
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} draft
 */
export function restore_rows(form, draft) {
    const list = form.querySelector('[data-rows]');
    const shown = form.elements.namedItem('shown-indicators');
    if (!(list instanceof HTMLElement) || !(shown instanceof HTMLInputElement) || !draft.has('shown-indicators')) return;
    const places = [...draft].flatMap(([name, place]) => (/^indicator-(.+)-place$/.test(name) ? [{ row: name.slice(0, -'-place'.length), place: Number(place) }] : []));
    const rows = places.sort((one, other) => one.place - other.place).map(({ row }) => row);
    for (const row of rows) {
        const there = document.getElementById(row);
        if (there) list.append(there);
        else add(form, list, draft.get(`${row}-kind`) ?? '', row.slice('indicator-'.length));
    }
    if (draft.get('shown-indicators') !== shown.value) return;
    for (const row of [...list.children]) if (!rows.includes(row.id)) row.remove();
    mark_ends(list);
}

/** The first row goes no further up, and the last no further down. @param {HTMLElement} list */
function mark_ends(list) {
    for (const [act, end] of [['indicateur-monter', list.firstElementChild], ['indicateur-descendre', list.lastElementChild]]) {
        for (const row of list.children) {
            const button = row.querySelector(`[data-act="${act}"]`);
            if (row === end) button?.setAttribute('aria-disabled', 'true');
            else button?.removeAttribute('aria-disabled');
        }
    }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {string} kind
 * @param {string} id
 */
function add(form, list, kind, id) {
    const template = form.querySelector(`template[data-row="${kind}"]`);
    if (!(template instanceof HTMLTemplateElement)) return;
    const copy = document.createElement('template');
    copy.innerHTML = template.innerHTML.replaceAll('nouveau', id);
    list.append(copy.content);
    const row = list.lastElementChild;
    const first = row?.querySelector('input:not([type="hidden"])');
    if (first instanceof HTMLElement) first.focus();
}

/**
 * @param {Element} row
 * @param {HTMLButtonElement} button
 */
function act(row, button) {
    const other = { 'indicateur-monter': row.previousElementSibling, 'indicateur-descendre': row.nextElementSibling }[button.dataset.act ?? ''];
    if (button.dataset.act === 'indicateur-retirer') {
        const next = row.nextElementSibling ?? row.previousElementSibling;
        const target = next?.querySelector('button[data-act="indicateur-retirer"]') ?? document.querySelector('button[data-act="ajouter"]');
        row.remove();
        if (target instanceof HTMLElement) target.focus();
        return;
    }
    if (!other) return;
    if (button.dataset.act === 'indicateur-monter') other.before(row);
    else other.after(row);
    button.focus(); // moving it took the focus away
}

/**
 * Carries a row by its handle, with a mouse or a finger. The others make way once it is past their middle, whatever their heights;
 * it stays where it is in the page itself, so that it is not let go.
 * @param {HTMLElement} handle
 * @param {HTMLElement} row
 * @param {PointerEvent} start
 * @param {() => void} on_drop
 */
export function carry(handle, row, start, on_drop) {
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    row.classList.add('carried');
    /** @param {Element} other */
    const middle = other => {
        const box = other.getBoundingClientRect();
        return box.top + box.height / 2;
    };
    /** @param {PointerEvent} event */
    const move = event => {
        for (let other = row.previousElementSibling; other && event.clientY < middle(other); other = row.previousElementSibling) row.after(other);
        for (let other = row.nextElementSibling; other && event.clientY > middle(other); other = row.nextElementSibling) row.before(other);
    };
    const drop = () => {
        handle.removeEventListener('pointermove', move);
        row.classList.remove('carried');
        on_drop();
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', drop, { once: true });
    handle.addEventListener('pointercancel', drop, { once: true });
}

/** As the server makes them: the time first, so that they sort by it. */
function new_id() {
    const time = Date.now().toString(16).padStart(12, '0');
    const rest = [...crypto.getRandomValues(new Uint8Array(10))].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
