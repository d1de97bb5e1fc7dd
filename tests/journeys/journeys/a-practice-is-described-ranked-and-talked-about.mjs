import assert from 'node:assert/strict';
import { open_first_chapter } from '../support/chapter.mjs';
import { steadiness } from '../support/weight.mjs';

const email = 'maud@exemple.fr';
const in_the_train = 'Écrit dans le train, sans réseau.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    maud.accepts(/ERR_INTERNET_DISCONNECTED/);
    await maud.sign_in(email);
    const path = (await open_first_chapter(maud, structure)).replace('/diagnostic/', '/pratiques/');
    await maud.go(path);
    assert.ok((await steadiness(maud)).shift < 0.1, 'the buttons of texts move nothing');

    const card = maud.page.locator('article.criterion').first();
    const text = card.locator('textarea[name^="practice-"]');
    const saved = record => card.locator(`[data-record="${record}"] .record__foot .saved--done`);

    // The buttons write what one could have typed, and the browser takes it back.
    await text.fill('Un conseil.\n\nréunion\nvote');
    await select(text, 3, 10);
    await card.getByRole('button', { name: 'Gras' }).click();
    await select(text, 'Un **conseil**.\n\n'.length, 'Un **conseil**.\n\nréunion\nvote'.length);
    await card.getByRole('button', { name: 'Liste' }).click();
    assert.equal(await text.inputValue(), 'Un **conseil**.\n\n- réunion\n- vote');
    await maud.page.keyboard.press('Control+z');
    assert.equal(await text.inputValue(), 'Un **conseil**.\n\nréunion\nvote');
    await maud.page.keyboard.press('Control+Shift+z');
    await card.getByRole('button', { name: 'Aperçu' }).click();
    const preview = card.getByRole('region', { name: 'Aperçu' });
    await preview.locator('li', { hasText: 'vote' }).waitFor();
    assert.equal(await preview.locator('strong').innerText(), 'conseil');
    await saved('practice').waitFor();

    // A level and a priority, by keyboard.
    await card.locator('.maturity-fold summary').focus();
    await maud.page.keyboard.press('Enter');
    await card.locator('input[name^="level-"]').first().focus();
    await maud.page.keyboard.press('4');
    await saved('rating').waitFor();
    assert.match(await card.locator('[data-answer]').innerText(), /^4 /);
    await card.locator('input[name^="priority-"]').first().focus();
    for (let step = 0; step < 3; ++step) await maud.page.keyboard.press('ArrowDown');
    await saved('priority').filter({ hasText: 'plan d’actions' }).waitFor();

    // Nothing is lost without a connection, nor between two tabs.
    await maud.context.setOffline(true);
    await text.fill(in_the_train);
    await maud.sees('La connexion est coupée.');
    await maud.context.setOffline(false);
    await maud.sees_not('La connexion est coupée.');
    await maud.sees('Tout est enregistré');
    const other = await maud.in_new_tab();
    await other.go(path);
    const other_text = other.page.locator('article.criterion').first().locator('textarea[name^="practice-"]');
    assert.equal(await other_text.inputValue(), in_the_train);
    await other_text.fill('Depuis un autre onglet.');
    await other.page.locator('article.criterion').first().locator('[data-record="practice"] .saved--done').waitFor();
    await text.fill('Depuis celui-ci.');
    const notice = card.locator('[data-notice=conflict]');
    await notice.getByText('Depuis un autre onglet.').waitFor();
    await notice.getByRole('button', { name: 'Garder ma version' }).click();
    await notice.waitFor({ state: 'detached' });
    await saved('practice').waitFor();

    await talk_without_scripts(server, arrive, path);
}

async function talk_without_scripts(server, arrive, path) {
    const plain = await arrive({ javaScriptEnabled: false });
    await plain.sign_in(email);
    await plain.go(path);
    const card = plain.page.locator('article.criterion').first();
    assert.equal(await card.locator('textarea[name^="practice-"]').inputValue(), 'Depuis celui-ci.');
    await card.locator('textarea[name^="practice-"]').fill('Sans script non plus.');
    await plain.press('Enregistrer le chapitre');
    await plain.follow(/^Commenter/);
    await plain.page.locator('textarea[name="text"]').fill('À relire en juin.');
    await plain.press('Publier le commentaire');
    await plain.sees('À relire en juin.');
    await plain.press(/^Marquer comme résolu/);
    await plain.sees('Résolu par Maud Tessier');
    await plain.sees('Sans script non plus.');
}

async function select(text, start, end) {
    await text.evaluate((field, [from, to]) => {
        field.focus();
        field.setSelectionRange(from, to);
    }, [start, end]);
}
