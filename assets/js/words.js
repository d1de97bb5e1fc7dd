/** What a script may say stands in the page, in the visitor's language: a template of phrases and notices. */
export class Words {
    /** @param {HTMLTemplateElement} template */
    constructor(template) {
        this.template = template;
    }

    get user() {
        return this.template.dataset.user ?? '';
    }

    /** @param {string} name */
    phrase(name) {
        return this.template.content.querySelector(`[data-word="${name}"]`)?.textContent ?? '';
    }

    /**
     * A copy of a piece of the template, with a text in its place for one.
     * @param {string} selector
     * @param {string} [text]
     */
    piece(selector, text) {
        const found = this.template.content.querySelector(selector);
        if (!(found instanceof HTMLElement)) throw new Error(`no words for ${selector}`);
        const copy = /** @type {HTMLElement} */ (found.cloneNode(true));
        const place = copy.matches('[data-text]') ? copy : copy.querySelector('[data-text]');
        if (place && text !== undefined) place.textContent = text;
        return copy;
    }
}
