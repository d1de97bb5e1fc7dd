import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const in_the_train = 'Écrit dans le train, sans réseau.';
const at_the_desk = 'Écrit au bureau, dans l’autre onglet.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    maud.accepts(/ERR_INTERNET_DISCONNECTED/);
    await maud.page.clock.install();
    await maud.sign_in(email);
    const path = await open_first_chapter(maud, structure);
    const card = new Card(maud);

    await maud.context.setOffline(true);
    await card.choose('2');
    await card.comment(in_the_train);
    await maud.sees('La connexion est coupée.');
    await maud.page.clock.fastForward('10:00');
    assert.equal(await card.comment_field.inputValue(), in_the_train);
    await maud.context.setOffline(false);
    await card.is_saved();
    await maud.sees_not('La connexion est coupée.');

    const other_tab = await maud.in_new_tab();
    await other_tab.go(path);
    const other_card = new Card(other_tab);
    assert.equal(await other_card.comment_field.inputValue(), in_the_train);
    await other_card.comment(at_the_desk);
    await other_card.is_saved();

    await card.choose('5');
    const notice = card.root.locator('[data-notice=conflict]');
    await notice.getByText(at_the_desk).waitFor();
    await notice.getByText(in_the_train).waitFor();
    await maud.press('Reprendre l’autre version', { stays: true });
    await notice.waitFor({ state: 'detached' });
    await maud.page.reload();
    assert.equal(await card.comment_field.inputValue(), at_the_desk);
    assert.equal(await card.chosen(), '2');
}
