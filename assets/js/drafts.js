// What could not be saved waits on this computer, under the name of its user and the address it goes to.
const prefix = 'draft:';

/** What was typed, and the revision and fingerprint it was written upon. @typedef {Record<string, string>} Draft */

/**
 * @param {string} user
 * @param {string} address
 * @param {string} part
 */
function key(user, address, part) {
    return `${prefix}${user}:${address}:${part}`;
}

/** A browser may refuse to keep anything: then there is no draft, and saving goes on. */
export class Drafts {
    /**
     * @param {string} user
     * @param {string} address
     */
    constructor(user, address) {
        this.user = user;
        this.address = address;
    }

    /**
     * @param {string} part
     * @param {Draft} draft
     */
    keep(part, draft) {
        try {
            localStorage.setItem(key(this.user, this.address, part), JSON.stringify(draft));
            return true;
        } catch {
            return false;
        }
    }

    /**
     * @param {string} part
     * @returns {Draft | null}
     */
    find(part) {
        try {
            return JSON.parse(localStorage.getItem(key(this.user, this.address, part)) ?? 'null');
        } catch {
            return null;
        }
    }

    /** @param {string} part */
    drop(part) {
        try {
            localStorage.removeItem(key(this.user, this.address, part));
        } catch {
            // nothing was kept
        }
    }
}

/**
 * Signing out leaves no draft behind for who uses this computer next.
 * @param {HTMLElement} form
 */
export function start_sign_out(form) {
    form.addEventListener('submit', () => {
        try {
            Object.keys(localStorage).filter(name => name.startsWith(prefix)).forEach(name => localStorage.removeItem(name));
        } catch {
            // nothing was kept
        }
    });
}
