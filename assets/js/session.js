import { Words } from './words.js';

const minute = 60_000;
const warned_before = 5 * minute;

/** @type {(ends: number) => void} */
let on_extension = () => {};

/**
 * Any answer of the server may tell that the session goes on for longer: saving is a sign of life.
 * @param {Response} response
 */
export function note_session_end(response) {
    const ends = Number(response.headers.get('X-Session-Ends'));
    if (ends > 0) on_extension(ends);
}

/**
 * Says before the session ends that it will, with one click to go on.
 * @param {HTMLElement} place
 */
export function start_session(place) {
    const words = new Words(place);
    let ends = Number(place.dataset.sessionEnds);
    let told = '';

    /** @param {'' | 'soon' | 'over'} what */
    const tell = async what => {
        if (what === told) return;
        told = what;
        if (what) await words.load();
        if (told === what) place.replaceChildren(...(what ? [words.piece(`[data-${what}]`)] : []));
        place.querySelector('[data-extend]')?.addEventListener('click', extend);
    };

    const look = () => {
        const left = ends - Date.now();
        tell(left <= 0 ? 'over' : left <= warned_before ? 'soon' : '');
    };

    const extend = async () => {
        const response = await fetch(place.dataset.extendAt ?? '', { headers: { Accept: 'application/json' } }).catch(() => null);
        if (response?.ok) ends = Number((await response.json()).ends);
        else if (response?.status === 401) ends = 0;
        look();
    };

    on_extension = later => {
        ends = Math.max(ends, later);
        look();
    };

    // A computer that slept wakes up late: the clock is read again whenever the page is looked at.
    document.addEventListener('visibilitychange', look);
    setInterval(look, minute / 4);
    look();
}
