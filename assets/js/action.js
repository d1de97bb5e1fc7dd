import { note_session_end } from './session.js';
import { restore_rows, start_rows } from './rows.js';
import { Words, say_status } from './words.js';

const quiet = 400; // after the last change
const patience = 20_000; // for an answer

/** @typedef {{ field: string, text: string }} Problem */
/** @typedef {{ group: string, shown: string, lines: { label: string, value: string }[] }} Overtaken */
/** @typedef {{ revision: number, shown: Record<string, string>, saved: string, problems: Problem[], overtaken: Overtaken[] }} Answer */

/** The form of one action, which saves itself: its button gives way to a line that says how far saving has come. */
class ActionForm {
    /**
     * @param {HTMLFormElement} form
     */
    constructor(form) {
        this.form = form;
        this.words = new Words(form);
        this.editor = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
        this.place = `draft:${this.words.user}:${form.action}:action`;
        this.timer = 0;
        this.failures = 0;
        this.is_under_way = false;
        /** Why something is not saved. @type {'' | 'gone' | 'offline' | 'refused' | 'signed-out' | 'unsound'} */
        this.stuck = '';
        this.sent = this.#content();
    }

    start() {
        this.words.load(); // it may be needed when nothing can be fetched
        this.form.dataset.live = '';
        for (const input of this.form.querySelectorAll('input[type="hidden"]')) {
            if (input instanceof HTMLInputElement && input.name !== 'csrf') input.value = input.defaultValue; // a reload may bring back older ones
        }
        this.form.querySelectorAll('[data-save]').forEach(button => button instanceof HTMLElement && (button.hidden = true));
        start_rows(this.form, () => this.change());
        this.#take_back_draft();
        this.form.addEventListener('input', () => this.change());
        this.form.addEventListener('focusout', () => this.flush());
        this.form.addEventListener('submit', event => {
            if (this.stuck === 'gone') return; // the answer shows what was typed
            event.preventDefault();
            this.flush();
        });
        window.addEventListener('online', () => this.#retry());
        window.addEventListener('focus', () => this.#retry());
        window.addEventListener('pagehide', () => {
            if (this.is_changed && !this.is_under_way) this.#post().catch(() => {});
        });
        window.addEventListener('beforeunload', event => {
            if (this.stuck && this.stuck !== 'gone') event.preventDefault();
        });
    }

    get is_changed() {
        return this.#content() !== this.sent;
    }

    change() {
        if (this.stuck) this.#keep_draft();
        this.#show_status(this.is_changed ? 'unsaved' : 'all-saved');
        this.#schedule(quiet);
    }

    flush() {
        clearTimeout(this.timer);
        if (this.is_changed && !this.is_under_way && this.stuck !== 'gone') this.#send();
    }

    /** @param {number} delay */
    #schedule(delay) {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.flush(), delay);
    }

    /** What was typed, without what only travels with it. */
    #content() {
        const fields = this.#fields();
        for (const name of [...fields.keys()]) {
            if (name === 'csrf' || name === 'editor' || name === 'revision' || name.startsWith('shown-')) fields.delete(name);
        }
        return fields.toString();
    }

    #fields() {
        const fields = new URLSearchParams();
        new FormData(this.form).forEach((value, name) => typeof value === 'string' && fields.append(name, value));
        if (fields.get('state') !== 'done' && !this.#shows('done')) fields.set('done', ''); // the day waits in its field
        return fields;
    }

