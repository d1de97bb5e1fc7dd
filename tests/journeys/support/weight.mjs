// What one page costs a slow connection, as the network carries it: compressed, with its headers.
export async function weigh(person, path) {
    const tools = await person.context.newCDPSession(person.page);
    await tools.send('Network.enable');
    const kinds = new Map();
    const load = { requests: 0, bytes: 0, script: 0 };
    tools.on('Network.responseReceived', ({ requestId, type, response }) => {
        if (response.fromDiskCache) return;
        kinds.set(requestId, type);
    });
    tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (!kinds.has(requestId)) return;
        load.requests++;
        load.bytes += encodedDataLength;
        if (kinds.get(requestId) === 'Script') load.script += encodedDataLength;
    });
    await person.page.goto(person.server.origin + path, { waitUntil: 'networkidle' });
    await tools.detach();
    return load;
}

/** When the largest piece stands there, and how much moved before; measured by the browser itself. */
export async function steadiness(person) {
    return person.page.evaluate(() => new Promise(resolve => {
        const seen = { largest: 0, shift: 0 };
        new PerformanceObserver(list => list.getEntries().forEach(one => (seen.largest = one.startTime))).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver(list => list.getEntries().forEach(one => (seen.shift += one.hadRecentInput ? 0 : one.value))).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(seen), 100);
    }));
}
