import assert from 'node:assert/strict';
import { invite } from '../support/team.mjs';

const email = 'maud@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    maud.accepts(/ERR_INTERNET_DISCONNECTED/);
    await maud.sign_in(email);
    const yann = await arrive();
    await invite(maud, yann, structure, { email: 'yann@exemple.fr', given: 'Yann', family: 'Morvan', role: 'Contribution' });
    await maud.go(`/structures/${structure}/engagements/criteres`);
    await maud.page.locator('main').getByRole('checkbox').first().check();
    await maud.press('Mettre au plan');
    await maud.fill({ 'Une action de plus': 'Trier' });
    await maud.press('Ajouter l’action');
    const path = maud.path;

    // Both write its title: neither text goes, whoever types on.
    await yann.go(path);
    await maud.fill({ 'En une ligne': 'Trier ensemble' });
    await maud.sees(/Enregistré à/);
    await yann.fill({ 'En une ligne': 'Trier seul' });
    const notice = yann.page.locator('[data-notice=overtaken]');
    await notice.getByText('Trier ensemble').waitFor();
    await yann.fill({ 'Description': 'Le matin.' });
    await yann.page.waitForTimeout(1_500);
    assert.equal(await title_of(maud, path), 'Trier ensemble');
    await yann.page.reload();
    await notice.getByText('Trier ensemble').waitFor(); // what he typed waited on his computer
    assert.equal(await yann.page.inputValue('#title'), 'Trier seul');
    await yann.press('Garder ma saisie', { stays: true });
    await yann.sees(/Enregistré à/);
    assert.equal(await title_of(maud, path), 'Trier seul');

    // What is wrong is kept too.
    await yann.fill({ 'Avancement, en %': 'beaucoup' });
    await yann.sees('Écrivez un avancement de 0 à 100');
    const sign = () => yann.page.locator('.autosave').evaluate(line => {
        const { content, borderRightStyle, borderTopStyle } = getComputedStyle(line, '::before');
        return content.includes('!') ? 'warning' : `${borderRightStyle} ${borderTopStyle}`;
    });
    const link = yann.page.locator('.autosave').getByRole('link', { name: 'Écrivez un avancement de 0 à 100' });
    await link.waitFor();
    assert.equal(await sign(), 'warning');
    await link.click();
    await yann.page.waitForFunction(() => document.activeElement?.id === 'progress');
    await yann.page.reload();
    await yann.sees('Écrivez un avancement de 0 à 100');
    assert.equal(await yann.page.inputValue('#progress'), 'beaucoup');
    await yann.fill({ 'Avancement, en %': '20' });
    await yann.sees(/Enregistré à/);
    assert.equal(await sign(), 'solid solid'); // the tick

    // An action that had ended is taken up again, and goes on being saved.
    const saved = act => Promise.all([yann.page.waitForResponse(response => response.request().method() === 'POST' && response.ok()), act()]);
    await saved(() => yann.page.selectOption('#state', 'done'));
    await saved(() => yann.fill({ 'Terminée le': '06/11/2026' }));
    await saved(() => yann.page.selectOption('#state', 'ongoing'));
    await saved(() => yann.fill({ 'Avancement, en %': '60' }));
    await maud.go(path);
    assert.equal(await maud.page.inputValue('#progress'), '60');

    // A row that was added without a network is there again.
    await maud.go(path);
    await maud.context.setOffline(true);
    await maud.press('Indicateur qualitatif', { stays: true });
    await maud.page.locator('.indicator input[name$="-label"]').fill('Affiche posée');
    await maud.sees('La connexion est coupée.');
    const tab = await maud.in_new_tab();
    await maud.page.close();
    await maud.context.setOffline(false);
    await tab.go(path);
    await tab.sees(/Enregistré à/);
    assert.equal(await tab.page.locator('.indicator input[name$="-label"]').inputValue(), 'Affiche posée');
    await tab.page.reload();
    assert.equal(await tab.page.locator('.indicator input[name$="-label"]').inputValue(), 'Affiche posée');

    // An action that goes out of the plan meanwhile: the page says so, and shows what was typed.
    await yann.go(path);
    await yann.page.waitForLoadState();
    await tab.go(`${path}/retrait`);
    await tab.page.locator('main').getByRole('button', { name: /Retirer/ }).click();
    await tab.page.waitForURL(/retire=/);
    yann.accepts(/404/);
    await yann.fill({ 'En une ligne': 'Trier à deux' });
    await yann.sees('Rien n’a été enregistré : elle en a été retirée pendant que vous écriviez');
    await yann.press('Voir ce que j’avais écrit et continuer');
    await yann.sees('Cette action n’est plus au plan');
    const texts = await yann.page.locator('textarea[readonly]').evaluateAll(all => all.map(text => text.value));
    assert.ok(texts.includes('Trier à deux'), texts.join(' | '));
}

async function title_of(person, path) {
    await person.go(path);
    return person.page.inputValue('#title');
}
