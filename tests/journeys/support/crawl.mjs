// Goes to every page that a person comes to by links, and lists what is wrong with each.
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { tidy } from './person.mjs';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const not_a_page = /\.(pdf|png|svg|csv|xlsx|txt|ico)$/;

// Ours differs from html-validate's taste here: attributes are written as HTML allows, and landmarks are axe's business.
const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
        'no-trailing-whitespace': 'off', 'attr-quotes': 'off', 'long-title': 'off', 'require-sri': 'off',
        'void-style': ['error', { style: 'omit' }], 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off',
        'no-implicit-button-type': 'error',
    },
});

// Pages of which there are dozens alike, made by the same view: the first ones of each stand for all.
const many_alike = [
    /\/diagnostic\/criteres\/[^/]+\/relecture$/, /\/diagnostic\/criteres\/[^/]+$/, /\/diagnostic\/question\/[^/]+$/,
    /\/diagnostic\/resultats\/[^/]+$/, /\/diagnostic\/[^/]+\/avis$/, /\/diagnostic\/(?!(tout|attribution|mes-criteres|instantanes|resultats|import)$)[^/]+$/,
    /\/engagements$/, /\/engagements\/vue\/etats$/, /\/engagements\/vue\/calendrier$/, /\/engagements\/vue\/chronologie$/,
    /\/pratiques\/criteres\/[^/]+$/, /\/pratiques\/[^/]+$/,
    /^\/referentiels\/[^/]+\/[^/]+\/[^/]+$/, /^\/referentiels\/[^/]+\/[^/]+$/,
];

/**
 * Answers the pages that were visited, in their order, and what is wrong with them.
 * @param {{ start: string[], fewest: number, of_each?: number, checks: ((person, visited) => Promise<string[]>)[] }} plan
 */
export async function crawl(person, { start, fewest, checks, of_each = 2 }) {
    const waiting = [...start];
    const known = new Set(waiting);
    const visited = [];
    const left = many_alike.map(() => of_each);
    while (waiting.length) {
        const path = waiting.shift();
        const status = await person.go(path);
        const led_to = without_cycle(person.path) + new URL(person.page.url()).search;
        if (led_to !== path && known.has(led_to)) continue;
        const page = { path, status, title: tidy(await person.page.title()), faults: [] };
        visited.push(page);
        if (status !== 200) page.faults.push(`answers ${status}`);
        for (const check of checks) page.faults.push(...(await check(person, page)));
        for (const found of await links_of(person)) {
            if (known.has(found) || not_a_page.test(found)) continue;
            known.add(found);
            const kind = many_alike.findIndex(pattern => pattern.test(found.split('?')[0]));
            if (kind >= 0 && left[kind]-- <= 0) continue;
            waiting.push(found);
        }
    }
    const faults = visited.flatMap(page => page.faults.map(fault => `${page.path}: ${fault}`));
    if (visited.length < fewest) faults.push(`only ${visited.length} pages were found, of ${fewest} at least`);
    return { visited, faults };
}

async function links_of(person) {
    const addresses = await person.page.locator('a[href]').evaluateAll(links => links.map(link => link.href?.baseVal ?? link.href));
    const own = addresses.map(address => new URL(address, person.page.url())).filter(url => url.origin === person.server.origin);
    return own.map(url => without_cycle(url.pathname) + url.search);
}

// A structure with one cycle has each of its pages at two addresses; what changes a cycle has one, which names it.
function without_cycle(path) {
    return path.replace(/\/cycles\/[^/]{36}(?=$|\/diagnostic(?!\/(passage|retour|import))|\/ateliers|\/engagements(?!\/import)|\/pratiques)/, '');
}

/** What axe finds, target sizes included. */
export async function is_accessible(person) {
    const found = await new AxeBuilder({ page: person.page }).withTags(standards).options({ rules: { 'target-size': { enabled: true } } }).analyze();
    return found.violations.map(one => `${one.id}: ${one.nodes.length} × ${one.help}, as ${one.nodes[0].target.join(' ')} — ${one.nodes[0].failureSummary?.split('\n')[1]?.trim()}`);
}

/** The markup as it was sent. */
export async function is_valid(person, { path }) {
    return faults_of_markup(await (await person.context.request.get(person.server.origin + path)).text());
}

export async function faults_of_markup(text) {
    const report = await validator.validateString(text);
    return report.results.flatMap(result => result.messages).map(one => `${one.ruleId}: ${one.message} (line ${one.line})`);
}

export async function has_one_heading(person) {
    const count = await person.page.locator('h1').count();
    return count === 1 ? [] : [`${count} h1`];
}

