import { are_equal } from './criterion.js';
import { note_session_end } from './session.js';

/** @typedef {import('./criterion.js').Criterion} Criterion */
/** @typedef {import('./criterion.js').Value} Value */
/** @typedef {import('./chapter.js').Chapter} Chapter */
/** @typedef {Value & { label: string, by: string, at: string }} Theirs */

const quiet = 400; // after the last change
const longest = 1_500; // after the first one, so that little is lost whatever happens
const patience = 20_000; // for an answer

/** Sends the changes of one criterion, one request at a time, and never gives up a text. */
export class Saver {
    /**
     * @param {Chapter} chapter
     * @param {Criterion} criterion
     */
    constructor(chapter, criterion) {
        this.chapter = chapter;
        this.criterion = criterion;
        /** What the server holds; unknown while an answer is lost. @type {Value | null} */
        this.saved = criterion.first_value;
        this.changed_at = 0;
        this.timer = 0;
        this.failures = 0;
        /** @type {Value | null} */
        this.under_way = null;
        /** Why nothing is sent now. @type {'' | 'reason' | 'problem' | 'conflict' | 'outdated' | 'refused' | 'signed-out' | 'offline'} */
        this.stuck = '';

        this.#take_back_draft();
        if (this.is_changed) this.change(); // a browser may bring back what was typed before a reload
    }

    get is_changed() {
        return !this.saved || !are_equal(this.criterion.value, this.saved);
    }

    get may_be_sent() {
        return this.is_changed && !this.criterion.lacks_reason && !['conflict', 'outdated', 'problem', 'refused'].includes(this.stuck);
    }

    /** A field was changed. */
    change() {
        if (this.stuck === 'conflict' || this.stuck === 'outdated') return this.#keep_draft();
        if (!this.is_changed && !this.under_way) return this.#forget();
        if (this.criterion.lacks_reason) return this.#wait_for_reason();

        if (['reason', 'problem', 'refused'].includes(this.stuck)) this.stuck = '';
        if (this.stuck) this.#keep_draft();
        this.chapter.show_state();
        const now = Date.now();
        this.changed_at ||= now;
        this.#schedule(Math.max(0, Math.min(quiet, this.changed_at + longest - now)));
    }

    /** Sends now what waits, as when the focus leaves or the page goes. */
    flush() {
        if (this.may_be_sent && !this.under_way) this.#send();
    }

    /** Tries again what failed. */
    retry() {
        if (this.stuck === 'offline' || this.stuck === 'signed-out') this.flush();
    }

    /** The page goes: what is under way may be older than what is there now. */
    say_farewell() {
        const is_sent = this.under_way && are_equal(this.under_way, this.criterion.value);
        if (this.may_be_sent && !is_sent) this.chapter.post(this.criterion).catch(() => {});
    }

