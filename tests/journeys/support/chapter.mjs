// What one does with the chapters of a diagnostic.
import { tidy } from './person.mjs';

export async function open_overview(person, structure) {
    await person.go(`/structures/${structure}/diagnostic`);
}

/** The addresses of the chapters, in their order, from the overview that is open. */
export async function chapter_links(person) {
    return person.page.locator('main .line__title a').evaluateAll(links => links.map(link => link.getAttribute('href')));
}

export async function open_first_chapter(person, structure) {
    await open_overview(person, structure);
    const [first] = await chapter_links(person);
    await person.go(first);
    return first;
}

/** The one with most criteria: there is something to go through. */
export async function open_longest_chapter(person, structure) {
    await open_overview(person, structure);
    const lines = person.page.locator('main .lines > .line').filter({ has: person.page.locator('.line__title a') });
    const totals = (await lines.locator('.number').allInnerTexts()).map(text => Number(tidy(text).split('/')[1]));
    const links = await chapter_links(person);
    const path = links[totals.indexOf(Math.max(...totals))];
    await person.go(path);
    return path;
}

/** A criterion of the chapter that is open. */
export class Card {
    constructor(person, index = 0) {
        this.root = person.page.locator('article.criterion').nth(index);
        this.comment_field = this.root.locator('textarea[name^="comment-"]');
        this.reason_field = this.root.locator('textarea[name^="reason-"]');
    }

    static async all(person) {
        const count = await person.page.locator('article.criterion').count();
        return Array.from({ length: count }, (_, index) => new Card(person, index));
    }

    async title() {
        return tidy(await this.root.locator('h2 > span').innerText());
    }

    radio(sign) {
        return this.row(sign).locator('input[type=radio]');
    }

    row(sign) {
        return this.root.locator('.degrees > label').filter({ has: this.root.page().locator(`b:text-is("${sign}")`) });
    }

    /** By mouse, on the words of the row. */
    async choose(sign) {
        await this.row(sign).click();
    }

    async refuse(reason) {
        await this.choose('N');
        await this.reason_field.fill(reason);
    }

    async comment(text) {
        const fold = this.root.locator('details:has(textarea[name^="comment-"])');
        if (await fold.count() && (await fold.getAttribute('open')) === null) await fold.locator('summary').click();
        await this.comment_field.fill(text);
    }

    async chosen() {
        const row = this.root.locator('.degrees > label').filter({ has: this.root.page().locator('input:checked') });
        return (await row.count()) ? tidy(await row.locator('b').innerText()) : '';
    }

    async is_saved() {
        await this.root.locator('.criterion__foot .saved').filter({ hasText: /^Enregistré/ }).waitFor();
    }

    async state() {
        return tidy(await this.root.locator('.criterion__foot .saved').innerText());
    }
}
