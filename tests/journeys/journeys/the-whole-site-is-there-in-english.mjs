import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.go('/connexion');
    await maud.press('English');
    assert.equal(await maud.page.getAttribute('html', 'lang'), 'en');
    assert.equal(maud.path, '/connexion');
    await maud.page.getByLabel('E-mail address').fill(email);
    await maud.page.getByLabel('Password').fill('quatre chaises dans un verger');
    await maud.press('Sign in');
    assert.equal(await maud.page.getAttribute('html', 'lang'), 'fr', 'a person has a language of their own');

    await maud.press('English');
    await open_first_chapter(maud, structure);
    assert.equal(await maud.page.getAttribute('html', 'lang'), 'en');
    const card = new Card(maud);
    await card.choose('2');
    await card.root.locator('.criterion__foot .saved').filter({ hasText: /^Saved/ }).waitFor();
    await maud.press('Français');
    assert.equal(await maud.page.getAttribute('html', 'lang'), 'fr');
    assert.equal(await card.chosen(), '2');
}
