import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';
import { tidy } from '../support/person.mjs';
import { invite } from '../support/team.mjs';

const why = 'Le bureau décide seul depuis l’été.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email: 'maud@exemple.fr', name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in('maud@exemple.fr');
    const yann = await arrive();
    await invite(maud, yann, structure, { email: 'yann@exemple.fr', given: 'Yann', family: 'Morvan', role: 'Contribution' });

    const chapter = await gives(yann, structure, '1', why);
    await maud.go(chapter);
    const retained = new Card(maud);
    await retained.root.getByText('1 avis attend le vôtre pour se montrer.').waitFor();
    assert.ok(!(await maud.page.content()).includes(why), 'nobody is swayed');

    await gives(maud, structure, '4', '');
    await maud.follow('Réponse retenue');
    assert.equal(maud.path, chapter);
    assert.equal(await retained.chosen(), '', 'an opinion is not yet what is retained');
    const spread = retained.root.locator('details.opinions');
    assert.match(tidy(await spread.locator('summary').innerText()), /2 avis, de 1 à 4$/);
    await spread.locator('summary').click();
    await spread.getByText(why).waitFor();
    await spread.getByText('Maud Tessier : 4').waitFor();

    await spread.getByRole('button', { name: /^Reprendre ce texte : avis de Yann Morvan/ }).click();
    await maud.page.waitForLoadState();
    assert.equal(await retained.chosen(), '1');
    assert.equal(await retained.comment_field.inputValue(), why);

    const saved = maud.page.waitForResponse(response => response.request().method() === 'POST');
    await retained.choose('3');
    await saved;
    await yann.go(chapter);
    assert.equal(await new Card(yann).chosen(), '3');
    await yann.follow('Mon avis');
    assert.equal(await new Card(yann).chosen(), '1', 'one’s own opinion stays');
}

/** Answers to the first criterion in one's own name; tells the address of the chapter. */
async function gives(person, structure, sign, comment) {
    await open_first_chapter(person, structure);
    const { path } = person;
    await person.follow('Mon avis');
    const card = new Card(person);
    await card.choose(sign);
    if (comment) await card.comment(comment);
    await card.is_saved();
    return path;
}
