/** @typedef {{ level: string, reason: string, comment: string }} Rating */
/** @typedef {import('./words.js').Words} Words */

const controls = 'input[type="radio"], textarea';

/** One criterion of a chapter: what its fields hold, and what is shown of how saving went. */
export class Criterion {
    /**
     * @param {HTMLElement} element
     * @param {Words} words
     */
    constructor(element, words) {
        this.element = element;
        this.words = words;
        this.key = element.id.replace(/^critere-/, '');
        this.last_saved = element.querySelector('.criterion__foot .saved'); // « Enregistré le 10 mars par Maud Tessier »
        for (const input of [this.#hidden('revision'), this.#hidden('shown')]) {
            if (input) input.value = input.defaultValue; // a browser that reloads may bring back older ones
        }
    }

    /** @returns {Rating} */
    get rating() {
        return { level: this.#chosen()?.value ?? '', reason: this.#text('reason')?.value ?? '', comment: this.#text('comment')?.value ?? '' };
    }

    /** @param {Rating} rating */
    set rating(rating) {
        for (const radio of this.#radios()) radio.checked = radio.value === rating.level;
        for (const name of /** @type {const} */ (['reason', 'comment'])) {
            const text = this.#text(name);
            if (!text) continue;
            text.value = rating[name];
            if (rating[name]) text.closest('details')?.setAttribute('open', '');
        }
    }

    /** What the page came with. @returns {Rating} */
    get first_rating() {
        return {
            level: this.#radios().find(radio => radio.defaultChecked)?.value ?? '',
            reason: this.#text('reason')?.defaultValue ?? '', comment: this.#text('comment')?.defaultValue ?? '',
        };
    }

    /** What the texts were written upon. */
    get base() {
        return { revision: this.#hidden('revision')?.value ?? '', shown: this.#hidden('shown')?.value ?? '' };
    }

    /** @param {{ revision?: string | number, shown?: string }} base */
    write_upon(base) {
        for (const name of /** @type {const} */ (['revision', 'shown'])) {
            const input = this.#hidden(name);
            if (input) input.value = String(base[name] ?? '');
        }
    }

    /** A page with many criteria brings the field for a reason only where one is asked for. */
    bring_reason() {
        const row = this.#chosen()?.closest('[data-asks]');
        const template = this.element.closest('form')?.querySelector('template[data-reason]');
        if (!row || !(template instanceof HTMLTemplateElement) || row.nextElementSibling) return;
        row.after(template.content.cloneNode(true));
        const text = row.parentElement?.querySelector('textarea');
        if (text) text.name = text.id = `reason-${this.key}`;
    }

    /** « Non concerné » says why, or is not saved. */
    get lacks_reason() {
        const reason = this.#chosen()?.closest('label')?.nextElementSibling?.querySelector('textarea');
        return reason instanceof HTMLTextAreaElement && reason.value.trim() === '';
    }

    /** The fields as the server reads them. */
    fields() {
        const { level, reason, comment } = this.rating, { revision, shown } = this.base;
        const fields = new URLSearchParams({ criterion: this.key });
        if (level) fields.set(`level-${this.key}`, level);
        fields.set(`reason-${this.key}`, reason);
        if (this.#text('comment')) fields.set(`comment-${this.key}`, comment); // a page without it leaves it as it is
        fields.set(`revision-${this.key}`, revision);
        fields.set(`shown-${this.key}`, shown);
        return fields;
    }

    /** The choice in the words of its row: « 2 Mon organisation peut le dire ». */
    choice_in_words() {
        const label = this.#chosen()?.closest('label');
        return label ? [...label.childNodes].map(part => part.textContent?.trim()).filter(Boolean).join(' ') : '';
    }

    /**
     * Chooses the row whose sign is that key, « 3 » or « N ».
     * @param {string} sign
     */
    choose(sign) {
        const radio = this.#radios().find(
            one => one.closest('label')?.querySelector('b')?.textContent?.trim().toUpperCase() === sign);
        if (!radio) return false;
        radio.checked = true;
        radio.focus();
        radio.dispatchEvent(new Event('input', { bubbles: true }));
        return true;
    }

    focus() {
        (this.#chosen() ?? this.#radios()[0])?.focus();
    }

    /** @param {string} text */
    show_saved(text) {
        this.element.querySelector('[data-suggested]')?.remove(); // an answer of somebody's own, from here on
        this.last_saved = this.words.piece('[data-saved]', text);
        this.#show_in_foot(this.last_saved);
    }

    /** Nothing was changed after all. */
    show_last_saved() {
        if (this.last_saved) this.#show_in_foot(this.last_saved);
        else this.element.querySelector('.criterion__foot .saved')?.remove();
    }

    /** @param {string} text */
    show_unsaved(text) {
        this.#show_in_foot(this.words.piece('[data-unsaved]', text));
    }

    /** @param {{ field: string, text: string }[]} problems */
    show_problems(problems) {
        this.clear_problems();
        for (const { field, text } of problems) {
            // A page with many criteria names no choice: what is wrong with the level stands at the first.
            const control = document.getElementById(field) ?? (field.startsWith('level-') ? this.#radios()[0] : null);
            if (!control || !this.element.contains(control)) continue;
            const message = this.words.piece('[data-error]', text);
            message.id = `${field}-error`;
            control.setAttribute('aria-invalid', 'true');
            control.setAttribute('aria-describedby', message.id);
            const group = control instanceof HTMLInputElement ? control.closest('.degrees') : null;
            if (group) group.before(message);
            else control.before(message);
        }
    }

    clear_problems() {
        this.element.querySelectorAll('.error').forEach(message => message.remove());
        for (const control of this.element.querySelectorAll(controls)) {
            control.removeAttribute('aria-invalid');
            control.removeAttribute('aria-describedby');
        }
    }

    /** @param {HTMLElement} notice */
    show_notice(notice) {
        this.clear_notice();
        const foot = this.element.querySelector('.criterion__foot');
        if (foot) foot.before(notice);
        else this.element.append(notice);
    }

    clear_notice() {
        this.element.querySelectorAll('[data-notice]').forEach(notice => notice.remove());
    }

    /** @param {Element} state */
    #show_in_foot(state) {
        const shown = this.element.querySelector('.criterion__foot .saved');
        if (shown) shown.replaceWith(state);
        else this.#foot().prepend(state);
    }

    /** A page with many criteria has a foot only where there is something to say. */
    #foot() {
        const there = this.element.querySelector('.criterion__foot');
        if (there) return there;
        const foot = document.createElement('p');
        foot.className = 'criterion__foot';
        this.element.append(foot);
        return foot;
    }

    #radios() {
        return /** @type {HTMLInputElement[]} */ ([...this.element.querySelectorAll('input[type="radio"]')]);
    }

    #chosen() {
        return this.#radios().find(radio => radio.checked);
    }

    /**
     * @param {string} name
     * @returns {HTMLTextAreaElement | null}
     */
    #text(name) {
        return this.element.querySelector(`textarea[name="${name}-${CSS.escape(this.key)}"]`);
    }

    /**
     * @param {string} name
     * @returns {HTMLInputElement | null}
     */
    #hidden(name) {
        return this.element.querySelector(`input[name="${name}-${CSS.escape(this.key)}"]`);
    }
}

/**
 * @param {Rating} a
 * @param {Rating} b
 */
export function are_equal(a, b) {
    return a.level === b.level && a.reason === b.reason && a.comment === b.comment;
}
