import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const secret = 'Un commentaire que le suivant ne doit pas lire.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    await open_first_chapter(maud, structure);
    const card = new Card(maud);
    await card.choose('3');
    await card.comment(secret);
    await card.is_saved();
    await maud.page.evaluate(() => localStorage.setItem('draft:someone:/somewhere:1', '{}'));
    await maud.follow('Voir les résultats');
    await maud.sees(secret);

    await maud.page.locator('.account summary').click();
    const leaving = maud.page.waitForResponse(response => response.url().endsWith('/deconnexion'));
    await maud.press('Se déconnecter');
    assert.match((await (await leaving).allHeaders())['clear-site-data'], /"cache".*"storage"/);
    assert.equal(maud.path, '/connexion');
    assert.equal(await maud.page.evaluate(() => localStorage.length), 0);

    await maud.page.goBack();
    await maud.page.waitForTimeout(500);
    assert.equal(maud.path, '/connexion', 'the page before asks to sign in');
    assert.ok(!(await maud.page.content()).includes(secret));
}
