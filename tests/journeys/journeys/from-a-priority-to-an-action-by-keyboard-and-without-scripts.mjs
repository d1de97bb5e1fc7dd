import assert from 'node:assert/strict';
import { focus_stop } from '../support/focus.mjs';
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
    await plain.fill({ 'Responsable de l’action': 'Paul Job', 'Mois d’échéance': '12/2030' });
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

    const ends = () => leonie.page.locator('.indicator__acts').evaluateAll(rows => rows.map(row => [...row.children].map(button => button.ariaDisabled)));
    assert.deepEqual(await ends(), [['true', null, null], [null, 'true', null]]);
    await leonie.page.locator('.indicator').first().locator('[data-act="indicateur-descendre"]').press('Enter');
    assert.equal(await leonie.page.evaluate(() => document.activeElement?.getAttribute('aria-disabled')), 'true'); // down at the end
    assert.deepEqual(await ends(), [['true', null, null], [null, 'true', null]]);

    // Actions are put in order, and the focus stays on the button, with scripts and without.
    const criterion = new URL(await leonie.page.locator('nav ol a').last().getAttribute('href') ?? '', leonie.page.url()).pathname;
    for (const title of ['Peser', 'Afficher']) {
        await leonie.go(criterion);
        await leonie.fill({ 'Une action de plus': title });
        await leonie.press('Ajouter l’action');
    }
    for (const person of [leonie, plain]) {
        await person.go(criterion);
        await reach(person, 'descendre-action-1');
        for (let place = 1; place < 3; place++) {
            await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
            assert.equal((await focus_stop(person.page)).id, 'descendre-action-1');
        }
        assert.equal(await person.page.locator('#descendre-action-1').getAttribute('aria-disabled'), 'true');
        await reach(person, 'monter-action-1');
        for (let place = 1; place < 3; place++) await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
        assert.equal((await focus_stop(person.page)).id, 'monter-action-1');
    }
    await leonie.go(path);

    // Taken out and put back.
    await leonie.page.getByRole('link', { name: 'Retirer cette action' }).click();
    await Promise.all([leonie.page.waitForEvent('load'), leonie.page.locator('dialog[open] button[type="submit"]').click()]);
    await leonie.sees('C’est retiré du plan.');
    await leonie.press('Remettre dans le plan');
    await leonie.sees('Trier ensemble et peser');
}
