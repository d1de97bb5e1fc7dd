import {createRequire} from 'node:module';
import {drawing} from './drawing.js';
import {files} from './fonts.js';

const {Resvg} = createRequire(import.meta.url)('@resvg/resvg-js');

// data: {svg, width}; width in pixels, 1,600 when absent, 4,000 at most.
export function png(data) {
    const width = Math.min(Math.max(Math.trunc(data.width ?? 1600), 1), 4000);
    const image = new Resvg(drawing(data.svg), {
        fitTo: {mode: 'width', value: width},
        background: data.background ?? '#ffffff',
        font: {loadSystemFonts: false, fontFiles: files, defaultFontFamily: 'Atkinson Next', sansSerifFamily: 'Atkinson Next'},
    });
    if (image.width > 0 && (width * width * image.height) / image.width > 16_000_000) throw new Error('the drawing is too tall');
    return {type: 'image/png', bytes: image.render().asPng()};
}
