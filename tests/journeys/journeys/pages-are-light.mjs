import assert from 'node:assert/strict';
import { open_longest_chapter } from '../support/chapter.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';
import { steadiness, weigh } from '../support/weight.mjs';

const first_page = 80_000;
const next_page = 40_000;
const scripts = 40_000;

export default async function (place) {
    await is_light(await place.arrive(), ['/', '/methode', '/inscription']);

    const { maud, structure } = await les_deux_rives(place);
    const chapter = await open_longest_chapter(maud, structure);
    const fresh = await place.arrive({ storageState: await maud.context.storageState() });
    await is_light(fresh, [chapter, `/structures/${structure}/diagnostic/resultats`, `/structures/${structure}`]);
}

/** The first page with nothing in the cache, the next ones as one who stays finds them. */
async function is_light(person, [first, ...next]) {
    const cold = await weigh(person, first);
    assert.ok(cold.requests >= 3 && cold.requests <= 8, `${first} takes ${cold.requests} requests`);
    assert.ok(cold.bytes > 5_000 && cold.bytes <= first_page, `${first} takes ${cold.bytes} bytes`);
    assert.ok(cold.script > 500 && cold.script <= scripts, `${first} takes ${cold.script} bytes of scripts`);
    const { largest, shift } = await steadiness(person);
    assert.ok(largest > 0 && largest < 2_500, `the largest piece of ${first} stands after ${largest} ms`);
    assert.ok(shift < 0.1, `${first} moves by ${shift}`);
    for (const path of next) {
        const warm = await weigh(person, path);
        assert.ok(warm.bytes > 500 && warm.bytes <= next_page, `${path} takes ${warm.bytes} bytes`);
    }
    if (process.env.FIGURES) console.log(`    ${first}: ${cold.requests} requests, ${cold.bytes} bytes, ${cold.script} of scripts, largest piece at ${Math.round(largest)} ms, shift ${shift.toFixed(3)}`);
}
