import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';
import { tidy } from '../support/person.mjs';

const email = 'maud@exemple.fr';
const label = 'Avant le conseil du 12 mars';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    const chapter = await open_first_chapter(maud, structure);
    const title = await new Card(maud).title();
    await answers(maud, '2');

    await maud.go(`/structures/${structure}/diagnostic/instantanes`);
    await maud.press('Prendre un instantané');
    assert.equal(maud.status, 422, 'a snapshot has a name');
    await maud.fill({ 'Nom de l’instantané': label });
    await maud.press('Prendre un instantané');
    assert.equal(await maud.heading(), label);

    await maud.go(chapter);
    await answers(maud, '4');
    await maud.go(`/structures/${structure}/diagnostic/instantanes`);
    await maud.follow('Comparer avec aujourd’hui');
    const total = maud.page.locator('table.bars tfoot');
    assert.match(tidy(await total.innerText()), /2,0 4,0 \+2,0 en hausse$/);
    await maud.page.locator('.chart .area-earlier, .chart .earlier').first().waitFor({ state: 'attached' });
    await maud.sees('+2 niveaux');
    assert.ok((await maud.page.getByRole('link', { name: title }).count()) > 0);

    await maud.go(`/structures/${structure}/diagnostic/instantanes`);
    await maud.follow(label);
    assert.match(tidy(await maud.page.locator('table.bars tfoot').innerText()), /2,0$/, 'it has not changed');
}

async function answers(person, sign) {
    const card = new Card(person);
    await card.choose(sign);
    await card.is_saved();
}
