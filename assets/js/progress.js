/**
 * Writes « 3 / 6 » wherever the page counts the criteria of this chapter, and draws as many strokes.
 * @param {string} progress
 */
export function show_progress(progress) {
    const [answered, total] = progress.split('/').map(part => parseInt(part, 10));
    for (const place of document.querySelectorAll('[data-progress]')) {
        place.textContent = progress;
        place.toggleAttribute('data-done', answered === total);
    }

    const tally = document.querySelector('[data-module="chapter"] .tally, .chapter-state .tally');
    const figure = tally?.querySelector('b');
    const strokes = tally?.querySelector('.tally__done');
    if (figure) figure.textContent = progress;
    if (!strokes) return;
    const done = parseInt(progress, 10) || 0;
    strokes.setAttribute('x2', String(reach(done)));
    strokes.setAttribute('visibility', done > 0 ? 'visible' : 'hidden');
}

/**
 * How far so many strokes reach; as src/charts/signs.cpp draws them.
 * @param {number} strokes
 */
function reach(strokes) {
    return strokes <= 0 ? 0 : strokes * 6 - 3 + Math.floor((strokes - 1) / 5) * 4;
}
