// A person without a mouse: Tab leads everywhere, one always sees where, and Enter or Space does the rest.
import assert from 'node:assert/strict';
import { focus_stop } from './focus.mjs';

/** Presses Tab until the focus is on `wanted` (an id, or a test of the stop); on the way every stop is seen, and none is hidden. */
export async function reach(person, wanted, { within = 120 } = {}) {
    const is_there = typeof wanted === 'string' ? stop => stop.id === wanted : wanted;
    for (let presses = 0; presses < within; presses++) {
        const stop = await focus_stop(person.page);
        if (stop && !stop.is_page) {
            assert.ok(stop.is_seen, `the focus is visible on ${stop.text || stop.name}`);
            assert.ok(!stop.is_obscured, `nothing hides ${stop.text || stop.name}`);
            if (is_there(stop)) return;
        }
        await person.page.keyboard.press('Tab');
    }
    assert.fail(`Tab never comes to ${wanted}`);
}

/** Reaches a link or button by its words and presses Enter, which leads to another page. */
export async function enter(person, words) {
    await reach(person, says(words));
    await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
}

/** Reaches a field by its id and types in it, in place of what it holds. */
export async function type(person, id, text) {
    await reach(person, id);
    await person.page.keyboard.press('Control+a');
    await person.page.keyboard.type(text);
}

/** Reaches a field of files by its id, opens it with Enter and picks there. */
export async function pick_file(person, id, file) {
    // Listened to from the first Tab on: a driven browser takes a moment until it tells that a choice was opened.
    const open = async () => {
        await reach(person, id);
        await person.page.keyboard.press('Enter');
    };
    const [chooser] = await Promise.all([person.page.waitForEvent('filechooser'), open()]);
    await chooser.setFiles(file);
}

export function says(words) {
    return stop => (words instanceof RegExp ? words.test(stop.text) : stop.text.includes(words));
}
