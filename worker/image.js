// An image that somebody sent is drawn anew: upright, in common colours, without what stood beside it (where it was taken, with
// what, a program hidden behind it). Files are ours, under names of ours; only their paths come here.
import {access, constants} from 'node:fs/promises';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const most_pixels = 40_000_000;
const logo_side = 512;

const written = {
    'image/png': (image) => image.png({compressionLevel: 8}),
    'image/jpeg': (image) => image.jpeg({quality: 88}),
    'image/webp': (image) => image.webp({quality: 88}),
    'image/gif': (image) => image.gif(),
};

// Read when the first image comes, for few of our lives see one.
let sharp;
function library() {
    if (sharp) return sharp;
    sharp = require('sharp');
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
}

// What the image is at fault for is told by its first word; anything else is our own.
function reason(error) {
    const text = String(error.message);
    if (/exceeds pixel limit/.test(text)) return new Error(`too many pixels: ${text}`);
    if (/write error|for write|No space left/.test(text)) return error;
    return new Error(`damaged: ${text}`);
}

// data: {from, to, type, shape: 'as-it-was' | 'logo'}
export async function image(data) {
    if (!Object.hasOwn(written, data.type)) throw new Error('damaged: no kind of image that we draw');
    const moves = data.shape !== 'logo' && (data.type === 'image/gif' || data.type === 'image/webp');
    const draw = library();
    await access(data.from, constants.R_OK);
    await access(data.to, constants.W_OK);
    try {
        const {width, height} = await draw(data.from, {animated: moves}).metadata(); // of an animation, its images one below the other
        if (width * height > most_pixels) throw new Error('exceeds pixel limit');
        const drawn = draw(data.from, {limitInputPixels: most_pixels, failOn: 'warning', animated: moves}).autoOrient();
        const shaped = data.shape === 'logo'
            ? written['image/png'](drawn.resize(logo_side, logo_side, {fit: 'inside', withoutEnlargement: true}))
            : written[data.type](drawn);
        await shaped.toFile(data.to);
    } catch (error) {
        throw reason(error);
    }
    return {type: 'text/plain', bytes: Buffer.alloc(0)};
}