    /** @param {number} delay */
    #schedule(delay) {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.flush(), delay);
    }

    async #send() {
        clearTimeout(this.timer);
        this.changed_at = 0;
        this.under_way = this.criterion.value;
        this.chapter.show_state();
        const response = await this.chapter.post(this.criterion, AbortSignal.timeout(patience)).catch(() => null);
        const sent = this.under_way;
        this.under_way = null;
        await this.#read(response, sent).catch(() => this.#fail(null));
        this.chapter.show_state();
    }

    /**
     * @param {Response | null} response
     * @param {Value} sent
     */
    async #read(response, sent) {
        if (!response || response.status >= 500 || response.status === 408 || response.status === 429) return this.#fail(response);
        note_session_end(response);
        if (response.status === 401 || response.redirected) return this.#stop('signed-out');
        if (response.status === 403 && this.failures++ === 0 && (await this.chapter.renew_key())) return this.#send();

        if (response.status === 200) this.#succeed(await response.json(), sent);
        else if (response.status === 409) this.#ask_or_stop(await response.json());
        else if (response.status === 422) this.#explain(await response.json(), sent);
        else this.#stop('refused');
    }

    /**
     * @param {{ revision: number, shown: string, saved: string, progress: string }} answer
     * @param {Value} sent
     */
    #succeed(answer, sent) {
        this.saved = sent;
        this.criterion.write_upon(answer);
        this.criterion.clear_problems();
        this.criterion.clear_notice();
        this.criterion.show_saved(answer.saved);
        this.chapter.show_success(answer.progress);
        this.#forget();
        if (this.is_changed) this.change();
    }

    /**
     * @param {{ problems: { field: string, text: string }[] }} answer
     * @param {Value} sent
     */
    #explain(answer, sent) {
        if (!are_equal(sent, this.criterion.value)) return this.change();
        this.stuck = 'problem';
        this.#keep_draft();
        this.criterion.show_problems(answer.problems);
        this.criterion.show_unsaved(answer.problems[0]?.text ?? '');
    }

    /** @param {{ outdated?: boolean, theirs: Theirs, revision: number, shown: string }} answer */
    #ask_or_stop(answer) {
        if (answer.outdated) this.#stop('outdated');
        else this.#ask(answer);
    }

    /** Someone else was faster: both texts are shown. @param {{ theirs: Theirs, revision: number, shown: string }} answer */
    #ask(answer) {
        this.stuck = 'conflict';
        this.#keep_draft();
        this.criterion.words.when_there(() => this.#show_both(answer));
    }

    /** @param {{ theirs: Theirs, revision: number, shown: string }} answer */
    #show_both(answer) {
        const { theirs } = answer;
        const notice = this.criterion.words.piece('[data-notice="conflict"]');
        write(notice, '[data-mine]', this.criterion.in_words(this.criterion.value, this.criterion.choice_in_words()));
        write(notice, '[data-theirs]', this.criterion.in_words(this.criterion.value_of(theirs), theirs.label));
        write(notice, '[data-by]', [theirs.by, theirs.at].filter(Boolean).join(' '));
        notice.querySelector('[data-keep-mine]')?.addEventListener('click', () => this.#settle(answer, this.criterion.value));
        notice.querySelector('[data-take-theirs]')?.addEventListener('click', () => this.#settle(answer, this.criterion.value_of(theirs)));
        this.#offer_to_join(notice, answer);
        this.criterion.show_notice(notice);
        this.criterion.show_why_unsaved('unsaved');
    }

    /**
     * Where there is a text to join; a choice is the one or the other.
     * @param {HTMLElement} notice
     * @param {{ theirs: Theirs, revision: number, shown: string }} answer
     */
    #offer_to_join(notice, answer) {
        const button = notice.querySelector('[data-join]');
        const name = this.criterion.names.texts.at(-1);
        if (!name) return button?.remove();
        button?.addEventListener('click', () => {
            const own = this.criterion.value;
            this.#settle(answer, { ...own, [name]: joined(own[name] ?? '', answer.theirs[name] ?? '') });
        });
    }

    /**
     * @param {{ theirs: Theirs, revision: number, shown: string }} answer
     * @param {Value} kept
     */
    #settle(answer, kept) {
        this.stuck = '';
        this.saved = this.criterion.value_of(answer.theirs);
        this.criterion.write_upon(answer);
        this.criterion.value = kept;
        this.criterion.focus(); // the button that had it goes away
        this.criterion.clear_notice();
        if (this.is_changed) this.flush();
        else {
            this.criterion.show_saved([answer.theirs.by, answer.theirs.at].filter(Boolean).join(' '));
            this.#forget();
            this.chapter.show_state();
        }
    }

    /** @param {Response | null} response */
    #fail(response) {
        this.saved = null;
        this.#stop('offline');
        const asked = Number(response?.headers.get('Retry-After')) * 1000 || 0;
        this.#schedule(Math.max(asked, Math.min(60_000, 1_000 * 2 ** ++this.failures)));
    }

    /** @param {'offline' | 'outdated' | 'refused' | 'signed-out'} why */
    #stop(why) {
        this.stuck = why;
        this.#keep_draft();
        this.criterion.show_why_unsaved('unsaved');
    }

    #wait_for_reason() {
        clearTimeout(this.timer);
        this.stuck = 'reason';
        this.criterion.show_why_unsaved('reason-missing');
        this.chapter.show_state();
    }

    /** All is saved. */
    #forget() {
        clearTimeout(this.timer);
        if (this.stuck) this.criterion.show_last_saved();
        this.stuck = '';
        this.failures = 0;
        this.changed_at = 0;
        this.chapter.drafts.drop(this.criterion.name);
        this.chapter.show_state();
    }

    #keep_draft() {
        this.chapter.drafts.keep(this.criterion.name, { ...this.criterion.value, ...this.criterion.base });
    }

    // It goes out with the revision it was written upon, so that what others wrote since is not lost.
    #take_back_draft() {
        const draft = this.chapter.drafts.find(this.criterion.name);
        if (!draft) return;
        const value = this.criterion.value_of(draft);
        if (are_equal(value, this.criterion.first_value)) return this.chapter.drafts.drop(this.criterion.name);
        this.criterion.value = value;
        this.criterion.write_upon(draft);
        this.criterion.show_why_unsaved('restored');
    }
}

/**
 * Both texts, one after the other, as the server joins them.
 * @param {string} own
 * @param {string} other
 */
function joined(own, other) {
    if (!own) return other;
    return `\n${own}\n`.includes(`\n${other}\n`) ? own : `${own}\n\n${other}`;
}

/**
 * @param {HTMLElement} notice
 * @param {string} selector
 * @param {string} text
 */
function write(notice, selector, text) {
    const place = notice.querySelector(selector);
    if (place) place.textContent = text;
}
