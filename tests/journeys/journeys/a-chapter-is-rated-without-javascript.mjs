import assert from 'node:assert/strict';
import { Card, open_longest_chapter } from '../support/chapter.mjs';
import { tidy } from '../support/person.mjs';

const email = 'nadia.benali@exemple.fr';
const comment = 'Une <charte> est affichée à l’entrée & relue chaque année.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Nadia Benali', structure: 'Vélos pour tous' });
    const nadia = await arrive({ javaScriptEnabled: false });
    await nadia.sign_in(email);
    const path = await open_longest_chapter(nadia, structure);

    const cards = await Card.all(nadia);
    for (const [index, card] of cards.entries()) {
        if (index === cards.length - 1) await card.choose('N');
        else await card.choose('4');
    }
    await cards[0].comment(comment);
    await nadia.press('Enregistrer le chapitre');
    await is_told_what_is_missing(nadia, cards);

    await cards.at(-1).reason_field.fill('Nous n’avons pas de salariés.');
    await nadia.press('Enregistrer le chapitre');
    assert.equal(nadia.status, 200);
    assert.equal(nadia.path, path);
    assert.equal(await cards[0].chosen(), '4');
    assert.equal(await cards[0].comment_field.inputValue(), comment);
    assert.equal(await cards.at(-1).chosen(), 'N');
    for (const card of cards) assert.match(await card.state(), /^Enregistré à/);
}

async function is_told_what_is_missing(person, cards) {
    assert.equal(person.status, 422);
    assert.match(tidy(await person.page.title()), /^Erreur : /);
    await person.sees('Il y a un problème');
    assert.equal(await cards[0].comment_field.inputValue(), comment);
    assert.equal(await cards.at(-1).chosen(), 'N');
    await person.page.locator('.summary a').first().click();
    assert.match(await person.page.locator(':focus').getAttribute('name') ?? '', /^reason-/);
}
