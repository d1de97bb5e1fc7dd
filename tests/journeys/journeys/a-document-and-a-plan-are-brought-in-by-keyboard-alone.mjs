import { enter, pick_file, type } from '../support/keyboard.mjs';

const email = 'nour@exemple.fr';
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Nour Sabri', structure: 'Les Deux Rives' });
    const nour = await arrive();
    await nour.sign_in(email);

    // A document, then its next version.
    await nour.go(`/structures/${structure}/documents`);
    await enter(nour, 'Ajouter un document');
    await pick_file(nour, 'file', file('compte rendu.txt', 'Première version.'));
    await type(nour, 'title', 'Compte rendu de mars');
    await enter(nour, 'Déposer');
    await nour.page.waitForURL(/fait=ajout/);
    await nour.sees('Compte rendu de mars');
    await pick_file(nour, 'file', file('compte rendu.txt', 'Deuxième version.'));
    await enter(nour, 'Remplacer');
    await nour.sees('La nouvelle version est en place.', 'Version 2');

    // A plan, with a line that is refused, then nothing of it.
    await nour.go(`/structures/${structure}/engagements`);
    await enter(nour, /^L’importer|Importer un plan/);
    await pick_file(nour, 'fichier', file('plan.csv', 'N°;Action;Échéance\r\n5;Écrire la grille des salaires;mars 2031\r\n999;Rien de connu;\r\n'));
    await enter(nour, 'Lire le fichier');
    await nour.sees('1 action à importer pour 1 critère', '1 ligne refusée');
    await enter(nour, 'Importer 1 action');
    await nour.sees('Import terminé.');
    await nour.go(`/structures/${structure}/engagements`);
    await nour.sees('Écrire la grille des salaires', 'mars 2031');
    await enter(nour, /^L’importer|Importer un plan/);
    await enter(nour, 'Annuler cet import');
    await nour.sees('Tout ce qu’il avait apporté est retiré.');
}
