import assert from 'node:assert/strict';
import {
    bears_wide_spacing, crawl, faults_of_markup, has_large_buttons, has_one_heading, is_accessible, is_well_typeset, names_its_links_apart, same_titles,
    stays_within_the_width,
} from '../support/crawl.mjs';
import { focus_stop } from '../support/focus.mjs';

const wrong = `
<h1>Un second titre</h1>
<p class="planted-faint">Des mots presque effacés</p>
<p>L'apostrophe est droite, et l’espace manque avant ce signe: le voici !</p>
<p><a href="/tarifs">Lire</a> <a href="/methode">Lire</a></p>
<p class="planted-wide">Plus large que la page</p>
<button class="planted-cut" type="button">Un bouton dont les mots ne tiennent pas</button>`;

const look = `
.planted-faint { color: #ccc; background: #fff; } .planted-wide { width: 3000px; }
.planted-cut { width: 6rem; height: 2rem; overflow: hidden; white-space: nowrap; } .planted-cut:focus { outline: none; box-shadow: none; }`;

export default async function ({ arrive }) {
    const visitor = await arrive();
    visitor.accepts(/status of 404/);
    await visitor.go('/connexion');
    for (const check of [is_accessible, has_one_heading, is_well_typeset, names_its_links_apart, stays_within_the_width, bears_wide_spacing, has_large_buttons]) {
        assert.deepEqual(await check(visitor), [], `${check.name} is content with a page of ours`);
    }

    await plant(visitor);
    for (const check of [has_one_heading, names_its_links_apart, stays_within_the_width, has_large_buttons]) {
        assert.equal((await check(visitor)).length, 1, `${check.name} sees what is wrong`);
    }
    assert.match((await is_accessible(visitor)).join(), /color-contrast/);
    assert.match((await is_well_typeset(visitor)).join(), /no-break space.*straight apostrophe|straight apostrophe.*no-break space/);
    assert.match((await bears_wide_spacing(visitor)).join(), /text is cut/);
    await visitor.page.locator('.planted-cut').focus();
    assert.equal((await focus_stop(visitor.page)).is_seen, false);

    assert.match((await faults_of_markup('<!DOCTYPE html><html lang="fr"><head><title>T</title></head><body><p><div></div></p></body></html>')).join(), /p/);
    assert.deepEqual(same_titles([{ title: 'A', path: '/a' }, { title: 'A', path: '/b' }]), ['« A » is the title of /a and /b']);
    const { faults } = await crawl(visitor, { start: ['/une-page-absente'], fewest: 100, checks: [] });
    assert.match(faults.join(), /une-page-absente: answers 404.*only \d+ pages/);
}

function plant(person) {
    return person.page.evaluate(([markup, style]) => {
        document.querySelector('main').insertAdjacentHTML('beforeend', markup);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        document.adoptedStyleSheets = [sheet];
    }, [wrong, look]);
}
