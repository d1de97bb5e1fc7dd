/** What a script may say is a document of phrases and notices in the visitor's language, which a browser fetches once and keeps. */
export class Words {
    /** @param {HTMLElement} element names the document, and the user under whose name drafts are kept */
    constructor(element) {
        this.address = element.dataset.words ?? '';
        this.user = element.dataset.user ?? '';
        /** @type {HTMLElement} */
        this.body = document.createElement('body');
    }

    /** Before anything is said; what cannot be fetched is asked for again once the computer is online. */
    async load() {
        for (;;) {
            const response = await fetch(this.address, { credentials: 'same-origin' }).catch(() => null);
            if (response?.ok) {
                this.body = new DOMParser().parseFromString(await response.text(), 'text/html').body;
                return this;
            }
            await next_occasion();
        }
    }

    /** @param {string} name */
    phrase(name) {
        return this.body.querySelector(`[data-word="${name}"]`)?.textContent ?? '';
    }

    /**
     * A copy of a piece, with a text in its place for one.
     * @param {string} selector
     * @param {string} [text]
     */
    piece(selector, text) {
        const found = this.body.querySelector(selector);
        if (!(found instanceof HTMLElement)) throw new Error(`no words for ${selector}`);
        const copy = document.importNode(found, true);
        const place = copy.matches('[data-text]') ? copy : copy.querySelector('[data-text]');
        if (place && text !== undefined) place.textContent = text;
        return copy;
    }
}

function next_occasion() {
    return new Promise(resolve => {
        window.addEventListener('online', resolve, { once: true });
        setTimeout(resolve, 5_000);
    });
}
