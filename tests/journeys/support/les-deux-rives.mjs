// A structure with everything a page can show: all criteria rated, a team of three, an invitation that waits.
import { Card, chapter_links, open_overview } from './chapter.mjs';
import { invite } from './team.mjs';

export const email = 'maud.tessier@exemple.fr';
const comments = [
    'Trois réunions par an, ouvertes à toute l’équipe\u00a0; les comptes rendus sont affichés à l’accueil.',
    '',
    'Le document date de 2021\u00a0: il est à relire avec les bénévoles.',
    'Nous comptons les kilos détournés chaque mois et les publions dans le rapport d’activité.',
];

export async function add_les_deux_rives(server) {
    return server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
}

/** Rates everything, by forms alone: quicker than a hand. */
export async function rate_everything(person, structure) {
    await open_overview(person, structure);
    let number = 0;
    for (const path of await chapter_links(person)) {
        await person.go(path);
        for (const card of await Card.all(person)) {
            number++;
            if (number === 5) {
                await card.choose('N');
                await card.reason_field.fill('Nos locaux nous sont prêtés\u00a0: nous ne choisissons ni l’énergie ni les travaux.');
            } else await card.choose(String(1 + (number * 3) % 5));
            if (comments[number % 4]) await card.comment(comments[number % 4]);
        }
        await person.press('Enregistrer le chapitre');
    }
}

/** Maud signed in, with the looks that her browser has. */
export async function les_deux_rives({ server, arrive }, looks = {}) {
    const structure = await add_les_deux_rives(server);
    const plain = await arrive({ javaScriptEnabled: false });
    await plain.sign_in(email);
    await rate_everything(plain, structure);
    await invite(plain, await arrive(), structure, { email: 'yann@exemple.fr', given: 'Yann', family: 'Morvan', role: 'Contribution' });
    await plain.go(`/structures/${structure}/equipe`);
    await plain.fill({ 'Adresse électronique': 'camille.lefebvre-saint-martin@association-exemple.fr' });
    await plain.press('Envoyer l’invitation');

    const maud = await arrive(looks);
    await maud.sign_in(email);
    return { maud, structure };
}
