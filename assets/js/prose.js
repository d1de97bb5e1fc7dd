/**
 * Buttons for a text of some lines: bold, italic, a list, a link, and how it will read. What they do is typed into the field, so
 * that the browser can undo it and the page saves it as it saves any typing.
 */
class Editor {
    /**
     * @param {HTMLElement} place
     * @param {HTMLTextAreaElement} text
     * @param {HTMLTemplateElement} template
     */
    constructor(place, text, template) {
        this.place = place;
        this.text = text;
        this.template = template;
    }

    start() {
        const tools = /** @type {HTMLElement} */ (this.template.content.querySelector('.editor__tools')?.cloneNode(true));
        this.preview = /** @type {HTMLElement} */ (this.template.content.querySelector('[data-preview-place]')?.cloneNode(true));
        this.text.before(tools);
        this.text.after(this.preview);
        tools.addEventListener('click', event => {
            const button = event.target instanceof Element ? event.target.closest('button') : null;
            if (!button) return;
            if (button.hasAttribute('data-preview')) this.#turn(button);
            else this.#mark(button.dataset.mark ?? '');
        });
        this.text.addEventListener('keydown', event => {
            const mark = { b: 'bold', i: 'italic' }[event.key.toLowerCase()];
            if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
            event.preventDefault();
            this.#mark(mark);
        });
    }

    /** @param {string} mark */
    #mark(mark) {
        this.text.focus();
        if (mark === 'bold') this.#surround('**');
        if (mark === 'italic') this.#surround('*');
        if (mark === 'list') this.#list();
        if (mark === 'link') this.#link();
    }

    /** @param {string} sign */
    #surround(sign) {
        const { start, end, chosen } = this.#choice();
        this.#type(start, end, sign + chosen + sign);
        this.text.setSelectionRange(start + sign.length, start + sign.length + chosen.length);
    }

    /** A dash before each line that is chosen, even in part. */
    #list() {
        const value = this.text.value;
        const start = value.lastIndexOf('\n', this.text.selectionStart - 1) + 1;
        const next = value.indexOf('\n', this.text.selectionEnd);
        const end = next < 0 ? value.length : next;
        const lines = value.slice(start, end).split('\n').map(line => line.startsWith('- ') ? line.slice(2) : `- ${line}`);
        this.#type(start, end, lines.join('\n'));
    }

    #link() {
        const { start, end, chosen } = this.#choice();
        const words = chosen || this.#phrase('link');
        this.#type(start, end, `[${words}](https://)`);
        const address = start + words.length + 3;
        this.text.setSelectionRange(address, address + 'https://'.length);
    }

    #choice() {
        const start = this.text.selectionStart, end = this.text.selectionEnd;
        return { start, end, chosen: this.text.value.slice(start, end) };
    }

    /**
     * As if typed: the browser's « undo » takes it back, where it can.
     * @param {number} start
     * @param {number} end
     * @param {string} words
     */
    #type(start, end, words) {
        this.text.setSelectionRange(start, end);
        if (document.execCommand?.('insertText', false, words)) return;
        this.text.setRangeText(words, start, end, 'end');
        this.text.dispatchEvent(new Event('input', { bubbles: true }));
    }

    /** @param {HTMLButtonElement} button */
    async #turn(button) {
        const preview = this.preview;
        if (!preview) return;
        const is_shown = preview.hidden;
        preview.hidden = !is_shown;
        button.setAttribute('aria-expanded', String(is_shown));
        if (is_shown) await this.#draw(preview).catch(() => (preview.textContent = this.#phrase('failed')));
    }

    /** @param {HTMLElement} preview */
    async #draw(preview) {
        if (!this.text.value.trim()) {
            preview.textContent = this.#phrase('empty');
            return;
        }
        const key = this.text.form?.elements.namedItem('csrf');
        if (!(key instanceof HTMLInputElement)) return;
        const body = new URLSearchParams({ csrf: key.value, text: this.text.value });
        const response = await fetch(this.template.dataset.previewAt ?? '',
            { method: 'POST', body, headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(20_000) });
        if (!response.ok || response.redirected) throw new Error('no preview');
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        preview.replaceChildren(...[...page.body.childNodes].map(node => document.adoptNode(node)));
    }

    /** @param {string} name */
    #phrase(name) {
        return this.template.content.querySelector(`[data-word="${name}"]`)?.textContent ?? '';
    }
}

/** @param {HTMLElement} place */
export function start_prose(place) {
    const text = place.querySelector('textarea');
    const template = document.querySelector('template[data-prose]');
    if (text && template instanceof HTMLTemplateElement) new Editor(place, text, template).start();
}
