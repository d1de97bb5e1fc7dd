// Gives every element that asks for it its behaviour: <form data-module="chapter">. All work without it, with a button more.
import { start_action } from './action.js';
import { start_batch } from './batch.js';
import { start_board } from './board.js';
import { start_chapter } from './chapter.js';
import { start_confirmations } from './confirm.js';
import { start_copy } from './copy.js';
import { start_sign_out } from './drafts.js';
import { start_help } from './help.js';
import { start_menu, start_sheet } from './menu.js';
import { start_order } from './order.js';
import { start_prose } from './prose.js';
import { start_session } from './session.js';
import { focus_summary } from './summary.js';
import { start_upload } from './upload.js';
import { start_workshop } from './workshop.js';

/** @type {Record<string, (element: HTMLElement) => void>} */
const modules = {
    action: start_action, batch: start_batch, board: start_board, chapter: start_chapter, copy: start_copy, help: start_help, menu: start_menu,
    order: start_order, prose: start_prose, session: start_session, sheet: start_sheet, 'sign-out': start_sign_out, summary: focus_summary, upload: start_upload, workshop: start_workshop,
};

// What is shown as an example belongs to nobody: nothing of it is saved or asked for, but a menu opens and a field has
// its buttons.
for (const element of document.querySelectorAll('[data-module]')) {
    if (element.closest('[data-example]') && !element.matches('[data-module="menu"], [data-module="prose"]')) continue;
    if (element instanceof HTMLElement) modules[element.dataset.module ?? '']?.(element);
}
start_confirmations();
