// What a report says, as a reader of PDF finds it.
import { execFileSync } from 'node:child_process';
import { tidy } from './person.mjs';

export function text_of_pdf(path) {
    return tidy(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }));
}
