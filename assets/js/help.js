/**
 * The questions and examples of a criterion unfold below its card, and are fetched when someone first asks for them. Without this
 * the link leads to their page.
 * @param {HTMLElement} link
 */
export function start_help(link) {
    if (!(link instanceof HTMLAnchorElement)) return;
    const details = document.createElement('details');
    details.className = 'fold help';
    const summary = document.createElement('summary');
    summary.textContent = link.textContent;
    const place = document.createElement('div');
    details.append(summary, place);
    details.addEventListener('toggle', () => details.open && !place.hasChildNodes() && unfold(link, place));
    link.replaceWith(details);
}

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} place
 */
async function unfold(link, place) {
    const fetched = await help_of(link.href).catch(() => null);
    if (place.hasChildNodes()) return;
    place.replaceChildren(fetched ?? link); // what cannot be fetched is led to
}

/** @param {string} address */
async function help_of(address) {
    const response = await fetch(address, { headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(20_000) });
    if (!response.ok || response.redirected) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const help = page.querySelector('[data-help]');
    if (!help) return null;
    for (const named of help.querySelectorAll('[id], [aria-labelledby]')) {
        named.removeAttribute('id'); // another criterion's help has the same
        named.removeAttribute('aria-labelledby');
    }
    return document.adoptNode(help);
}
