import { Criterion } from './criterion.js';
import { Drafts } from './drafts.js';
import { show_progress } from './progress.js';
import { Saver } from './saver.js';
import { Words, say_status } from './words.js';

/** A chapter that saves itself: the form's own button gives way to a line that says how far saving has come. */
export class Chapter {
    /**
     * @param {HTMLFormElement} form
     * @param {Words} words
     */
    constructor(form, words) {
        this.form = form;
        this.words = words;
        this.drafts = new Drafts(this.words.user, form.action);
        this.editor = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
        this.notices = document.createElement('div');
        this.notices.className = 'notices';
        /** Where to go once all is saved, if anywhere. */
        this.next = '';
        /** @type {Saver[]} */
        this.savers = [];
    }

    start() {
        this.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'editor', value: this.editor }));
        document.querySelector('[data-keyboard]')?.removeAttribute('hidden');
        this.form.querySelectorAll('[data-save]').forEach(button => button instanceof HTMLElement && (button.hidden = true));
        this.form.querySelector('.criterion')?.before(this.notices);

        const parts = this.form.querySelectorAll('[data-record]');
        for (const element of parts.length > 0 ? parts : this.form.querySelectorAll('.criterion')) {
            if (element instanceof HTMLElement) this.savers.push(this.#saver_of(element));
        }
        this.#listen();
        this.show_state();
    }

    /**
     * @param {Criterion} criterion
     * @param {AbortSignal} [signal]
     */
    post(criterion, signal) {
        const body = criterion.fields();
        body.set('csrf', this.#key()?.value ?? '');
        body.set('editor', this.editor);
        const headers = { Accept: 'application/json', 'X-Criterion': criterion.key };
        return fetch(this.form.action, { method: 'POST', body, headers, signal, keepalive: body.toString().length < 60_000 });
    }

    /** Signing in anew in another tab brings a new key: this page takes it over, if it is still the same person's. */
    async renew_key() {
        const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        const form = page.querySelector('form[data-module="chapter"]');
        const fresh = form?.querySelector('input[name="csrf"]');
        const key = this.#key();
        if (!key || !(fresh instanceof HTMLInputElement) || form?.getAttribute('data-user') !== this.words.user) return false;
        key.value = fresh.value;
        return true;
    }

    /** @param {string} progress */
    show_success(progress) {
        show_progress(progress);
    }

    /** Says how far saving has come; a notice only where something is in its way. */
    show_state() {
        const why = this.savers.map(saver => saver.stuck);
        const is_cut = why.includes('offline') || !navigator.onLine;
        const notice = ['outdated', 'signed-out'].find(one => why.some(stuck => stuck === one));
        this.#show_notice(notice ?? (is_cut ? 'offline' : why.includes('refused') ? 'refused' : ''));

        const is_saving = this.savers.some(saver => saver.under_way);
        const is_changed = this.savers.some(saver => saver.is_changed);
        this.#go_on();
        const phrase = is_saving ? 'saving' : why.includes('reason') ? 'reason-missing' : is_changed ? 'unsaved' : 'all-saved';
        this.#show_status(phrase, phrase === 'all-saved' ? 'saved' : !is_saving && why.some(Boolean) ? 'wrong' : 'waiting');
    }

    /** Goes to the next page when nothing is left to save; what cannot be saved keeps one here. */
    #go_on() {
        if (!this.next) return;
        if (this.savers.some(saver => saver.stuck)) this.next = '';
        else if (!this.savers.some(saver => saver.under_way || saver.is_changed)) location.assign(this.next);
    }

    /** @param {HTMLElement} element */
    #saver_of(element) {
        const saver = new Saver(this, new Criterion(element, this.words));
        element.addEventListener('input', () => {
            saver.criterion.bring_reason();
            saver.change();
        });
        element.addEventListener('focusout', event => {
            if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) saver.flush();
        });
        element.addEventListener('keydown', event => {
            if (chooses(event) && saver.criterion.choose(event.key.toUpperCase().replace('*', '★'))) event.preventDefault();
        });
        return saver;
    }

    #listen() {
        this.form.addEventListener('submit', event => {
            const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
            if (button?.name) return; // it does more than save: the whole form goes
            event.preventDefault();
            this.next = button?.dataset.next ?? '';
            this.savers.forEach(saver => saver.flush());
            this.#go_on();
        });
        window.addEventListener('online', () => {
            this.savers.forEach(saver => saver.retry());
            this.show_state();
        });
        window.addEventListener('offline', () => this.show_state());
        window.addEventListener('focus', () => this.savers.forEach(saver => saver.retry()));
        window.addEventListener('pagehide', () => this.savers.forEach(saver => saver.say_farewell()));
        window.addEventListener('beforeunload', event => {
            if (this.savers.some(saver => saver.stuck === 'outdated')) return; // the way on shows what was typed
            if (this.savers.some(saver => saver.stuck && saver.is_changed)) event.preventDefault();
        });
    }

    /** @param {string} name */
    #show_notice(name) {
        if (this.notices.dataset.shown === name) return;
        this.notices.dataset.shown = name;
        if (!name) return this.notices.replaceChildren();
        this.words.when_there(() => {
            if (this.notices.dataset.shown === name) this.notices.replaceChildren(this.words.piece(`[data-notice="${name}"]`));
        });
    }

    /**
     * @param {string} phrase
     * @param {import('./words.js').State} state
     */
    #show_status(phrase, state) {
        const line = document.querySelector('.autosave');
        if (phrase === 'all-saved' && !line?.hasAttribute('data-used')) return; // « Tout est enregistré, à 14 h 02 » of the page
        line?.setAttribute('data-used', '');
        this.words.when_there(() => say_status(line, state, this.words.phrase(phrase)));
    }

    #key() {
        const field = this.form.elements.namedItem('csrf');
        return field instanceof HTMLInputElement ? field : null;
    }
}

/**
 * Digits, N and * choose, but never where one writes or with another key held.
 * @param {KeyboardEvent} event
 */
function chooses(event) {
    const is_writing = event.target instanceof HTMLTextAreaElement;
    return !is_writing && !event.ctrlKey && !event.altKey && !event.metaKey && /^[1-9nN*]$/.test(event.key);
}

/** @param {HTMLElement} form */
export function start_chapter(form) {
    if (!(form instanceof HTMLFormElement) || !form.dataset.words) return;
    const words = new Words(form);
    words.load(); // it may be needed when nothing can be fetched
    new Chapter(form, words).start();
}
