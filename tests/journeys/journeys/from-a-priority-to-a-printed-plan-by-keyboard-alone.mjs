import assert from 'node:assert/strict';
import { open_first_chapter } from '../support/chapter.mjs';
import { enter, reach, says, type } from '../support/keyboard.mjs';
import { text_of_pdf } from '../support/pdf.mjs';
import { tidy } from '../support/person.mjs';

const email = 'sacha@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Sacha Levert', structure: 'Les Deux Rives' });
    const sacha = await arrive();
    const { keyboard } = sacha.page;
    await sacha.sign_in(email);
    await sacha.go((await open_first_chapter(sacha, structure)).replace('/diagnostic/', '/pratiques/'));
    const card = sacha.page.locator('article.criterion').first();
    const criterion = tidy(await card.locator('h2 > span').innerText());

    // What exists, and that it matters most: the criterion is in the plan.
    await reach(sacha, stop => stop.name.startsWith('practice-'));
    await keyboard.type('Le conseil se réunit chaque mois.');
    await reach(sacha, stop => stop.name.startsWith('priority-'));
    for (let step = 0; step < 3; ++step) await keyboard.press('ArrowDown');
    await card.locator('[data-record="priority"] .saved--done').filter({ hasText: 'plan d’actions' }).waitFor();

    // What is aimed at, and an action with somebody, a month and a figure.
    await sacha.page.locator('#main').focus();
    await sacha.go(`/structures/${structure}/engagements`);
    await enter(sacha, criterion);
    await reach(sacha, stop => stop.name === 'level');
    for (let step = 0; step < 3; ++step) await keyboard.press('ArrowDown');
    await enter(sacha, 'Enregistrer ce choix');
    await type(sacha, 'title', 'Ouvrir le conseil aux résidents');
    await enter(sacha, 'Ajouter l’action');
    await type(sacha, 'responsible', 'Paul Job');
    await type(sacha, 'due-month', 'mars');
    await type(sacha, 'due-year', '2031');
    await reach(sacha, says('Indicateur quantitatif'));
    await keyboard.press('Enter');
    await keyboard.type('Résidents au conseil');
    await reach(sacha, stop => stop.name.endsWith('-target'));
    await keyboard.type('4');
    await sacha.sees(/Enregistré à/);

    // The plan, on paper.
    await sacha.go(`/structures/${structure}/engagements`);
    await sacha.sees('Ouvrir le conseil aux résidents', 'Paul Job', 'mars 2031', 'Résidents au conseil');
    await reach(sacha, says('Rapport (PDF'));
    const [download] = await Promise.all([sacha.page.waitForEvent('download'), keyboard.press('Enter')]);
    assert.match(download.suggestedFilename(), /\.pdf$/);
    const text = text_of_pdf(await download.path());
    for (const words of ['Les Deux Rives', 'Ouvrir le conseil aux résidents', 'Paul Job', 'mars 2031', 'Résidents au conseil', criterion]) {
        assert.ok(text.includes(words), `the plan on paper says « ${words} »`);
    }
}
