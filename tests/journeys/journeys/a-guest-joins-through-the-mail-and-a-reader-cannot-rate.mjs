import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';
import { invite } from '../support/team.mjs';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email: 'maud@exemple.fr', name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in('maud@exemple.fr');

    const yann = await arrive();
    await invite(maud, yann, structure, { email: 'yann@exemple.fr', given: 'Yann', family: 'Morvan', role: 'Contribution' });
    assert.equal(yann.path, `/structures/${structure}`);
    await open_first_chapter(yann, structure);
    await new Card(yann).choose('4');
    await new Card(yann).is_saved();
    await yann.go(`/structures/${structure}/equipe`);
    assert.equal(await yann.page.getByRole('button', { name: 'Envoyer l’invitation' }).count(), 0);

    const lou = await arrive();
    await invite(maud, lou, structure, { email: 'lou@exemple.fr', given: 'Lou', family: 'Garnier', role: 'Lecture' });
    await open_first_chapter(lou, structure);
    assert.equal(await lou.reads('article.criterion p b'), '4', 'a reader sees the answer');
    assert.equal(await lou.page.locator('main form, main input, main textarea, main button').count(), 0, 'a reader sees no form');

    await maud.go(`/structures/${structure}/equipe`);
    await maud.sees('Yann Morvan', 'Lou Garnier');
}
