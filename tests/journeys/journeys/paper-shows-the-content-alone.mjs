import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Card, open_longest_chapter } from '../support/chapter.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';
import { text_of_pdf } from '../support/pdf.mjs';

const not_on_paper = ['Aller au contenu', 'Se déconnecter', 'Mon compte', 'English', 'Étapes de la démarche', 'Enregistrer le chapitre', 'Télécharger'];

export default async function (place) {
    const { maud, structure } = await les_deux_rives(place);
    await maud.go(`/structures/${structure}/diagnostic/resultats`);
    await prints(maud, ['Où en est votre organisation', 'Les Deux Rives', 'Critère par critère', 'Maturité']);
    await open_longest_chapter(maud, structure);
    await prints(maud, [await maud.heading(), 'Les Deux Rives', await new Card(maud).title()]);
}

async function prints(person, expected) {
    const folder = mkdtempSync(join(process.env.PICTURES ?? tmpdir(), 'paper-'));
    const file = join(folder, 'page.pdf');
    writeFileSync(file, await person.page.pdf({ format: 'A4', printBackground: false }));
    const text = text_of_pdf(file);
    for (const words of expected) assert.ok(text.includes(words), `on paper: « ${words} »`);
    for (const words of not_on_paper) assert.ok(!text.includes(words), `not on paper: « ${words} »`);
    if (!process.env.PICTURES) rmSync(folder, { recursive: true });
}
