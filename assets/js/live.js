/**
 * Has a screen reader say it, in the page's own place for that.
 * @param {string} words
 */
export function say(words) {
    const place = document.getElementById('status');
    if (place) place.textContent = words;
}
