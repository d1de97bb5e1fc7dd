import assert from 'node:assert/strict';
import { link_in_mail } from '../support/mailbox.mjs';
import { password } from '../support/server.mjs';

const email = 'maud@exemple.fr';
const fresh = 'trois barques sous la lune';

export default async function ({ server, arrive }) {
    server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.go('/connexion');
    await maud.follow('Mot de passe oublié');
    await maud.fill({ 'Adresse électronique': email });
    await maud.press('Recevoir un lien');
    const link = await link_in_mail(maud, email, 'nouveau mot de passe');
    await maud.go(link);
    await maud.fill({ 'Nouveau mot de passe': 'court' });
    await maud.press('Changer le mot de passe');
    assert.equal(maud.status, 422);
    await maud.sees('Choisissez un mot de passe d’au moins 12 caractères');
    await maud.fill({ 'Nouveau mot de passe': fresh });
    await maud.press('Changer le mot de passe');
    await maud.sees('Les Deux Rives');

    const elsewhere = await arrive();
    elsewhere.accepts(/status of 404/);
    await elsewhere.sign_in(email, password);
    assert.equal(elsewhere.status, 422);
    await elsewhere.sign_in(email, fresh);
    await elsewhere.sees('Les Deux Rives');
    assert.equal(await elsewhere.go(link), 404, 'the link serves once');
}
