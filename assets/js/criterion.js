/** What the fields of a record hold, by name. @typedef {Record<string, string>} Value */
/** @typedef {import('./words.js').Words} Words */

const controls = 'input[type="radio"], textarea';

/**
 * What is saved at one go: names of its fields, and what its revision is called. The whole card of a criterion is a rating; a card
 * that holds several records marks each by data-record.
 * @typedef {{ choice: string, texts: string[], revision: string, shown: string }} Names
 */
/** @type {Names} */
const rating = { choice: 'level', texts: ['reason', 'comment'], revision: 'revision', shown: 'shown' };
/** @type {Record<string, Names>} */
const others = {
    practice: { choice: '', texts: ['practice'], revision: 'practice-revision', shown: 'practice-shown' },
    priority: { choice: 'priority', texts: [], revision: 'priority-revision', shown: 'priority-shown' },
};

/** One record of a criterion: what its fields hold, and what is shown of how saving went. */
export class Criterion {
    /**
     * @param {HTMLElement} element
     * @param {Words} words
     */
    constructor(element, words) {
        this.element = element;
        this.words = words;
        this.record = element.dataset.record ?? 'rating';
        this.is_part = element.dataset.record !== undefined;
        this.names = others[this.record] ?? rating;
        this.key = element.dataset.key ?? element.id.replace(/^critere-/, '');
        /** Under which a draft of it is kept. */
        this.name = this.record === 'rating' ? this.key : `${this.record}:${this.key}`;
        this.foot = this.is_part ? '.record__foot' : '.criterion__foot';
        this.last_saved = element.querySelector(`${this.foot} .saved`); // « Enregistré le 10 mars par Maud Tessier »
        for (const input of [this.#hidden('revision'), this.#hidden('shown')]) {
            if (input) input.value = input.defaultValue; // a browser that reloads may bring back older ones
        }
    }

    /** @returns {Value} */
    get value() {
        return this.#read(radio => radio.checked, text => text.value);
    }

    /** @param {Value} value */
    set value(value) {
        if (this.names.choice) for (const radio of this.#radios()) radio.checked = radio.value === value[this.names.choice];
        for (const name of this.names.texts) {
            const text = this.#text(name);
            if (!text) continue;
            text.value = value[name] ?? '';
            if (value[name]) text.closest('details')?.setAttribute('open', '');
        }
    }

    /** What the page came with. @returns {Value} */
    get first_value() {
        return this.#read(radio => radio.defaultChecked, text => text.defaultValue);
    }

    /** As the server or a draft tells it; what it does not tell is empty. @param {Record<string, unknown>} source @returns {Value} */
    value_of(source) {
        return Object.fromEntries(this.#fields().map(name => [name, String(source[name] ?? '')]));
    }

    /** For people: the words of the choice, then the texts. @param {Value} value @param {string} choice */
    in_words(value, choice) {
        return [choice, ...this.names.texts.map(name => value[name])].filter(Boolean).join('\n\n');
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
        const value = this.value, { revision, shown } = this.base, { choice, texts } = this.names;
        const fields = new URLSearchParams({ criterion: this.key });
        if (this.is_part) fields.set('record', this.record);
        if (choice && value[choice]) fields.set(`${choice}-${this.key}`, value[choice]);
        for (const name of texts) {
            // A page without the field of a comment leaves it as it is.
            if (name !== 'comment' || this.#text(name)) fields.set(`${name}-${this.key}`, value[name] ?? '');
        }
        fields.set(`${this.names.revision}-${this.key}`, revision);
        fields.set(`${this.names.shown}-${this.key}`, shown);
        return fields;
    }

    /** The choice in the words of its row: « 2 Mon organisation peut le dire ». */
    choice_in_words() {
        const label = this.#chosen()?.closest('label');
        return label ? [...label.childNodes].map(part => part.textContent?.trim()).filter(Boolean).join(' ') : '';
    }

    /**
     * Chooses the row whose sign is that key, « 3 », « N » or « ★ ».
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
        (this.#chosen() ?? this.#radios()[0] ?? this.element.querySelector('textarea'))?.focus();
    }

    /** @param {string} text */
    show_saved(text) {
        this.element.querySelector('[data-suggested]')?.remove(); // an answer of somebody's own, from here on
        const short = this.element.querySelector('[data-short]');
        if (short instanceof HTMLElement) short.hidden = !short.dataset.short?.split(' ').includes(this.#chosen()?.value ?? '');
        const answer = this.element.querySelector('[data-answer]');
        if (answer) answer.textContent = this.choice_in_words();
        this.words.when_there(() => {
            this.last_saved = this.words.piece('[data-saved]', text);
            this.#show_in_foot(this.last_saved);
        });
    }

    /** Nothing was changed after all. */
    show_last_saved() {
        this.words.when_there(() => {
            if (this.last_saved) this.#show_in_foot(this.last_saved);
            else this.element.querySelector(`${this.foot} .saved`)?.remove();
        });
    }

    /** @param {string} text */
    show_unsaved(text) {
        this.words.when_there(() => this.#show_in_foot(this.words.piece('[data-unsaved]', text)));
    }

    /** @param {string} phrase its name */
    show_why_unsaved(phrase) {
        this.words.when_there(() => this.#show_in_foot(this.words.piece('[data-unsaved]', this.words.phrase(phrase))));
    }

    /** @param {{ field: string, text: string }[]} problems */
    show_problems(problems) {
        this.clear_problems();
        this.words.when_there(() => this.#show_problems(problems));
    }

    /** @param {{ field: string, text: string }[]} problems */
    #show_problems(problems) {
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
            else (control.closest('label') ?? control).before(message);
        }
    }

    clear_problems() {
        this.words.take_away(() => {
            this.element.querySelectorAll('.error').forEach(message => message.remove());
            for (const control of this.element.querySelectorAll(controls)) {
                control.removeAttribute('aria-invalid');
                control.removeAttribute('aria-describedby');
            }
        });
    }

    /** @param {HTMLElement} notice */
    show_notice(notice) {
        this.clear_notice();
        const foot = this.element.querySelector(this.foot);
        if (foot) foot.before(notice);
        else this.element.append(notice);
    }

    clear_notice() {
        this.words.take_away(() => this.element.querySelectorAll('[data-notice]').forEach(notice => notice.remove()));
    }

    /** @param {Element} state */
    #show_in_foot(state) {
        const shown = this.element.querySelector(`${this.foot} .saved`);
        if (shown) shown.replaceWith(state);
        else this.#foot().prepend(state);
    }

    /** A page with many criteria has a foot only where there is something to say. */
    #foot() {
        const there = this.element.querySelector(this.foot);
        if (there) return there;
        const foot = document.createElement('p');
        foot.className = this.foot.slice(1);
        this.element.append(foot);
        return foot;
    }

    #fields() {
        return this.names.choice ? [this.names.choice, ...this.names.texts] : this.names.texts;
    }

    /**
     * @param {(radio: HTMLInputElement) => boolean} is_chosen
     * @param {(text: HTMLTextAreaElement) => string} text_of
     * @returns {Value}
     */
    #read(is_chosen, text_of) {
        /** @type {Value} */
        const value = {};
        if (this.names.choice) value[this.names.choice] = this.#radios().find(is_chosen)?.value ?? '';
        for (const name of this.names.texts) {
            const text = this.#text(name);
            value[name] = text ? text_of(text) : '';
        }
        return value;
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
     * @param {'revision' | 'shown'} name
     * @returns {HTMLInputElement | null}
     */
    #hidden(name) {
        return this.element.querySelector(`input[name="${this.names[name]}-${CSS.escape(this.key)}"]`);
    }
}

/**
 * @param {Value} a
 * @param {Value} b
 */
export function are_equal(a, b) {
    return Object.keys({ ...a, ...b }).every(name => (a[name] ?? '') === (b[name] ?? ''));
}
