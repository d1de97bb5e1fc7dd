import assert from 'node:assert/strict';
import { open_first_chapter } from '../support/chapter.mjs';

const email = 'maud@exemple.fr';
const minutes = text => ({ name: 'compte rendu.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    const chapter = (await open_first_chapter(maud, structure)).replace('/diagnostic/', '/pratiques/');

    // From one criterion the file is uploaded, for another it is chosen among what is there; each comes back to where it began.
    const begun = await join_from(maud, chapter, 0);
    await maud.page.locator('input[type=file]').setInputFiles({ name: 'dessin.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    await maud.click(maud.page.getByRole('button', { name: 'Déposer' }), true);
    await maud.sees('Les dessins SVG ne sont pas acceptés');
    await maud.page.locator('input[type=file]').setInputFiles(minutes('Première version.'));
    await maud.click(maud.page.getByRole('button', { name: 'Déposer' }), true);
    await maud.page.waitForURL(url => url.pathname === new URL(chapter, url).pathname && url.hash === begun);
    await join_from(maud, chapter, 1);
    await maud.press('Joindre compte rendu');
    await maud.page.waitForURL(url => url.pathname === new URL(chapter, url).pathname);
    const links = maud.page.locator('.attachments').getByRole('link', { name: 'compte rendu' });
    assert.equal(await links.count(), 2);
    const former = await links.first().getAttribute('href');

    // Replaced once, it is replaced for both.
    await maud.go(`/structures/${structure}/documents`);
    await maud.follow('compte rendu');
    await maud.sees('Utilisé par');
    await maud.page.locator('input[type=file]').setInputFiles(minutes('Deuxième version.'));
    await maud.click(maud.page.getByRole('button', { name: 'Remplacer' }), true);
    await maud.sees('La nouvelle version est en place.', 'Version 2', 'Version 1');
    await maud.go(chapter);
    assert.equal(await links.count(), 2);
    for (const link of await links.all()) assert.equal(await content(maud, await link.getAttribute('href')), 'Deuxième version.');
    assert.equal(await content(maud, former), 'Première version.', 'the former version stays');

    // Removed by mistake, it comes back to both.
    await maud.go(`/structures/${structure}/documents`);
    await maud.follow('compte rendu');
    await maud.follow('Retirer ce document');
    await maud.sees('2 endroits');
    await maud.press('Retirer ce document');
    await maud.sees('Le document est dans la corbeille');
    await maud.follow('Corbeille');
    await maud.press('Restaurer');
    await maud.sees('Le document est de retour.');
    await maud.go(chapter);
    assert.equal(await links.count(), 2);
}

async function join_from(person, chapter, index) {
    await person.go(chapter);
    const card = person.page.locator('article.criterion').nth(index);
    await card.getByRole('link', { name: 'Joindre un document' }).click();
    await person.page.waitForURL(/documents\/joindre/);
    return new URL(new URL(person.page.url()).searchParams.get('retour'), person.page.url()).hash;
}

async function content(person, path) {
    const response = await person.context.request.get(person.server.origin + path);
    assert.equal(response.status(), 200);
    assert.match(response.headers()['content-disposition'], /^attachment; filename=/);
    return response.text();
}
