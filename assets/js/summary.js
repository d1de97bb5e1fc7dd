/**
 * What is left to mend takes the focus, so that it is read first.
 * @param {HTMLElement} summary
 */
export function focus_summary(summary) {
    summary.focus();
}
