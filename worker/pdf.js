import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {drawing} from './drawing.js';
import {files, printable} from './fonts.js';

// Typst's compiler comes as one package per machine.
const {NodeCompiler} = createRequire(import.meta.url)(`@myriaddreamin/typst-ts-node-compiler-linux-${process.arch}-gnu`);

const folder = path.join(import.meta.dirname, 'templates');
const compiler = NodeCompiler.create({workspace: folder, fontArgs: [{fontBlobs: files.map((file) => fs.readFileSync(file))}]});

export const templates = fs.readdirSync(folder).filter((name) => name.endsWith('.typ')).map((name) => name.slice(0, -4));

// What people wrote reaches the template as the strings of one JSON file, never as markup.
export function pdf(template, data) {
    pictures = 0;
    compiler.mapShadow(path.join(folder, 'data.json'), Buffer.from(JSON.stringify(prepared(data))));
    try {
        const bytes = compiler.pdf({mainFilePath: path.join(folder, `${template}.typ`)}, {pdfStandard: 'ua-1'});
        return {type: 'application/pdf', bytes};
    } finally {
        compiler.evictCache(2);
    }
}

let pictures = 0;

// A picture is a file beside the template, which knows it by its name.
function laid_beside(base64) {
    if (!base64) return '';
    const name = `picture-${++pictures}.png`;
    compiler.mapShadow(path.join(folder, name), Buffer.from(base64, 'base64url'));
    return name;
}

function prepared(value, key = '') {
    if (typeof value === 'string' && key === 'png') return laid_beside(value);
    if (typeof value === 'string') return key === 'svg' ? (value ? drawing(printable(value)) : '') : printable(value);
    if (Array.isArray(value)) return value.map((item) => prepared(item));
    if (value && typeof value === 'object')
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, prepared(item, name)]));
    return value;
}
