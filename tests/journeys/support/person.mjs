// Somebody in front of a browser of their own: what they do, what they see, and what went wrong behind their back.
import assert from 'node:assert/strict';
import { at_home } from './browser.mjs';
import { password } from './server.mjs';

const patience = 10_000;

// Answers that a journey asks for are no faults of the page; browsers report them all the same.
const asked_for = /Failed to load resource: the server responded with a status of (401|403|409|422)/;

export class Person {
    static async arrive(browser, server, options = {}) {
        const context = await browser.newContext({ ...at_home, ...options });
        context.setDefaultTimeout(patience);
        const person = new Person(context, server);
        await context.addInitScript(watch_policy);
        context.on('page', page => person.watch(page));
        person.page = await context.newPage();
        return person;
    }

    constructor(context, server) {
        this.context = context;
        this.server = server;
        this.faults = [];
        this.accepted = [];
        this.statuses = new WeakMap();
    }

    /** The same person looking at another page. */
    in_tab(page) {
        const tab = Object.create(this);
        tab.page = page;
        return tab;
    }

    async in_new_tab() {
        return this.in_tab(await this.context.newPage());
    }

    /** Looks at this page again after another one; a browser without windows does not say so by itself. */
    async comes_back() {
        await this.page.bringToFront();
        await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    }

    /** The server is to fail in this journey: what the browser says of it is no surprise. */
    accepts(...expressions) {
        this.accepted.push(...expressions);
    }

    async go(path) {
        const response = await this.page.goto(path.startsWith('http') ? path : this.server.origin + path);
        return response?.status() ?? 0;
    }

    get path() {
        return new URL(this.page.url()).pathname;
    }

    async sign_in(email, secret = password) {
        if (this.path !== '/connexion') await this.go('/connexion');
        await this.fill({ 'Adresse électronique': email, 'Mot de passe': secret });
        await this.press('Se connecter');
    }

    async fill(values) {
        for (const [label, value] of Object.entries(values)) await this.page.getByLabel(label, { exact: true }).fill(value);
    }

    async choose(values) {
        for (const [label, option] of Object.entries(values)) await this.page.getByLabel(label).selectOption({ label: option });
    }

    /** Presses a button that leads to another page; `press('Enregistrer', {stays: true})` where it does not. */
    press(name, { stays = false } = {}) {
        return this.click(this.page.getByRole('button', { name }).first(), stays);
    }

    follow(name) {
        return this.click(this.page.getByRole('link', { name }).first(), false);
    }

    /** Follows the first link within a part of the page. */
    follow_in(part) {
        return this.click(part.getByRole('link').first(), false);
    }

    async click(control, stays) {
        if (stays) return control.click();
        await Promise.all([this.page.waitForEvent('load'), control.click()]);
    }

    /** The status of the page that is open. */
    get status() {
        return this.statuses.get(this.page);
    }

    async sees(...texts) {
        for (const text of texts) await this.page.getByText(text).filter({ visible: true }).first().waitFor();
    }

    async sees_not(text) {
        await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' });
    }

    async heading() {
        return tidy(await this.page.locator('h1').innerText());
    }

    async reads(selector) {
        return tidy(await this.page.locator(selector).first().innerText());
    }

    async focused() {
        return this.page.evaluate(() => {
            const element = document.activeElement;
            return element && element !== document.body ? element.id || element.textContent.trim() || element.tagName : '';
        });
    }

    async leave() {
        const left = this.context.pages();
        for (const page of left) this.faults.push(...(await page.evaluate(() => window.refused ?? []).catch(() => [])));
        await this.context.close();
        const unexpected = this.faults.filter(fault => !asked_for.test(fault) && !this.accepted.some(one => one.test(fault)));
        assert.deepEqual(unexpected, [], 'what the browser complains of');
    }

    watch(page) {
        const note = (what, text) => this.faults.push(`${what}: ${String(text).slice(0, 300)}`);
        page.on('console', message => ['error', 'warning'].includes(message.type()) && note('console', message.text()));
        page.on('pageerror', error => note('script', error));
        page.on('dialog', dialog => dialog.accept().catch(() => {}));
        page.on('response', response => {
            if (response.request().isNavigationRequest()) this.statuses.set(page, response.status());
        });
        page.on('request', request => {
            if (!request.url().startsWith(this.server.origin) && !/^(data|blob|about|chrome-error):/.test(request.url())) {
                note('another site is asked', request.url());
            }
        });
    }
}

/** « Exemple » and « Exemple » with no-break spaces are the same words. */
export function tidy(text) {
    return text.replace(/\s+/g, ' ').trim();
}

function watch_policy() {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', event => {
        window.refused.push(`policy: ${event.effectiveDirective} ${event.blockedURI || 'inline'}`);
    });
}
