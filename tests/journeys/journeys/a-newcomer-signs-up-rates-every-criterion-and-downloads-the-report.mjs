import assert from 'node:assert/strict';
import { Card, chapter_links } from '../support/chapter.mjs';
import { link_in_mail } from '../support/mailbox.mjs';
import { text_of_pdf } from '../support/pdf.mjs';
import { tidy } from '../support/person.mjs';
import { password } from '../support/server.mjs';

const structure = 'Les Jardins d’Émile';
const email = 'solene.kerbrat@exemple.fr';
const reason = 'Nous n’avons aucun local où produire des déchets';

export default async function ({ arrive }) {
    const solene = await arrive();
    await sign_up(solene);
    await solene.go(await link_in_mail(solene, email, 'Confirmez'));
    await solene.press('Confirmer et ouvrir l’espace');
    await solene.sees(structure);
    assert.match(solene.path, /^\/structures\/[0-9a-f-]{36}$/);

    await solene.follow('Votre diagnostic');
    const rated = await rate_everything(solene);
    await solene.follow('Voir les résultats');
    await check_results(solene, rated);
    await check_report(solene, rated);
}

async function sign_up(person) {
    await person.go('/');
    await person.follow('Essayer trois mois');
    await person.fill({
        'Nom de la structure': structure, 'Prénom': 'Solène', 'Nom': 'Kerbrat', 'Adresse électronique': email, 'Mot de passe': password,
    });
    for (const list of await person.page.locator('main select').all()) await list.selectOption({ index: 1 });
    await person.page.getByLabel('Référentiel ESS simplifié').check();
    await person.page.getByLabel('J’accepte les conditions').check();
    await person.press('Créer mon espace');
    await person.sees('Regardez votre messagerie.');
}

/** Chooses 1, 2, 3… in turn by mouse; the last criterion does not concern them. */
async function rate_everything(person) {
    const rated = [];
    const chapters = await chapter_links(person);
    for (const [index, path] of chapters.entries()) {
        await person.go(path);
        const chapter = await person.heading();
        const cards = await Card.all(person);
        for (const card of cards) {
            const is_last = index === chapters.length - 1 && card === cards.at(-1);
            const level = is_last ? null : 1 + (rated.length * 2) % 5;
            if (level) await card.choose(String(level));
            else await card.refuse(reason);
            await card.is_saved();
            rated.push({ chapter, title: await card.title(), level });
        }
        await person.sees('Tout est enregistré');
        assert.equal(await person.reads('[aria-current=page] .number.done'), `${cards.length} / ${cards.length}`);
    }
    return rated;
}

// Rounded half up to one decimal; levels that are not numbers do not count.
function mean(levels) {
    const known = levels.filter(level => level !== null);
    if (!known.length) return '–';
    return (Math.floor((known.reduce((sum, level) => sum + level, 0) * 10) / known.length + 0.5) / 10).toFixed(1).replace('.', ',');
}

async function check_results(person, rated) {
    const chapters = [...new Set(rated.map(one => one.chapter))];
    const rows = (await person.page.locator('table.bars tbody tr').allInnerTexts()).map(tidy);
    assert.equal(rows.length, chapters.length);
    for (const [index, chapter] of chapters.entries()) {
        const levels = rated.filter(one => one.chapter === chapter).map(one => one.level);
        assert.match(rows[index], new RegExp(`${chapter}.* ${levels.length} / ${levels.length}.*${mean(levels)}$`));
    }
    assert.match(await person.reads('table.bars tfoot'), new RegExp(`${mean(rated.map(one => one.level))}$`));
    const shape = await person.page.locator('figure.chart svg[role=img]').first().boundingBox();
    assert.ok(shape.width > 300 && shape.height > 250, 'the radar has its place');
    assert.equal(await person.page.locator('table.answers tbody tr').count(), rated.filter(one => one.level !== null).length, 'what does not concern them stands apart');
    await person.sees(reason);
}

async function check_report(person, rated) {
    const [download] = await Promise.all([person.page.waitForEvent('download'), person.page.getByRole('link', { name: /PDF/ }).first().click()]);
    assert.match(download.suggestedFilename(), /\.pdf$/);
    const text = text_of_pdf(await download.path());
    const squeezed = text.replace(/\s/g, '');
    for (const words of [structure, mean(rated.map(one => one.level)), reason, ...rated.map(one => one.title)]) {
        assert.ok(squeezed.includes(words.replace(/\s/g, '')), `the report says « ${words} »`);
    }
}
