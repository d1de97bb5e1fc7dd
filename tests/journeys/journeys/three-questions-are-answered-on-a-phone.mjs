import assert from 'node:assert/strict';
import { Card, open_overview } from '../support/chapter.mjs';
import { stays_within_the_width } from '../support/crawl.mjs';
import { tidy } from '../support/person.mjs';

const email = 'maud@exemple.fr';
const phone = { viewport: { width: 375, height: 720 }, hasTouch: true };
const comment = 'Dit dans le bus, entre deux arrêts.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive(phone);
    await maud.sign_in(email);
    await open_overview(maud, structure);
    await maud.follow('Une question à la fois');
    const first = maud.path;

    const titles = [];
    for (const sign of ['4', '2', '3']) {
        const card = new Card(maud);
        titles.push(await card.title());
        assert.deepEqual(await stays_within_the_width(maud), []);
        await card.choose(sign);
        if (sign === '2') await card.comment(comment);
        await maud.press('Suivant'); // at once: what was just chosen is saved on the way
        assert.ok(await card.title(), 'the next question stands there');
    }
    assert.equal(new Set(titles).size, 3, 'each question once');
    assert.match(tidy(await maud.page.locator('.chapter-state').innerText()), /^3 \/ 15/);

    await maud.follow('Précédent');
    const third = new Card(maud);
    assert.equal(await third.title(), titles[2]);
    assert.equal(await third.chosen(), '3');
    await third.choose('5');
    await third.is_saved();
    await maud.follow('Précédent');
    assert.equal(await new Card(maud).chosen(), '2');
    assert.equal(await new Card(maud).comment_field.inputValue(), comment);
    await maud.follow('Précédent');
    assert.equal(maud.path, first);
    assert.equal(await new Card(maud).chosen(), '4');
}
