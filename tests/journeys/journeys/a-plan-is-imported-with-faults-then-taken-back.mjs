import assert from 'node:assert/strict';

const email = 'maud@exemple.fr';
const titles = ['N°', 'Quoi', 'Pilote', 'Avec', 'Échéance', 'Indicateur', 'Valeur cible'];
const lines = [
    ['11', 'Trier les déchets', 'Maud Tessier', 'Le Jardin partagé', 'décembre 2026', 'Déchets non triés', '30 kg'],
    ['', '', '', '', '', 'Bacs posés', '4'],
    ['5', 'Écrire la grille des salaires', 'Une Voisine', '', 'bientôt', '', ''],
    ['999', 'Rien de connu', '', '', '', '', ''],
];

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive({ javaScriptEnabled: false });
    await maud.sign_in(email);
    await maud.go(`/structures/${structure}/engagements/agenda`);
    const cycle = (await maud.page.getByRole('link', { name: 'Télécharger les échéances' }).getAttribute('href')).replace(/\/engagements.*/, '');
    const page = `${cycle}/engagements/import`;
    assert.equal(await planned(maud, cycle), 0);

    await maud.go(page);
    await choose(maud, 'image.png', 'PK but no workbook');
    await maud.press('Lire le fichier');
    assert.equal(maud.status, 422);
    await maud.sees('Ce fichier ne se lit pas');

    // Nothing in the file says what « Quoi » is: it has to be chosen.
    await choose(maud, 'notre plan.csv', [titles, ...lines].map(line => line.join(';')).join('\r\n'));
    await maud.press('Lire le fichier');
    await maud.sees('Il manque une colonne.', 'Trier les déchets');
    await maud.choose({ 'Ce que contient la colonne « Quoi »': 'Amélioration des pratiques' });
    await maud.press('Voir le résultat');

    await maud.sees('Rien n’est encore gardé.', '2 actions à importer pour 2 critères', '1 ligne refusée', 'Aucun critère de ce numéro',
        'Indicateur de plus pour l’action de la ligne 2', 'L’échéance « bientôt » n’est pas un mois', 'Membres de l’équipe', 'Nouveaux noms',
        'Le Jardin partagé, Une Voisine');
    assert.equal(await planned(maud, cycle), 0, 'a dry run keeps nothing');

    await maud.press('Importer 2 actions');
    await maud.sees('Import terminé.', '2 actions sont entrées au plan.', 'notre plan.csv');
    assert.equal(await planned(maud, cycle), 1, 'one of them has a due month');
    const table = await (await maud.page.request.get(`${server.origin}${cycle}/engagements.csv`)).text();
    for (const words of ['Trier les déchets', '12/2026', 'Bacs posés', 'Échéance : bientôt']) assert.ok(table.replace(/[\u00a0\u202f]/g, ' ').includes(words), words);

    await maud.go(page);
    await maud.press('Annuler cet import');
    await maud.sees('Tout ce qu’il avait apporté est retiré.', 'Annulé');
    assert.equal(await planned(maud, cycle), 0);
}

async function choose(person, name, text) {
    await person.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

/** How many due dates the calendar has. */
async function planned(person, cycle) {
    const file = await (await person.page.request.get(`${person.server.origin}${cycle}/engagements.ics`)).text();
    return file.split('BEGIN:VEVENT').length - 1;
}
