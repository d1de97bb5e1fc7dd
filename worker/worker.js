// One job after the other: a length (4 bytes, big-endian) and a JSON request come on stdin, {"id", "kind", "data"}; on stdout
// leave a length and a JSON header, {"id", "ok", "type", "error"}, then a length and the bytes of the file. Nothing else is
// written there. The first answer, « ready », comes unasked when the fonts are read. An end of stdin is the end of the program.
import {once} from 'node:events';
import {image} from './image.js';
import {pdf, templates} from './pdf.js';
import {png} from './png.js';

const limit = 32 * 1024 * 1024;
console.log = console.error; // whatever a library prints is no answer

const kinds = {image, png};
for (const name of templates) kinds[name] = (data) => pdf(name, data);

// How our tests see what becomes of a worker that goes wrong.
if (process.env.ESSPRATIQUES_TEST_KINDS) {
    kinds['test-hang'] = () => { for (;;); };
    kinds['test-crash'] = () => process.kill(process.pid, 'SIGKILL');
    kinds['test-bomb'] = () => { for (const held = []; ; ) held.push(Buffer.alloc(1 << 20, 1)); };
    const kept = [];
    kinds['test-keep'] = async () => {
        kept.push(Buffer.alloc(100 << 20, 1));
        await new Promise((resolve) => { setTimeout(resolve, 200); });
        return {type: 'text/plain', bytes: Buffer.from(`${kept.length}`)};
    };
    kinds['test-echo'] = (data) => ({type: 'text/plain', bytes: Buffer.from(data.text)});
}

async function made({id, kind, data}) {
    if (!Object.hasOwn(kinds, kind)) throw new Error(`no report is called ${kind}`);
    const {type, bytes} = await kinds[kind](data);
    return {header: {id, ok: true, type}, bytes};
}

function failed(id, error) {
    return {header: {id, ok: false, error: String(error?.message ?? error).slice(0, 2000)}, bytes: Buffer.alloc(0)};
}

async function answer(text) {
    let request = {id: null};
    try {
        request = JSON.parse(text);
        return await made(request);
    } catch (error) {
        return failed(request.id, error);
    }
}

async function send({header, bytes}) {
    for (const part of [Buffer.from(JSON.stringify(header)), bytes]) {
        const size = Buffer.alloc(4);
        size.writeUInt32BE(part.length);
        process.stdout.write(size);
        if (!process.stdout.write(part)) await once(process.stdout, 'drain');
    }
}

await send({header: {id: 'ready', ok: true, type: ''}, bytes: Buffer.alloc(0)});

let received = Buffer.alloc(0);
for await (const part of process.stdin) {
    received = received.length ? Buffer.concat([received, part]) : part;
    while (received.length >= 4) {
        const size = received.readUInt32BE(0);
        if (size > limit) throw new Error('a request is too long');
        if (received.length < 4 + size) break;
        const text = received.toString('utf8', 4, 4 + size);
        received = received.subarray(4 + size);
        await send(await answer(text));
    }
}
