// Three actions are planned without scripts, looked at in each view, moved by keyboard and by hand, changed together and taken back.
import assert from 'node:assert/strict';
import { bears_wide_spacing, has_one_heading, is_accessible, is_valid, is_well_typeset, names_its_links_apart, stays_within_the_width } from '../support/crawl.mjs';
import { add_les_deux_rives, email } from '../support/les-deux-rives.mjs';

const checks = [is_accessible, is_valid, has_one_heading, names_its_links_apart, is_well_typeset, stays_within_the_width, bears_wide_spacing];
const titles = ['Ouvrir le conseil', 'Écrire une charte', 'Peser les bennes'];

export default async function ({ server, arrive }) {
    const structure = await add_les_deux_rives(server);
    const plan = `/structures/${structure}/engagements`;
    await plan_without_scripts(await arrive({ javaScriptEnabled: false }), plan);

    const maud = await arrive();
    await maud.sign_in(email);
    const faults = [];
    for (const view of ['', '?choisir=oui', '/vue/etats', '/vue/calendrier', '/vue/chronologie', '/vue/etats?retard=oui&texte=bennes']) {
        const path = plan + view;
        assert.equal(await maud.go(path), 200);
        for (const check of checks) faults.push(...(await check(maud, { path })).map(fault => `${view}: ${fault}`));
    }
    assert.deepEqual(faults, []);

    await moves_cards(maud, plan);
    await changes_all(maud, plan);
}

async function plan_without_scripts(person, plan) {
    await person.sign_in(email);
    await person.go(`${plan}/criteres`);
    await person.page.locator('main input[type=checkbox]').first().check();
    await person.press('Mettre au plan');
    const criterion = person.path;
    for (const title of titles) {
        await person.go(criterion);
        await person.page.locator('main input[name=title]').fill(title);
        await person.press('Ajouter l’action');
    }
}

const column = (person, state) => person.page.locator(`[data-state=${state}]`);
const cards = (person, state) => column(person, state).locator('.card').count();

async function moves_cards(maud, plan) {
    await maud.go(`${plan}/vue/etats`);
    await column(maud, 'prevue').locator('.card summary').first().focus();
    await maud.page.keyboard.press('Enter');
    await maud.page.keyboard.press('Tab');
    await Promise.all([maud.page.waitForURL(/lot=/), maud.page.keyboard.press('Enter')]);
    await maud.sees('1 action passée à l’état « en cours ».');
    assert.deepEqual([await cards(maud, 'prevue'), await cards(maud, 'en-cours')], [2, 1]);

    const before = maud.page.url();
    await maud.page.evaluate(() => window.scrollTo(0, 0)); // both are in sight: a page that scrolls meanwhile lets go
    await column(maud, 'prevue').locator('.card').first().dragTo(column(maud, 'terminee').locator('h2'));
    await maud.page.waitForURL(url => url.href !== before);
    await maud.sees('1 action passée à l’état « terminée ».');
    await maud.press('Annuler');
    await maud.sees('1 action comme avant.');
    assert.deepEqual([await cards(maud, 'prevue'), await cards(maud, 'terminee')], [2, 0]);
}

async function changes_all(maud, plan) {
    await maud.go(plan);
    await maud.follow('Changer plusieurs actions à la fois');
    for (const box of await maud.page.locator('.plan__tick').all()) await box.check();
    await maud.sees('Pour 3 actions choisies');
    await maud.page.locator('#lot-echeance').fill('mars 2099');
    await maud.page.keyboard.press('Enter'); // which does nothing: there are several buttons
    await maud.press('Fixer l’échéance');
    await maud.sees('3 échéances fixées : mars 2099.');
    await maud.go(`${plan}/vue/calendrier?mois=2099-01`);
    for (const title of titles) await maud.sees(title);
    await maud.page.goBack();
    await maud.press('Annuler');
    await maud.sees('3 actions comme avant.');
}
