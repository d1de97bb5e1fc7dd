import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const reason = 'Le conseil a vu une erreur dans la réponse sur les statuts.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    const chapter = await open_first_chapter(maud, structure);
    await new Card(maud).choose('3');
    await new Card(maud).is_saved();

    await maud.go(`/structures/${structure}/cycles`);
    await maud.follow(/^Clore/);
    await maud.sees('Avant de clore');
    await maud.press(/^Clore la démarche/);
    await maud.sees('La démarche est close.');
    await maud.go(chapter);
    assert.equal(await maud.reads('article.criterion p b'), '3');
    assert.equal(await maud.page.locator('main form, main input, main textarea').count(), 0, 'nothing can change');

    await maud.go(`/structures/${structure}/cycles`);
    await maud.follow(/^Rouvrir/);
    await maud.press(/^Rouvrir la démarche/);
    assert.equal(maud.status, 422, 'it takes a reason');
    await maud.fill({ 'Pourquoi la rouvrir ?': reason });
    await maud.press(/^Rouvrir la démarche/);
    await maud.sees('La démarche est rouverte');
    await maud.go(chapter);
    assert.equal(await new Card(maud).chosen(), '3');
    await new Card(maud).choose('4');
    await new Card(maud).is_saved();
    await maud.go(`/structures/${structure}/diagnostic/instantanes`);
    await maud.sees('Clôture');
}
