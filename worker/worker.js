// One job after the other: a length (4 bytes, big-endian) and a JSON request come on stdin, {"id", "kind", "language", "data"};
// on stdout leave a length and a JSON header, {"id", "ok", "type", "error"}, then a length and the bytes of the file.
// Nothing else is written there. An end of stdin is the end of the program.
import {once} from 'node:events';
import {pdf, templates} from './pdf.js';
import {png} from './png.js';

const limit = 32 * 1024 * 1024;
console.log = console.error; // whatever a library prints is no answer

const kinds = {png: (request) => png(request.data)};
for (const name of templates) kinds[name] = (request) => pdf(name, request.language, request.data);

// How our tests see what a pool does with a worker that goes wrong.
if (process.env.ESSPRATIQUES_TEST_KINDS) {
    kinds['test-hang'] = () => { for (;;); };
    kinds['test-crash'] = () => process.abort();
    kinds['test-bomb'] = () => { for (const held = []; ; ) held.push(Buffer.alloc(1 << 20, 1)); };
    kinds['test-echo'] = (request) => ({type: 'text/plain', bytes: Buffer.from(JSON.stringify(request.data))});
}

function answer(request) {
    const make = Object.hasOwn(kinds, request.kind) ? kinds[request.kind] : undefined;
    if (!make) return {header: {id: request.id, ok: false, error: `no report is called ${request.kind}`}, bytes: Buffer.alloc(0)};
    try {
        const {type, bytes} = make(request);
        return {header: {id: request.id, ok: true, type}, bytes};
    } catch (error) {
        return {header: {id: request.id, ok: false, error: String(error.message ?? error).slice(0, 2000)}, bytes: Buffer.alloc(0)};
    }
}

async function send(bytes) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    process.stdout.write(size);
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

let received = Buffer.alloc(0);
for await (const part of process.stdin) {
    received = received.length ? Buffer.concat([received, part]) : part;
    while (received.length >= 4) {
        const size = received.readUInt32BE(0);
        if (size > limit) process.exit(1);
        if (received.length < 4 + size) break;
        const {header, bytes} = answer(JSON.parse(received.toString('utf8', 4, 4 + size)));
        received = received.subarray(4 + size);
        await send(Buffer.from(JSON.stringify(header)));
        await send(bytes);
    }
}
