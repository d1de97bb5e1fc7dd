import { say } from './live.js';

const pause = 2_000;

/**
 * Keeps the screen of a workshop, or a telephone that takes part in it, up to date; votes without loading the page anew.
 * What to show comes from the page itself: this only asks whether it has moved, and fetches it again.
 * @param {HTMLElement} place
 */
export function start_workshop(place) {
    new Live(place).start();
}

class Live {
    /** @param {HTMLElement} place */
    constructor(place) {
        this.place = place;
        this.known = `"${place.dataset.pulse ?? ''}"`;
        this.is_asking = false;
    }

    start() {
        this.place.dataset.isLive = '';
        this.place.addEventListener('submit', event => this.vote(event));
        this.place.addEventListener('keydown', event => press(this.place, event));
        document.addEventListener('visibilitychange', () => this.ask());
        setInterval(() => this.ask(), pause);
        stage_of(this.place)?.focus({ preventScroll: true });
    }

    async ask() {
        if (document.hidden || this.is_asking) return;
        this.is_asking = true;
        try {
            const headers = { Accept: 'text/plain', 'If-None-Match': this.known };
            const response = await fetch(this.place.dataset.state ?? '', { headers });
            if (response.redirected || response.status === 401 || response.status === 404) return location.reload();
            if (response.status !== 200) return;
            await this.look_again();
            this.known = response.headers.get('ETag') ?? '';
        } catch {
            // No connection: the next turn asks again.
        } finally {
            this.is_asking = false;
        }
    }

    async look_again() {
        const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
        if (!response.ok) return;
        if (new URL(response.url).pathname !== location.pathname) return location.assign(response.url);
        this.show(await response.text());
    }

    /**
     * Everything where the workshop has moved on, else only the counts: a sentence that is being written stays.
     * @param {string} page
     */
    show(page) {
        const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-module="workshop"]');
        if (!(fresh instanceof HTMLElement)) return location.reload();
        if (fresh.dataset.beat !== this.place.dataset.beat) {
            this.replace(fresh);
            stage_of(this.place)?.focus({ preventScroll: true });
            scrollTo({ top: 0 });
            say(this.place.querySelector('h1')?.textContent ?? '');
            return;
        }
        const counts = [...fresh.querySelectorAll('[data-count]')];
        for (const [index, old] of [...this.place.querySelectorAll('[data-count]')].entries()) {
            const count = counts[index];
            if (count && count.innerHTML !== old.innerHTML) old.replaceWith(count);
        }
    }

    /** @param {HTMLElement} fresh */
    replace(fresh) {
        this.place.dataset.beat = fresh.dataset.beat;
        this.place.replaceChildren(...fresh.childNodes);
    }

    /** @param {SubmitEvent} event */
    async vote(event) {
        const form = event.target;
        if (!(form instanceof HTMLFormElement) || !form.matches('.vote-form')) return;
        event.preventDefault();
        const offline = this.place.querySelector('[data-offline]');
        const button = event.submitter;
        if (!(button instanceof HTMLButtonElement)) return;
        const body = new URLSearchParams(/** @type {any} */ (new FormData(form, button)));
        try {
            const response = await fetch(form.action, { method: 'POST', body });
            if (!response.ok) return location.reload();
            const page = await response.text();
            const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-module="workshop"]');
            if (!(fresh instanceof HTMLElement)) return location.reload();
            this.replace(fresh);
            const same = [...this.place.querySelectorAll('.vote')].find(one => one.getAttribute('value') === button.value);
            if (same instanceof HTMLElement) same.focus({ preventScroll: true });
            say(this.place.querySelector('.vote-state')?.textContent ?? '');
        } catch {
            offline?.removeAttribute('hidden');
        }
    }
}

/** @param {HTMLElement} place */
function stage_of(place) {
    const stage = place.querySelector('[data-stage]');
    return stage instanceof HTMLElement ? stage : null;
}

/**
 * R reveals, N goes on: only while the focus is on the stage, and in no field.
 * @param {HTMLElement} place
 * @param {KeyboardEvent} event
 */
function press(place, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(event.target instanceof HTMLElement)) return;
    if (event.target.matches('textarea, select, input:not([type="radio"])')) return;
    const button = place.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    button.form?.requestSubmit(button);
}
