// Debian's Chromium, set to ask nothing of anybody but the program.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const quiet = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking', '--disable-sync',
    '--disable-component-update', '--no-default-browser-check', '--no-first-run', '--font-render-hinting=none'];

export function open_browser() {
    const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
    const executablePath = places.find(place => place && existsSync(place));
    if (!executablePath) throw new Error('Chromium est absent : bin/setup test l’installe, ou CHROMIUM dit où il est.');
    return chromium.launch({ executablePath, args: quiet });
}

export const at_home = { locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };
