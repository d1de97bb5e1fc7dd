/** A link with data-confirm leads to a page that asks; where the same question stands on this page as a dialog, it opens instead. */
export function start_confirmations() {
    document.addEventListener('click', event => {
        if (!(event.target instanceof Element)) return;
        const link = event.target.closest('[data-confirm]');
        if (link instanceof HTMLElement) {
            const dialog = document.getElementById(link.dataset.confirm ?? '');
            if (!(dialog instanceof HTMLDialogElement)) return;
            event.preventDefault();
            dialog.showModal();
        } else if (event.target.closest('dialog [data-close]')) {
            event.target.closest('dialog')?.close();
        }
    });
}
