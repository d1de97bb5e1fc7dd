// node build.mjs OUT: joins and minifies styles and scripts, names every file by a digest of its content, and writes beside
// each text a .br that the server sends as it is. manifest.txt tells which name stands for which file (src/core/asset.h).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import * as esbuild from 'esbuild';

// The order in which styles are joined. Every style is listed: one that is not is an error, not a page without it.
const styles = [
    'tokens', 'base', 'layout', 'shell', 'page-head', 'buttons', 'fields', 'choices', 'degrees', 'fold', 'menu', 'tiles', 'lines', 'signs', 'chapters',
    'criterion', 'registers', 'plan', 'radar', 'bars', 'stream', 'document', 'notices', 'summary', 'empty', 'dialog', 'practices', 'prose', 'public', 'workshop',
    'documents', 'filters', 'plan-views', 'timeline', 'icons', 'print',
];

const out = process.argv[2];
const here = new URL('./', import.meta.url);
const inputs = ['build.mjs', 'package-lock.json', 'favicon.svg', 'icons.svg', ...inside('css/'), ...inside('js/'), ...inside('fonts/')];
const stamp = out + '.inputs'; // beside the folder, whose files all become part of the program
const digest_of_inputs = digest(Buffer.concat(inputs.flatMap(name => [Buffer.from(name), read(name)])), 64);

if (!existsSync(out) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest_of_inputs) {
    rmSync(stamp, { force: true });
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    await write_assets();
    writeFileSync(stamp, digest_of_inputs);
}

async function write_assets() {
    const names = new Map();
    const write = (name, content) => {
        const named = name.replace(/(\.\w+)$/, `-${digest(content, 8)}$1`);
        writeFileSync(`${out}/${named}`, content);
        if (!name.endsWith('.woff2')) writeFileSync(`${out}/${named}.br`, compressed(content));
        names.set(name, named);
    };

    for (const name of inside('fonts/').filter(name => name.endsWith('.woff2'))) write(name.replace('fonts/', ''), read(name));
    for (const name of ['favicon.svg', 'icons.svg']) write(name, Buffer.from(read(name).toString().trim()));
    write('look.css', await style(names));
    write('app.js', await script());
    writeFileSync(`${out}/manifest.txt`, [...names].map(([name, named]) => `${name} ${named}\n`).sort().join(''));
}

async function style(names) {
    const unlisted = inside('css/').filter(name => !styles.includes(name.replace(/css\/|\.css/g, '')));
    if (unlisted.length) throw new Error(`not in the list of styles: ${unlisted}`);
    const joined = styles.map(name => read(`css/${name}.css`)).join('\n').replace(/url\("(?:fonts\/)?([^"]+)"\)/g, (_, file) => {
        if (!names.has(file)) throw new Error(`no such file: ${file}`);
        return `url("${names.get(file)}")`;
    });
    return Buffer.from((await esbuild.transform(joined, { loader: 'css', minify: true })).code.trim());
}

async function script() {
    const bundle = await esbuild.build({
        absWorkingDir: here.pathname, entryPoints: ['js/app.js'], bundle: true, minify: true, format: 'esm', target: 'es2022',
        charset: 'utf8', write: false,
    });
    return Buffer.from(bundle.outputFiles[0].contents);
}

function inside(folder) {
    return readdirSync(new URL(folder, here)).filter(name => !name.startsWith('.')).sort().map(name => folder + name);
}

function read(name) {
    return readFileSync(new URL(name, here));
}

function digest(content, length) {
    return createHash('sha256').update(content).digest('hex').slice(0, length);
}

function compressed(content) {
    return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
}
