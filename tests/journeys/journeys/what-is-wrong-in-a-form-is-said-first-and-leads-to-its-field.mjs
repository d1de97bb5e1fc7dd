import assert from 'node:assert/strict';

const email = 'maud@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const visitor = await arrive();
    await is_explained(visitor, '/inscription', 'Créer mon espace');
    await is_explained(visitor, '/connexion', 'Se connecter');
    await is_explained(visitor, '/mot-de-passe', 'Recevoir un lien');

    const maud = await arrive();
    await maud.sign_in(email);
    await is_explained(maud, `/structures/${structure}/equipe`, 'Envoyer l’invitation');
    await is_explained(maud, '/compte', 'Changer le mot de passe');
}

/** Sends the form empty. */
async function is_explained(person, path, button) {
    await person.go(path);
    const title = await person.page.title();
    await person.press(button);
    assert.equal(person.status, 422, `${path} answers 422`);
    assert.equal((await person.page.title()).replace(/\s/g, ' '), `Erreur : ${title}`.replace(/\s/g, ' '));
    assert.match(await person.page.evaluate(() => document.activeElement.className), /summary/, `${path}: the summary has the focus`);

    const links = person.page.locator('.summary a');
    assert.ok((await links.count()) > 0, `${path} lists what is wrong`);
    for (const link of await links.all()) {
        const target = (await link.getAttribute('href')).slice(1);
        await link.click();
        const control = person.page.locator(`[id="${target}"]`);
        assert.equal(await control.evaluate(element => element === document.activeElement), true, `${path}: ${target} takes the focus`);
        assert.equal(await control.getAttribute('aria-invalid'), 'true');
        const described = (await control.getAttribute('aria-describedby')).split(' ').at(-1);
        assert.match(await person.page.locator(`[id="${described}"]`).innerText(), /Erreur/);
    }
}
