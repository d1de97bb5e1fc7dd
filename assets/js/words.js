/** What a script may say is a document of phrases and notices in the visitor's language, which a browser fetches once and keeps. */
export class Words {
    /** @param {HTMLElement} element names the document, and the user under whose name drafts are kept */
    constructor(element) {
        this.address = element.dataset.words ?? '';
        this.user = element.dataset.user ?? '';
        /** @type {HTMLElement | null} */
        this.body = null;
        /** @type {Promise<void> | null} */
        this.coming = null;
    }

    /** Before anything is said; what cannot be fetched is asked for again once the computer is online. */
    load() {
        return (this.coming ??= this.#fetch());
    }

    /**
     * Says something at once, or as soon as there are words for it.
     * @param {() => void} say
     */
    when_there(say) {
        if (this.body) say();
        else this.load().then(say);
    }

    /**
     * Takes something away now, and what is still to be said of it too.
     * @param {() => void} take
     */
    take_away(take) {
        take();
        if (!this.body) this.load().then(take);
    }

    async #fetch() {
        for (;;) {
            // Without the cookie: that a page has its words is no sign of life.
            const response = await fetch(this.address, { credentials: 'omit' }).catch(() => null);
            const text = response?.ok ? await response.text().catch(() => null) : null;
            if (text !== null) {
                this.body = new DOMParser().parseFromString(text, 'text/html').body;
                return;
            }
            await next_occasion();
        }
    }

    /** @param {string} name */
    phrase(name) {
        return this.body?.querySelector(`[data-word="${name}"]`)?.textContent ?? '';
    }

    /**
     * A copy of a piece, with a text in its place for one.
     * @param {string} selector
     * @param {string} [text]
     */
    piece(selector, text) {
        const found = this.body?.querySelector(selector);
        if (!(found instanceof HTMLElement)) throw new Error(`no words for ${selector}`);
        const copy = document.importNode(found, true);
        const place = copy.matches('[data-text]') ? copy : copy.querySelector('[data-text]');
        if (place && text !== undefined) place.textContent = text;
        return copy;
    }
}

/** @typedef {'saved' | 'waiting' | 'wrong'} State */

/**
 * Says in the line of saving how far it has come, with the sign of its state; of what is wrong in a field, with a link to it.
 * @param {Element | null} line
 * @param {State} state
 * @param {string} words
 * @param {{ field: string, text: string }} [problem]
 */
export function say_status(line, state, words, problem) {
    const place = line?.querySelector('[data-status]');
    if (!line || !place) return;
    if (state === 'saved') line.removeAttribute('data-state');
    else line.setAttribute('data-state', state);
    if (place.textContent === words + (problem ? ` – ${problem.text}` : '')) return; // not said twice
    place.textContent = words;
    if (!problem) return;
    const link = document.createElement('a');
    link.href = `#${problem.field}`;
    link.textContent = problem.text;
    place.append(' – ', link);
}

function next_occasion() {
    return new Promise(resolve => {
        window.addEventListener('online', resolve, { once: true });
        setTimeout(resolve, 5_000);
    });
}
