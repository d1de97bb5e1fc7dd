import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    const fetched = [];
    maud.page.on('request', request => /\/diagnostic\/criteres\//.test(request.url()) && fetched.push(request.url()));
    await maud.sign_in(email);
    const path = await open_first_chapter(maud, structure);
    const card = new Card(maud);
    const help = card.root.locator('details.help');
    const summary = help.locator('summary');
    assert.deepEqual(fetched, [], 'nothing is fetched that nobody asked for');

    await card.choose('2');
    await summary.click();
    await help.getByRole('heading', { name: 'Questions inspirantes' }).waitFor();
    assert.ok((await help.locator('li').count()) > 1, 'the questions stand there');
    assert.equal(maud.path, path, 'one stays on the page');
    await summary.click();
    await help.locator('[data-help]').waitFor({ state: 'hidden' });
    await summary.click();
    await help.locator('[data-help]').waitFor();
    assert.equal(fetched.length, 1, 'it is fetched once');
    await card.is_saved();
    assert.equal(await card.chosen(), '2');

    const plain = await arrive({ javaScriptEnabled: false });
    await plain.sign_in(email);
    await plain.go(path);
    const title = await new Card(plain).title();
    await plain.follow(/^Questions et exemples/);
    assert.ok((await plain.heading()).includes(title), 'without script the link leads to its page');
    await plain.sees('Questions inspirantes');
    await plain.follow('Répondre à ce critère');
    assert.equal(plain.path, path);
}
