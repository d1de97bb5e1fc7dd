import assert from 'node:assert/strict';
import { Card, open_first_chapter, open_overview } from '../support/chapter.mjs';

const kept = 'Écrit à la main avant l’import.';
const brought = 'Venu du tableau partagé, relu par le bureau.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email: 'maud@exemple.fr', name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in('maud@exemple.fr');
    const chapter = await open_first_chapter(maud, structure);
    const card = new Card(maud);
    await card.choose('2');
    await card.comment(kept);
    await card.is_saved();

    await open_overview(maud, structure);
    await maud.follow('Les importer');
    await choose(maud, 'image.png', 'no table at all');
    await maud.press('Voir ce qui changerait');
    assert.equal(maud.status, 422);
    await maud.sees('Ce fichier ne se lit pas');

    await choose(maud, 'réponses.csv', table(['1', '4', brought, ''], ['2', '3', '', ''], ['3', '9', '', ''], ['4', 'NC', '', ''], ['999', '2', '', '']));
    await maud.press('Voir ce qui changerait');
    await maud.sees('Rien n’est encore gardé.', 'Lignes refusées', 'Ce niveau n’existe pas pour ce critère',
        '« Non concerné » demande une raison', 'Aucun critère de ce numéro', 'Remplace la réponse gardée', 'Nouvelle réponse');
    assert.equal(await answer_to(await maud.in_new_tab(), chapter, 0), '2', 'a dry run keeps nothing');

    await maud.press('Garder 2 réponses');
    await maud.sees('réponses.csv', '2 réponses');
    assert.equal(await answer_to(maud, chapter, 0), '4');
    assert.equal(await card.comment_field.inputValue(), brought);
    assert.equal(await answer_to(maud, chapter, 1), '3');

    await open_overview(maud, structure);
    await maud.follow('Les importer');
    await maud.press('Annuler cet import');
    await maud.sees('Annulé');
    assert.equal(await answer_to(maud, chapter, 0), '2');
    assert.equal(await card.comment_field.inputValue(), kept);
    assert.equal(await answer_to(maud, chapter, 1), '');
}

function table(...rows) {
    return [['N°', 'Niveau', 'Commentaire', 'Raison'], ...rows].map(row => row.join(';')).join('\r\n');
}

async function choose(person, name, text) {
    await person.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

async function answer_to(person, chapter, index) {
    await person.go(chapter);
    return new Card(person, index).chosen();
}
