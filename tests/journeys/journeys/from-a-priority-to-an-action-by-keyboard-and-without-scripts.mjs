import assert from 'node:assert/strict';
import { reach } from '../support/keyboard.mjs';

const email = 'leonie.abadie@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Léonie Abadie', structure: 'Le Fil' });

    // Without scripts: from an empty plan to an action with a figure.
    const plain = await arrive({ javaScriptEnabled: false });
    await plain.sign_in(email);
    await plain.go(`/structures/${structure}/engagements`);
    await plain.follow('Choisir des critères');
    await plain.page.locator('main').getByRole('checkbox').first().check();
    await plain.press('Mettre au plan');
    await plain.fill({ 'Une action de plus': 'Trier ensemble' });
    await plain.press('Ajouter l’action');
    const path = plain.path;
    await plain.fill({ 'Responsable de l’action': 'Paul Job', 'Échéance : mois': '12/2030' });
    await plain.page.locator('button[name="indicateur-ajouter"][value="figure"]').click();
    await plain.fill({ 'Indicateur quantitatif': 'Sacs mal triés', 'Valeur de référence': '34', 'Valeur cible': '12,5' });
    await plain.page.locator('[data-save]').click();
    await plain.go(`/structures/${structure}/engagements`);
    await plain.sees('Trier ensemble', 'Paul Job', 'décembre 2030', 'Sacs mal triés', '12,5');

    // With them, by keyboard alone: the page saves itself.
    const leonie = await arrive();
    await leonie.sign_in(email);
    await leonie.go(path);
    const { keyboard } = leonie.page;
    await reach(leonie, stop => stop.name === 'title');
    await keyboard.press('End');
    await keyboard.type(' et peser');
    await leonie.sees(/Enregistré à/);
    await reach(leonie, stop => stop.text.includes('Indicateur qualitatif') && stop.name === 'indicateur-ajouter');
    await keyboard.press('Enter');
    await keyboard.type('Affiche posée');
    await leonie.page.waitForTimeout(1_000);
    await reach(leonie, stop => stop.text.includes('Monter l’indicateur : sans nom') || stop.text.includes('Monter l’indicateur : Affiche'));
    await keyboard.press('Enter');
    await leonie.page.waitForTimeout(1_000);
    await leonie.page.reload();
    const labels = await leonie.page.locator('.indicator input[name$="-label"]').evaluateAll(inputs => inputs.map(input => input.value));
    assert.deepEqual(labels, ['Affiche posée', 'Sacs mal triés']);
    assert.equal(await leonie.page.inputValue('#title'), 'Trier ensemble et peser');

    // Taken out and put back.
    await leonie.page.getByRole('link', { name: 'Retirer cette action' }).click();
    await Promise.all([leonie.page.waitForEvent('load'), leonie.page.locator('dialog[open] button[type="submit"]').click()]);
    await leonie.sees('C’est retiré du plan.');
    await leonie.press('Remettre dans le plan');
    await leonie.sees('Trier ensemble et peser');
}
