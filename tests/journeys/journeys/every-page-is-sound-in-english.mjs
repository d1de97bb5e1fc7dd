import assert from 'node:assert/strict';
import { crawl, has_one_heading, is_accessible, is_valid, names_its_links_apart, same_titles, stays_within_the_width } from '../support/crawl.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';

const checks = [is_accessible, is_valid, has_one_heading, names_its_links_apart, stays_within_the_width, is_in_english];

export default async function (place) {
    const { maud, structure } = await les_deux_rives(place);
    await maud.press('English');
    const { visited, faults } = await crawl(maud, { start: [`/structures/${structure}`], fewest: 20, of_each: 1, checks });
    assert.deepEqual([...faults, ...same_titles(visited)], []);
}

async function is_in_english(person) {
    const language = await person.page.getAttribute('html', 'lang');
    const french = await person.page.evaluate(() => {
        const words = [];
        for (const element of document.querySelectorAll('button, h1, h2, h3, label, summary, th, caption, nav a')) {
            const bare = element.cloneNode(true);
            for (const written of bare.querySelectorAll('textarea, [lang="fr"]')) written.remove(); // by the person, not by us
            if (!element.closest('[lang="fr"]') && /\b(de la|du|des|votre|vous|est|une|les)\b/i.test(bare.textContent)) words.push(bare.textContent.trim());
        }
        return words.filter(text => !/Les Deux Rives/.test(text));
    });
    return [...(language === 'en' ? [] : [`is in ${language}`]), ...french.map(text => `still French: « ${text} »`)];
}
