import assert from 'node:assert/strict';

const email = 'maud@exemple.fr';
const long = 'Réunir chaque trimestre les salariés, les bénévoles et les usagers pour relire ensemble ce qui a été trié, pesé et jeté, et en tirer deux décisions que tout le monde comprend';

export default async function ({ server, arrive }) {
    server.add_owner({ email, name: 'Maud Tessier', structure: 'Les Deux Rives' });
    const maud = await arrive();
    await maud.sign_in(email);
    await maud.go(`/structures/${maud.path.split('/')[2]}/engagements/criteres`);
    await maud.page.locator('main').getByRole('checkbox').first().check();
    await maud.press('Mettre au plan');
    const criterion = maud.path;
    for (const title of ['Trier', long, 'Peser']) {
        await maud.go(criterion);
        await maud.fill({ 'Une action de plus': title });
        await maud.press('Ajouter l’action');
    }

    // Actions: the tall one makes way once it is passed, and never jumps back meanwhile.
    await maud.go(criterion);
    await maud.page.setViewportSize({ width: 480, height: 900 });
    assert.deepEqual(await titles(maud), ['Trier', long, 'Peser']);
    await until_next_page(maud, () => carried(maud, by_mouse, '.line--action', 0, 1));
    await maud.sees('Peser');
    assert.deepEqual(await titles(maud), [long, 'Trier', 'Peser']);
    await until_next_page(maud, () => carried(maud, by_finger, '.line--action', 2, 0));
    await maud.sees('Peser');
    assert.deepEqual(await titles(maud), ['Peser', long, 'Trier']);
    await maud.page.reload();
    assert.deepEqual(await titles(maud), ['Peser', long, 'Trier']); // it was kept

    // The indicators of an action, likewise; one of figures is taller than one of states.
    await maud.page.getByRole('link', { name: 'Peser', exact: true }).click();
    for (const [kind, label] of [['Indicateur qualitatif', 'Affiché'], ['Indicateur quantitatif', 'Déchets'], ['Indicateur qualitatif', 'Relu']]) {
        await maud.press(kind, { stays: true });
        await maud.page.locator('.indicator input[name$="-label"]').last().fill(label);
    }
    await maud.sees(/Enregistré à/);
    await carried(maud, by_mouse, '.indicator', 0, 2);
    assert.deepEqual(await labels(maud), ['Déchets', 'Relu', 'Affiché']);
    await carried(maud, by_finger, '.indicator', 2, 1);
    assert.deepEqual(await labels(maud), ['Déchets', 'Affiché', 'Relu']);
    await maud.page.waitForTimeout(1_500);
    await maud.page.reload();
    assert.deepEqual(await labels(maud), ['Déchets', 'Affiché', 'Relu']);
}

/** The order that was carried comes back with the next page. */
async function until_next_page(maud, act) {
    await maud.page.evaluate(() => document.documentElement.setAttribute('data-before', ''));
    await act();
    await maud.page.locator('html:not([data-before])').waitFor();
    await maud.page.waitForLoadState();
}

const titles = maud => maud.page.locator('.line--action .line__title').allInnerTexts();
const labels = maud => maud.page.locator('.indicator input[name$="-label"]').evaluateAll(inputs => inputs.map(input => input.value));

/** Carries one row slowly past the middle of another, and sees that the order changes no more often than rows are passed. */
async function carried(maud, pointer, rows, from, to) {
    const handle = maud.page.locator(rows).nth(from).locator('[data-handle]');
    await handle.scrollIntoViewIfNeeded();
    const start = await middle(handle);
    const other = await maud.page.locator(rows).nth(to).boundingBox();
    const end = { x: start.x, y: other.y + other.height / 2 + (to > from ? 4 : -4) };
    await maud.page.evaluate(() => {
        const list = document.querySelector('[data-rows], [data-module="order"]');
        window.orders = 0;
        new MutationObserver(() => window.orders++).observe(list, { childList: true });
    });
    const steps = 30;
    const points = Array.from({ length: steps }, (_, i) => ({ x: start.x, y: start.y + ((end.y - start.y) * (i + 1)) / steps }));
    const orders = await pointer(maud, start, points);
    assert.ok(orders <= Math.abs(to - from), `${orders} changes of order for ${Math.abs(to - from)} rows`);
}

async function by_mouse(maud, start, points) {
    await maud.page.mouse.move(start.x, start.y);
    await maud.page.mouse.down();
    for (const point of points) await maud.page.mouse.move(point.x, point.y);
    const orders = await maud.page.evaluate(() => window.orders);
    await maud.page.mouse.up();
    await maud.page.waitForLoadState();
    return orders;
}

async function by_finger(maud, start, points) {
    const session = await maud.context.newCDPSession(maud.page);
    const touch = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [start]);
    for (const point of points) await touch('touchMove', [point]);
    const orders = await maud.page.evaluate(() => window.orders);
    await touch('touchEnd', []);
    await maud.page.waitForLoadState();
    return orders;
}

async function middle(locator) {
    const box = await locator.boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
