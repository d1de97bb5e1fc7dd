import assert from 'node:assert/strict';
import { Card } from '../support/chapter.mjs';
import { has_one_heading, is_accessible, is_well_typeset, stays_within_the_width } from '../support/crawl.mjs';
import { text_of_pdf } from '../support/pdf.mjs';

const email = 'anne.bel@exemple.fr';
const short = 'Ce critère impératif n’atteint pas le niveau 4.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Anne Bel', structure: 'Les Tilleuls', referentiel: 'essms' });
    const anne = await arrive();
    await anne.sign_in(email);
    await anne.go(`/structures/${structure}/diagnostic/les-professionnels`);
    const [dignity] = await Card.all(anne);
    await dignity.choose('4');
    await dignity.is_saved();
    await anne.sees_not(short);
    await dignity.choose('2');
    await anne.sees(short); // once it is saved, without another page
    await is_sound(anne);

    await anne.follow('Dire ce qui sera fait pour le critère 2.2.2');
    await is_sound(anne);
    await anne.fill({ 'Ce que sait la gouvernance': 'Le conseil a été informé le 4 novembre.', 'En une ligne': 'Ouvrir le jardin la nuit' });
    await anne.press('Engager cette action critique');
    assert.equal(anne.status, 422);
    await anne.sees('Dites qui agit : un nom suffit');
    await is_sound(anne);
    await anne.fill({
        'Les causes': 'La porte est fermée la nuit, par habitude.', 'Responsable de l’action': 'Anne Bel',
        'Mois d’échéance': 'janvier', 'Année, si le mois ne la dit pas': '2027',
    });
    await anne.press('Engager cette action critique');
    await anne.sees('Pourquoi elle est critique');
    assert.equal(await anne.heading(), 'Ouvrir le jardin la nuit');

    await anne.go(`/structures/${structure}/diagnostic/resultats`);
    await anne.sees('Action n° 1');
    await is_sound(anne);
    const [download] = await Promise.all([
        anne.page.waitForEvent('download'), anne.page.getByRole('link', { name: 'Télécharger le rapport (PDF)' }).click()]);
    assert.match(text_of_pdf(await download.path()), /Action n° 1, janvier 2027/);
    await anne.go(`/structures/${structure}/engagements?critique=oui`);
    await anne.sees('1 action affichée sur 1.', 'Critique');
}

// Codes of three parts, special levels and warnings are shown by no other journey.
async function is_sound(person) {
    for (const check of [is_accessible, has_one_heading, is_well_typeset]) assert.deepEqual(await check(person), [], person.path);
    await person.page.setViewportSize({ width: 320, height: 700 });
    assert.deepEqual(await stays_within_the_width(person), [], person.path);
    await person.page.setViewportSize({ width: 1280, height: 900 });
}
