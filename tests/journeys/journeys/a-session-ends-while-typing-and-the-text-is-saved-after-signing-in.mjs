import assert from 'node:assert/strict';
import { Card, open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const text = 'Écrit après la fin de la session.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    await open_first_chapter(maud, structure);
    await close_other_sessions(await arrive());

    const card = new Card(maud);
    await card.choose('3');
    await card.comment(text);
    const notice = maud.page.getByRole('alert').filter({ hasText: 'Votre session est terminée.' });
    await notice.waitFor();
    assert.equal(await card.comment_field.inputValue(), text);

    const [page] = await Promise.all([maud.context.waitForEvent('page'), notice.getByRole('link', { name: 'Se connecter' }).click()]);
    await page.waitForLoadState('load');
    const in_tab = maud.in_tab(page);
    await in_tab.sign_in(email);
    await in_tab.sees('Les Deux Rives');
    await page.close();

    await maud.comes_back();
    await card.is_saved();
    await notice.waitFor({ state: 'detached' });
    await maud.page.reload();
    assert.equal(await card.comment_field.inputValue(), text);
}

async function close_other_sessions(person) {
    await person.sign_in(email);
    await person.go('/compte');
    await person.press('Fermer toutes les autres sessions');
    await person.sees('Toutes vos autres sessions sont fermées.');
}
