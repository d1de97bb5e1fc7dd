import assert from 'node:assert/strict';
import { bears_wide_spacing, crawl, has_large_buttons, is_accessible, stays_within_the_width } from '../support/crawl.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';

const telephone = { viewport: { width: 320, height: 640 }, hasTouch: true };
const checks = [stays_within_the_width, has_large_buttons, bears_wide_spacing, is_accessible];

export default async function (place) {
    const { maud, structure } = await les_deux_rives(place, telephone);
    const inside = await crawl(maud, { start: [`/structures/${structure}`], fewest: 20, of_each: 1, checks });
    const outside = await crawl(await place.arrive(telephone), { start: ['/'], fewest: 10, of_each: 1, checks });
    assert.deepEqual([...inside.faults, ...outside.faults], []);
}
