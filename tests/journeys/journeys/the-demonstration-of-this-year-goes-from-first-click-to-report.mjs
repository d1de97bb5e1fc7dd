// Solène finishes what the association has left open this year, by mouse alone but for one comment, and takes the report home.
import assert from 'node:assert/strict';
import { Card, chapter_links, open_overview } from '../support/chapter.mjs';
import { leaves_nothing_covered } from '../support/crawl.mjs';
import { text_of_pdf } from '../support/pdf.mjs';
import { tidy } from '../support/person.mjs';

const email = 'solene@demo.exemple.fr';
const comment = 'Vu avec l’équipe et les résidents en novembre\u00a0: un relevé par mois suffit.';

export default async function ({ server, arrive }) {
    const passwords = server.add_demonstration();
    const solene = await arrive();
    await solene.go('/');
    await solene.follow('Se connecter');
    await solene.sign_in(email, passwords[email]);
    await solene.sees('Les Deux Rives');
    assert.deepEqual(await leaves_nothing_covered(solene), []);
    await solene.follow('Votre diagnostic');

    const structure = solene.path.split('/')[2];
    const rated = await rate_what_is_left(solene);
    assert.equal(rated.length, 4, 'the demonstration leaves four criteria open');

    await solene.follow('Voir les résultats');
    assert.match(await solene.reads('table.bars tfoot'), /35 \/ 35|35 sur 35/);
    const figures = (await solene.page.locator('table.bars tbody tr, table.bars tfoot tr').allInnerTexts()).map(row => tidy(row).split(' ').at(-1));
    const text = (await report(solene)).replace(/\s/g, '');
    for (const words of ['Les Deux Rives', 'Ce qui a changé depuis 2025', comment, ...rated, ...figures]) {
        assert.ok(text.includes(words.replace(/\s/g, '')), `the report says « ${words} »`);
    }
    await open_overview(solene, structure);
    await solene.sees('35');
}

async function rate_what_is_left(person) {
    const rated = [];
    for (const path of await chapter_links(person)) {
        await person.go(path);
        const before = rated.length;
        for (const card of await Card.all(person)) {
            if (await card.chosen()) continue;
            await card.choose('3');
            await card.is_saved();
            if (!rated.length) await card.comment(comment);
            rated.push(await card.title());
        }
        if (rated.length > before) await person.sees('Tout est enregistré');
    }
    await person.follow('Diagnostic');
    return rated;
}

async function report(person) {
    const [download] = await Promise.all([person.page.waitForEvent('download'), person.page.getByRole('link', { name: /PDF/ }).first().click()]);
    return text_of_pdf(await download.path());
}
