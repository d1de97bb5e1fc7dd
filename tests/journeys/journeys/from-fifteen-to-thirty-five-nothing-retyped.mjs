import assert from 'node:assert/strict';
import { Card, chapter_links, open_overview } from '../support/chapter.mjs';
import { tidy } from '../support/person.mjs';

const email = 'solene.martin@exemple.fr';
const comment = 'Le marché du samedi, avec la mairie et deux associations voisines.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Solène Martin', structure: 'Les Deux Rives' });
    const solene = await arrive();
    await solene.sign_in(email);
    await solene.go(`/structures/${structure}/diagnostic/territoire`);
    const [local] = await Card.all(solene);
    await local.choose('3');
    await local.comment(comment);
    await local.is_saved();

    await open_overview(solene, structure);
    await solene.follow('Passer au référentiel complet');
    await solene.sees('4 réponses seront suggérées, à confirmer.', 'Au critère 9');
    await solene.press('Passer au référentiel complet');
    await solene.sees('4 réponses à confirmer.');

    const territory = (await chapter_links(solene)).find(path => path.endsWith('/territoire'));
    await solene.go(territory);
    const cards = await Card.all(solene);
    assert.equal(cards.length, 4);
    for (const card of cards) {
        assert.equal(await card.chosen(), '3');
        assert.equal(await card.state(), 'À confirmer');
    }
    assert.equal(await cards[0].comment_field.inputValue(), comment);
    await solene.sees('Décrit au critère 9', 'd’après le critère 4 du simplifié');

    await cards[1].choose('4');
    await cards[1].is_saved();
    assert.equal(await cards[1].root.locator('[data-suggested]').count(), 0);
    await solene.press('Confirmer toutes les réponses reprises de ce chapitre');
    for (const card of cards) assert.match(await card.state(), /^Enregistré à/);
    assert.equal(await cards[1].chosen(), '4');
    assert.match(tidy(await solene.page.locator('.chapter-state').innerText()), /4/);

    await open_overview(solene, structure);
    await solene.sees_not('à confirmer.');
    await solene.follow('Revenir au simplifié');
    await solene.press('Revenir au simplifié');
    await solene.go(`/structures/${structure}/diagnostic/territoire`);
    assert.equal(await (await Card.all(solene))[0].chosen(), '3');
    assert.equal(await local.comment_field.inputValue(), comment);
}
