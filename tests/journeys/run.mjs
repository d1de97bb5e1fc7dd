// Runs the journeys, one after the other, against the program that PROGRAM names: node run.mjs [a part of their names]
import { readdirSync } from 'node:fs';
import { open_browser } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { Server } from './support/server.mjs';

const longest = 300_000;
const folder = new URL('./journeys/', import.meta.url);
const wanted = process.argv[2] ?? '';
const names = readdirSync(folder).filter(name => name.endsWith('.mjs') && name.includes(wanted)).sort();

const browser = await open_browser();
let passed = 0;
let failed = 0;
for (const name of names) {
    const began = Date.now();
    const fault = await go_through(name).then(() => null, error => error);
    const sentence = name.replace(/\.mjs$/, '').replaceAll('-', ' ');
    if (fault) failed++;
    else passed++;
    console.log(`${fault ? '✗' : '✓'} ${sentence} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (fault) console.log(told(fault));
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);

async function go_through(name) {
    const { default: journey } = await import(new URL(name, folder));
    const server = await Server.start();
    const people = [];
    const arrive = async options => {
        const person = await Person.arrive(browser, server, options);
        people.push(person);
        return person;
    };
    let timer;
    const too_long = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not over after ${longest / 1000} s`)), longest);
    });
    try {
        await Promise.race([journey({ server, arrive }), too_long]);
        for (const person of people) await person.leave();
        const faults = server.faults();
        if (faults.length) throw new Error(`the server reports faults:\n${faults.join('\n')}`);
    } catch (fault) {
        await keep_pictures(name, people);
        throw fault;
    } finally {
        clearTimeout(timer);
        for (const person of people) await person.context.close().catch(() => {});
        await server.remove();
    }
}

/** With PICTURES=folder, what each person saw when a journey failed. */
async function keep_pictures(name, people) {
    if (!process.env.PICTURES) return;
    for (const [index, person] of people.entries()) {
        for (const page of person.context.pages()) {
            await page.screenshot({ path: `${process.env.PICTURES}/${name}-${index}.png` }).catch(() => {});
        }
    }
}

function told(fault) {
    return String(fault.stack ?? fault).split('\n').filter(line => !line.includes('node:internal')).slice(0, 40).map(line => `    ${line}`).join('\n');
}
