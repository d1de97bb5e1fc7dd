import assert from 'node:assert/strict';
import { Card, open_overview } from '../support/chapter.mjs';
import { pause } from '../support/server.mjs';

const phone = { viewport: { width: 375, height: 720 }, hasTouch: true };
const why = 'Les règles sont écrites ; personne ne mesure encore si elles sont suivies.';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email: 'maud@exemple.fr', name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in('maud@exemple.fr');
    await open_overview(maud, structure);
    await maud.follow('Voter en atelier');
    await maud.follow('Préparer un atelier');
    await maud.fill({ 'Titre de l’atelier': 'Conseil de novembre' });
    await maud.page.getByLabel('Une sélection de critères').check();
    const ticks = await maud.page.locator('input[type=checkbox]').all();
    await ticks[0].check();
    await ticks[1].check();
    await maud.press('Ouvrir l’atelier');
    const code = (await maud.page.locator('.join__code b').textContent()).replace(/\s/g, '');
    assert.match(code, /^[A-HJKMNP-Z2-9]{6}$/);

    // One scans, one types small letters, one has no JavaScript.
    const karim = await joins(await arrive(phone), `/atelier/${code}`, 'Karim');
    const ines = await joins(await arrive(phone), '/atelier', 'Inès', code.toLowerCase());
    const paul = await joins(await arrive({ ...phone, javaScriptEnabled: false }), `/atelier/${code}`, 'Paul');
    await karim.sees('Bienvenue Karim');
    await maud.sees('3 personnes sont là');
    await maud.sees('Inès');

    await maud.page.keyboard.press('n');
    await maud.page.locator('.turnout').waitFor();
    await paul.follow('Actualiser');
    await votes(karim, '1');
    await votes(ines, '5');
    await votes(paul, '3');
    await votes(karim, '2');
    await maud.sees('3 / 3');
    for (const person of [maud, karim, ines, paul]) assert.equal(await person.page.locator('.ballot').count(), 0);

    await maud.page.keyboard.press('r');
    await maud.sees('très partagés');
    await karim.page.locator('.ballots').waitFor();
    await karim.sees('Votre vote');

    // Who writes is not disturbed by a latecomer.
    await maud.fill({ 'Pourquoi ce niveau, en une phrase': why });
    await joins(await arrive(phone), `/atelier/${code}`, 'Zoé');
    await pause(2500);
    assert.equal(await maud.page.getByLabel('Pourquoi ce niveau').inputValue(), why);

    await maud.press('Voter de nouveau');
    await paul.follow('Actualiser');
    await karim.page.locator('.vote').first().waitFor();
    assert.equal(await karim.page.locator('.vote[aria-pressed=true]').count(), 0);
    for (const person of [karim, ines, paul]) await votes(person, '3');
    await maud.page.locator('[data-stage]').focus();
    await maud.page.keyboard.press('r');
    await maud.sees('d’accord');
    assert.ok(await maud.page.locator('#niveau-3').isChecked());
    await maud.fill({ 'Pourquoi ce niveau, en une phrase': why });
    await maud.press('Retenir ce niveau');
    await maud.sees('Niveau retenu');
    await karim.sees('Niveau retenu');

    await maud.page.keyboard.press('n');
    await maud.sees('Critère 2 sur 2');
    await maud.press('Passer sans retenir de niveau');
    await maud.press('Terminer l’atelier');
    await maud.sees('Qui était là');
    await maud.sees('très partagés');
    await ines.sees('Merci Inès');

    const pdf = await maud.page.request.get(`${maud.page.url()}.pdf`);
    assert.equal(pdf.headers()['content-type'], 'application/pdf');
    const csv = await maud.page.request.get(`${maud.page.url()}.csv`);
    assert.ok((await csv.text()).includes(why));

    await open_overview(maud, structure);
    await maud.page.locator('.lines a').first().click();
    const card = new Card(maud, 0);
    assert.equal(await card.chosen(), '3');
    assert.equal(await card.comment_field.inputValue(), why);
}

async function joins(person, path, name, code) {
    await person.go(path);
    if (code) await person.fill({ 'Code de l’atelier': code });
    await person.fill({ 'Votre prénom ou un surnom': name });
    await person.press('Rejoindre l’atelier');
    await person.page.locator('[data-stage]').waitFor();
    return person;
}

async function votes(person, level) {
    const button = person.page.locator(`.vote[value="${level}"]`);
    await button.click();
    await person.page.locator(`.vote[value="${level}"][aria-pressed=true]`).waitFor();
}