export async function stays_within_the_width(person) {
    const over = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    return over > 0 ? [`is ${over} pixels too wide`] : [];
}

/** What is pressed is 44 pixels wide and high at least: buttons, and links and summaries that look like one. */
export async function has_large_buttons(person) {
    return person.page.evaluate(() => {
        const small = [];
        for (const element of document.querySelectorAll('button, input[type="submit"], [role="button"], .button, summary')) {
            if (element.closest('.unseen') || !element.checkVisibility()) continue;
            const { width, height } = element.getBoundingClientRect();
            if (width < 43.5 || height < 43.5) small.push(`« ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)} » measures ${Math.round(width)} × ${Math.round(height)}`);
        }
        return [...new Set(small)];
    });
}

/** What may be pressed is what a finger meets there. */
export async function leaves_nothing_covered(person) {
    return person.page.evaluate(() => [...document.querySelectorAll('a[href], button, summary')].flatMap(element => {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .skip-link')) return [];
        element.scrollIntoView({ block: 'center' });
        const box = element.getClientRects()[0];
        if (!box || box.width < 2 || box.height < 2) return [];
        const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const is_met = !met || element.contains(met) || met.contains(element);
        return is_met ? [] : [`« ${element.textContent.trim().slice(0, 40)} » lies below ${met.outerHTML.slice(0, 60)}`];
    }));
}

/** Two links of the content with the same words lead to the same place. */
export async function names_its_links_apart(person) {
    const links = await person.page.locator('main a[href]').evaluateAll(all =>
        all.map(link => [(link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim(), link.getAttribute('href')]));
    const places = new Map();
    for (const [name, href] of links) places.set(name, new Set([...(places.get(name) ?? []), href]));
    return [...places].filter(([, all]) => all.size > 1).map(([name, all]) => `« ${name} » leads to ${[...all].join(' and ')}`);
}

/** French typography in what people see: a no-break space before : ; ! ? and no straight apostrophe. */
export async function is_well_typeset(person) {
    return person.page.evaluate(() => {
        const faults = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!element || element.closest('script, style, template, code, kbd, pre, textarea, [lang="en"]')) continue;
            const text = node.data.replaceAll(/!{2,3}/g, ''); // marks of priorities, not of sentences
            const bare = text.match(/.{0,20}(?:[^\s\u00a0\u202f«(]| )[;!?](?=\s|$).{0,5}|.{0,20}[^\s\u00a0\u202f\d] :(?=\s).{0,5}|.{0,20}[\p{L})»]:(?=\s|$)/u);
            if (bare && !/\p{L};|https?:/u.test(bare[0])) faults.push(`no-break space missing: « ${bare[0]} »`);
            const straight = text.match(/.{0,15}\p{L}'\p{L}.{0,10}/u);
            if (straight) faults.push(`straight apostrophe: « ${straight[0]} »`);
            const quotes = text.match(/.{0,15}(« | »|"[\p{L}]).{0,10}/u);
            if (quotes) faults.push(`quotation marks: « ${quotes[0]} »`);
        }
        return faults;
    });
}

/** With the spacing that some readers set, no word of a button or a cell is cut off (WCAG 1.4.12). */
export async function bears_wide_spacing(person) {
    const style = await person.page.evaluateHandle(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        return sheet;
    });
    const cut = await person.page.evaluate(() => {
        const faults = [];
        for (const element of document.querySelectorAll('button, a, td, th, label, summary, .tag, h1, h2, h3')) {
            if (element.closest('.unseen') || !element.checkVisibility()) continue;
            const style = getComputedStyle(element);
            const clips = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
            if (clips && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
                faults.push(`text is cut with wide spacing: « ${element.textContent.trim().slice(0, 40)} »`);
            }
        }
        if (document.documentElement.scrollWidth > window.innerWidth) faults.push(`is ${document.documentElement.scrollWidth - window.innerWidth} pixels too wide with wide spacing`);
        return faults;
    });
    await person.page.evaluate(sheet => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)), style);
    await style.dispose();
    return cut;
}

/** No two pages have the same title; where one comes back to does not make another page. */
export function same_titles(visited) {
    const pages = new Map();
    for (const { title, path } of visited) {
        const page = path.replace(/[?&]retour=[^&]*/, '');
        pages.set(title, [...new Set([...(pages.get(title) ?? []), page])]);
    }
    return [...pages].filter(([, paths]) => paths.length > 1).map(([title, paths]) => `« ${title} » is the title of ${paths.join(' and ')}`);
}
