import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';
import { invite } from '../support/team.mjs';

const hers = 'Le bureau se réunit chaque mois, comptes rendus affichés.';
const his = 'Deux réunions par an seulement : à améliorer.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email: 'maud@exemple.fr', name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in('maud@exemple.fr');
    const yann = await arrive();
    await invite(maud, yann, structure, { email: 'yann@exemple.fr', given: 'Yann', family: 'Morvan', role: 'Contribution' });

    await open_first_chapter(maud, structure);
    await open_first_chapter(yann, structure);
    const her_card = new Card(maud);
    const his_card = new Card(yann);
    await her_card.choose('4');
    await her_card.comment(hers);
    await her_card.is_saved();

    await his_card.choose('2');
    await his_card.comment(his);
    const notice = his_card.root.locator('[data-notice=conflict]');
    await notice.waitFor();
    await notice.getByText(hers).waitFor();
    await notice.getByText('Maud Tessier').waitFor();
    assert.equal(await his_card.comment_field.inputValue(), his);
    await yann.sees('Pas encore enregistré');

    await yann.press('Garder ma version', { stays: true });
    await his_card.is_saved();
    await notice.waitFor({ state: 'detached' });

    await her_card.comment(`${hers} Et le site.`);
    const her_notice = her_card.root.locator('[data-notice=conflict]');
    await her_notice.getByText(his).waitFor();
    await maud.press('Reprendre l’autre version', { stays: true });
    await her_notice.waitFor({ state: 'detached' });
    assert.equal(await her_card.comment_field.inputValue(), his);
    assert.equal(await her_card.chosen(), '2');

    await maud.page.reload();
    assert.equal(await her_card.comment_field.inputValue(), his);
    assert.match(await her_card.state(), /par Yann Morvan$/);

    await yann.page.reload();
    await his_card.comment(`${his} Voté en mai.`);
    await his_card.is_saved();
    await her_card.comment('Les procès-verbaux sont affichés.');
    await her_notice.waitFor();
    await maud.press('Joindre les deux textes', { stays: true });
    await her_notice.waitFor({ state: 'detached' });
    await her_card.is_saved();
    assert.equal(await her_card.comment_field.inputValue(), `Les procès-verbaux sont affichés.\n\n${his} Voté en mai.`);
}
