import assert from 'node:assert/strict';
import {
    bears_wide_spacing, crawl, has_one_heading, is_accessible, is_valid, is_well_typeset, leaves_nothing_covered, names_its_links_apart, same_titles, stays_within_the_width,
} from '../support/crawl.mjs';
import { les_deux_rives } from '../support/les-deux-rives.mjs';

const checks = [is_accessible, is_valid, has_one_heading, names_its_links_apart, leaves_nothing_covered, is_well_typeset, stays_within_the_width, bears_wide_spacing];

export default async function (place) {
    const { maud, structure } = await les_deux_rives(place);
    const { visited, faults } = await crawl(maud, { start: [`/structures/${structure}`], fewest: 20, checks });
    assert.deepEqual([...faults, ...same_titles(visited)], []);
}