    /** @param {string} name */
    #shows(name) {
        const field = this.form.elements.namedItem(name);
        return field instanceof HTMLElement && field.checkVisibility();
    }

    /** @param {AbortSignal} [signal] */
    #post(signal) {
        const body = this.#fields();
        body.set('editor', this.editor);
        return fetch(this.form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, signal, keepalive: body.toString().length < 60_000 });
    }

    async #send() {
        const content = this.#content();
        this.is_under_way = true;
        this.#show_status('saving');
        const response = await this.#post(AbortSignal.timeout(patience)).catch(() => null);
        this.is_under_way = false;
        await this.#read(response, content).catch(() => this.#fail(null));
    }

    /**
     * @param {Response | null} response
     * @param {string} content
     */
    async #read(response, content) {
        if (!response || response.status >= 500 || response.status === 408 || response.status === 429) return this.#fail(response);
        note_session_end(response);
        if (response.status === 401 || response.redirected) return this.#stop('signed-out');
        const told = response.ok ? null : await response.clone().json().catch(() => null);
        if (told?.outdated) return this.#give_up(told.detail);
        if (response.status === 403 && this.failures++ === 0 && (await this.#renew_key())) return this.#send();
        if (![200, 409, 422].includes(response.status) || !response.headers.get('Content-Type')?.includes('json')) return this.#stop('refused');
        this.#take(await response.json(), content);
    }

    /**
     * @param {Answer} answer
     * @param {string} content
     */
    #take(answer, content) {
        const is_sound = answer.problems.length + answer.overtaken.length === 0;
        this.stuck = is_sound ? '' : 'unsound';
        this.failures = 0;
        this.sent = content;
        this.#write('revision', String(answer.revision));
        for (const [group, shown] of Object.entries(answer.shown)) this.#write(`shown-${group}`, shown);
        this.#show_problems(answer.problems);
        this.form.querySelectorAll('[data-group] [data-notice]').forEach(notice => notice.remove());
        answer.overtaken.forEach(one => this.#ask(one));
        this.#show_notice('');
        if (is_sound) this.#drop_draft();
        else this.#keep_draft();
        if (this.is_changed) return this.change();
        if (is_sound) this.#say('saved', () => answer.saved);
        else this.#say('wrong', () => this.words.phrase('unsaved'), answer.problems[0]);
    }

    /** Someone else was faster in a group: both are shown. @param {Overtaken} overtaken */
    #ask({ group, shown, lines }) {
        const place = this.form.querySelector(`[data-group="${group}"] > div`);
        const template = this.form.querySelector('template[data-overtaken]');
        if (!place || !(template instanceof HTMLTemplateElement)) return;
        const notice = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
        const list = notice.querySelector('[data-theirs]');
        for (const { label, value } of lines) {
            const row = document.createElement('div'), name = document.createElement('dt'), text = document.createElement('dd');
            name.textContent = label;
            text.textContent = value;
            row.append(name, text);
            list?.append(row);
        }
        notice.querySelector('[data-keep-mine]')?.addEventListener('click', () => {
            notice.remove();
            this.#write(`shown-${group}`, shown); // what is typed here is meant to stand in its place
            this.#send();
        });
        notice.querySelector('[data-take-theirs]')?.addEventListener('click', () => {
            this.#keep_draft(group);
            this.stuck = '';
            location.reload();
        });
        place.prepend(notice);
    }

    /** @param {Problem[]} problems */
    #show_problems(problems) {
        this.words.take_away(() => {
            this.form.querySelectorAll('.error').forEach(message => message.remove());
            this.form.querySelectorAll('[aria-invalid]').forEach(control => control.removeAttribute('aria-invalid'));
        });
        if (problems.length > 0) this.words.when_there(() => this.#show_each(problems));
    }

    /** @param {Problem[]} problems */
    #show_each(problems) {
        for (const { field, text } of problems) {
            const control = document.getElementById(field);
            if (!control || !this.form.contains(control)) continue;
            const message = this.words.piece('[data-error]', text);
            message.id = `${field}-error`;
            const hint = document.getElementById(`${field}-hint`);
            control.setAttribute('aria-invalid', 'true');
            control.setAttribute('aria-describedby', [hint?.id, message.id].filter(Boolean).join(' '));
            control.before(message);
        }
    }

    /** @param {Response | null} response */
    #fail(response) {
        this.#stop('offline');
        const asked = Number(response?.headers.get('Retry-After')) * 1000 || 0;
        this.#schedule(Math.max(asked, Math.min(60_000, 1_000 * 2 ** ++this.failures)));
    }

    /** @param {'gone' | 'offline' | 'refused' | 'signed-out'} why */
    #stop(why) {
        this.stuck = why;
        this.sent = '';
        this.#keep_draft();
        this.#show_notice(why === 'gone' ? '' : why);
        this.#show_status('unsaved');
    }

    /** Nothing of this page can be saved any more: its form, sent as it is, shows what was typed. @param {string} why */
    #give_up(why) {
        this.#stop('gone');
        const template = this.form.querySelector('template[data-gone]');
        if (!(template instanceof HTMLTemplateElement)) return;
        const notice = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
        const place = notice.querySelector('[data-text]');
        if (place) place.textContent = why;
        this.form.querySelector('[data-notices]')?.replaceChildren(notice);
    }

    #retry() {
        if (this.stuck === 'offline' || this.stuck === 'signed-out') this.flush();
    }

    /** Signing in anew in another tab brings a new key: this page takes it over, if it is still the same person's. */
    async #renew_key() {
        const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        const form = page.querySelector('form[data-module="action"]');
        const fresh = form?.querySelector('input[name="csrf"]');
        if (!(fresh instanceof HTMLInputElement) || form?.getAttribute('data-user') !== this.words.user) return false;
        this.#write('csrf', fresh.value);
        return true;
    }

    /**
     * @param {string} name
     * @param {string} value
     */
    #write(name, value) {
        const input = this.form.elements.namedItem(name);
        if (input instanceof HTMLInputElement) input.value = value;
    }

    /** @param {string} phrase */
    #show_status(phrase) {
        const state = phrase === 'all-saved' ? 'saved' : this.stuck ? 'wrong' : 'waiting';
        this.#say(state, () => this.words.phrase(phrase));
    }

    /**
     * @param {import('./words.js').State} state
     * @param {() => string} words
     * @param {Problem} [problem]
     */
    #say(state, words, problem) {
        this.words.when_there(() => say_status(this.form.querySelector('.autosave'), state, words(), problem));
    }

    /** @param {string} name */
    #show_notice(name) {
        const place = this.form.querySelector('[data-notices]');
        if (!name && !place?.hasChildNodes()) return;
        this.words.when_there(() => place?.replaceChildren(...(name ? [this.words.piece(`[data-notice="${name}"]`)] : [])));
    }

    // A browser may refuse to keep anything: then there is no draft, and saving goes on.
    /** @param {string} [but] a group that is given up */
    #keep_draft(but) {
        const fields = this.#fields();
        const given_up = [...this.form.querySelectorAll(`[data-group="${but}"] [name]`)].map(control => control.getAttribute('name') ?? '');
        for (const name of ['csrf', ...given_up]) fields.delete(name);
        try {
            localStorage.setItem(this.place, fields.toString());
        } catch {
            // nothing is kept
        }
    }

    #drop_draft() {
        try {
            localStorage.removeItem(this.place);
        } catch {
            // nothing was kept
        }
    }

    // It goes out with the fingerprints it was written upon, so that what others wrote since is not lost.
    #take_back_draft() {
        let kept = null;
        try {
            kept = localStorage.getItem(this.place);
        } catch {
            return;
        }
        if (!kept) return;
        const fields = new URLSearchParams(kept);
        restore_rows(this.form, fields);
        for (const [name, value] of fields) {
            const field = this.form.elements.namedItem(name);
            const is_ours = name !== 'csrf' && name !== 'editor';
            if (is_ours && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) field.value = value;
        }
        if (!this.is_changed) return this.#drop_draft();
        this.#show_status('restored');
        this.#schedule(quiet);
    }
}

/** @param {HTMLElement} form */
export function start_action(form) {
    if (form instanceof HTMLFormElement && form.dataset.words) new ActionForm(form).start();
}
