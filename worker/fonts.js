import fs from 'node:fs';
import path from 'node:path';

// The fonts that stand beside this program, the only ones a report uses: ours first, then those of other scripts.
const folder = path.join(import.meta.dirname, 'fonts');

export const files = fs.readdirSync(folder).filter((name) => name.endsWith('.ttf')).map((name) => path.join(folder, name));

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/u;
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

// A PDF for all readers may not hold a character without a drawing: what no font draws is printed as this.
const substitute = '\u25a1';
const covered = new Set(files.flatMap((file) => characters(fs.readFileSync(file))));
for (const code of covered) if (control.test(String.fromCodePoint(code))) covered.delete(code);

export function printable(text) {
    for (const character of text) if (!is_printable(character)) return Array.from(text, replaced).join('');
    return text;
}

function is_printable(character) {
    return character === '\n' || character === '\t' || covered.has(character.codePointAt(0));
}

function replaced(character) {
    if (is_printable(character)) return character;
    return control.test(character) || invisible.test(character) ? '' : substitute;
}

// Every character that a TrueType file draws, from formats 4 and 12 of its cmap table.
function characters(font) {
    const found = [];
    const start = table(font, 'cmap');
    for (let i = 0; i < font.readUInt16BE(start + 2); i++) {
        const part = start + font.readUInt32BE(start + 8 + i * 8);
        const format = font.readUInt16BE(part);
        if (format === 4) short_ranges(font, part, found);
        if (format === 12) long_ranges(font, part, found);
    }
    return found;
}

function table(font, wanted) {
    for (let i = 0; i < font.readUInt16BE(4); i++) {
        const entry = 12 + i * 16;
        if (font.toString('latin1', entry, entry + 4) === wanted) return font.readUInt32BE(entry + 8);
    }
    throw new Error(`a font has no table ${wanted}`);
}

function short_ranges(font, part, found) {
    const twice = font.readUInt16BE(part + 6);
    for (let i = 0; i < twice; i += 2) {
        const last = font.readUInt16BE(part + 14 + i);
        const first = font.readUInt16BE(part + 16 + twice + i);
        const delta = font.readUInt16BE(part + 16 + 2 * twice + i);
        const at = part + 16 + 3 * twice + i;
        const offset = font.readUInt16BE(at);
        for (let code = first; code <= last && code < 0xffff; code++) {
            const glyph = offset ? font.readUInt16BE(at + offset + 2 * (code - first)) : (code + delta) & 0xffff;
            if (glyph) found.push(code);
        }
    }
}

function long_ranges(font, part, found) {
    for (let i = 0; i < font.readUInt32BE(part + 12); i++) {
        const group = part + 16 + i * 12;
        for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code++) found.push(code);
    }
}
