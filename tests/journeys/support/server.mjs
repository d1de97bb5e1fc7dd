// The built program on a free port of this machine, with data of its own that end with it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.PROGRAM ?? new URL('../../../build/test/esspratiques', import.meta.url).pathname;
const patience = 15_000;

/** No name, no address and no common word: the program refuses passwords that are easy to guess. */
export const password = 'quatre chaises dans un verger';

export class Server {
    static async start() {
        const server = new Server(mkdtempSync(join(tmpdir(), 'journey-')), await free_port());
        await server.start();
        return server;
    }

    constructor(folder, port) {
        this.folder = folder;
        this.port = port;
        this.origin = `http://127.0.0.1:${port}`;
        this.running = null;
    }

    async start() {
        const listen = ['--listen', `127.0.0.1:${this.port}`, '--data', this.folder, '--log', this.log];
        this.running = spawn(program, ['serve', ...listen], { stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        this.running.stderr.on('data', text => (said += text));
        const end = Date.now() + patience;
        while (!(await this.answers())) {
            if (this.running.exitCode !== null || Date.now() > end) throw new Error(`the server does not start: ${said}`);
            await pause(50);
        }
    }

    get log() {
        return join(this.folder, 'server.log');
    }

    async answers() {
        return fetch(`${this.origin}/healthz`).then(response => response.ok, () => false);
    }

    /** As a power cut does. */
    kill() {
        return this.#end('SIGKILL');
    }

    async remove() {
        if (this.running) await this.#end('SIGTERM');
        rmSync(this.folder, { recursive: true, force: true });
    }

    async #end(signal) {
        const { running } = this;
        this.running = null;
        const is_over = new Promise(resolve => running.once('exit', resolve));
        running.kill(signal);
        await Promise.race([is_over, pause(patience).then(() => running.kill('SIGKILL'))]);
    }

    /** Adds a person who pilots a structure of theirs; answers its id. */
    add_owner({ email, name, structure, referentiel = 'ess-simplifie' }) {
        const words = ['user', 'create', '--email', email, '--name', name, '--password-stdin', '--organisation', structure,
            '--referentiel', referentiel, '--data', this.folder];
        const said = execFileSync(program, words, { input: password, encoding: 'utf8' });
        return said.match(/^Structure : (\S+)$/m)[1];
    }

    /** Brings in the structures of the demonstration; answers the password of each of its people, by address. */
    add_demonstration() {
        const said = execFileSync(program, ['demo', '--data', this.folder], { encoding: 'utf8' });
        return Object.fromEntries([...said.matchAll(/^(\S+@\S+)\s+(\S+)/gm)].map(([, email, secret]) => [email, secret]));
    }

    faults() {
        return readFileSync(this.log, 'utf8').split('\n').filter(line => /"event":"fault"|"status":5\d\d/.test(line));
    }
}

export function pause(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function free_port() {
    return new Promise((resolve, reject) => {
        const probe = createServer().once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}
