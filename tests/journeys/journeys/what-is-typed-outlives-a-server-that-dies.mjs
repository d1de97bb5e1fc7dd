import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const text = 'Écrit pendant la coupure : « rien ne se perd ».';
const later = 'Écrit juste avant de fermer la page.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    maud.accepts(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_EMPTY_RESPONSE/);
    await maud.sign_in(email);
    const path = await open_first_chapter(maud, structure);
    const card = new Card(maud);
    await card.choose('3');
    await card.is_saved();

    await server.kill();
    await card.comment(text);
    const alert = maud.page.getByRole('alert').filter({ hasText: 'La connexion est coupée.' });
    await alert.waitFor();
    assert.equal(await card.comment_field.inputValue(), text);
    assert.match(await card.state(), /Pas encore enregistré/);

    await server.start();
    await alert.waitFor({ state: 'detached', timeout: 30_000 });
    await card.is_saved();
    await maud.page.reload();
    assert.equal(await card.comment_field.inputValue(), text);

    await server.kill();
    await card.comment(later);
    await alert.waitFor();
    await maud.page.reload().catch(() => {}); // a page of the browser's own: nobody answers
    await server.start();
    await maud.go(path);
    await card.is_saved();
    assert.equal(await card.comment_field.inputValue(), later);
    await maud.page.reload();
    assert.equal(await card.comment_field.inputValue(), later);
}
