import { focus_summary } from './summary.js';

const most_bytes = 20 * 1024 * 1024;

/**
 * A form with a file: the file may be dropped on it, and one sees how far its sending has come.
 * @param {HTMLElement} element
 */
export function start_upload(element) {
    const place = element.querySelector('[data-upload]');
    const input = element.querySelector('input[type="file"]');
    const bar = element.querySelector('progress');
    const status = element.querySelector('[data-status]');
    if (!(element instanceof HTMLFormElement) || !(place instanceof HTMLElement) || !(input instanceof HTMLInputElement)) return;
    if (!bar || !(status instanceof HTMLElement)) return;

    place.hidden = false;
    take_drops(place, input);
    const say = (/** @type {string | undefined} */ words) => (status.textContent = words ?? '');
    const is_too_large = () => (input.files?.[0]?.size ?? 0) > most_bytes;
    input.addEventListener('change', () => say(is_too_large() ? status.dataset.large : input.files?.[0]?.name));

    element.addEventListener('submit', event => {
        if (!input.files?.length) return; // the page says what is missing
        event.preventDefault();
        if (is_too_large()) return say(status.dataset.large);
        bar.hidden = false;
        element.inert = true;
        say(status.dataset.sending);
        const sending = new XMLHttpRequest();
        sending.upload.addEventListener('progress', sent => (bar.value = sent.total ? (100 * sent.loaded) / sent.total : 0));
        const stop = (/** @type {string | undefined} */ words) => {
            bar.hidden = true;
            element.inert = false;
            say(words);
        };
        sending.addEventListener('error', () => stop(status.dataset.failed));
        sending.addEventListener('load', () => {
            if (sending.status < 400) return go(sending.responseURL, element);
            stop(sending.status === 413 ? status.dataset.large : status.dataset.failed);
            show(sending.responseText);
        });
        sending.open('POST', element.action);
        sending.send(new FormData(element));
    });
}

/**
 * To the page that answered, and there to the place that the form came from: what follows # is not told of an answer.
 * @param {string} address
 * @param {HTMLFormElement} form
 */
function go(address, form) {
    const page = new URL(address);
    const back = form.elements.namedItem('retour');
    const came_from = new URL(back instanceof HTMLInputElement ? back.value : '', location.href);
    if (came_from.pathname === page.pathname) page.hash = came_from.hash;
    const is_here = page.pathname === location.pathname && page.search === location.search;
    location.assign(page);
    if (is_here && page.hash) location.reload(); // another # alone would show the page as it was
}

/**
 * @param {HTMLElement} place
 * @param {HTMLInputElement} input
 */
function take_drops(place, input) {
    const over = (/** @type {boolean} */ is_over) => place.classList.toggle('upload--over', is_over);
    place.addEventListener('dragover', event => {
        event.preventDefault();
        over(true);
    });
    place.addEventListener('dragleave', () => over(false));
    place.addEventListener('drop', event => {
        event.preventDefault();
        over(false);
        if (!event.dataTransfer?.files.length) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event('change'));
    });
}

/**
 * The page that came back says what is wrong: it takes the place of this one, where it has something to say.
 * @param {string} text
 */
function show(text) {
    const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    const now = document.querySelector('main');
    if (!next || !now) return;
    now.replaceWith(document.adoptNode(next));
    const summary = document.querySelector('[data-module="summary"]');
    if (summary instanceof HTMLElement) focus_summary(summary);
    for (const form of document.querySelectorAll('[data-module="upload"]')) if (form instanceof HTMLElement) start_upload(form);
}
