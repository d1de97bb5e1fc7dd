import assert from 'node:assert/strict';
import { crawl, is_accessible } from '../support/crawl.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';

const night = { colorScheme: 'dark' };
const checks = [is_accessible];

export default async function (place) {
    const { maud, structure } = await les_deux_rives(place, night);
    const inside = await crawl(maud, { start: [`/structures/${structure}`], fewest: 20, of_each: 1, checks });
    const outside = await crawl(await place.arrive(night), { start: ['/'], fewest: 10, of_each: 1, checks });
    assert.deepEqual([...inside.faults, ...outside.faults], []);
}
