// Without a mail server the program shows on this machine what it would have sent.
import { pause } from './server.mjs';

/** Opens the newest mail to that address whose subject holds these words, and answers the link in it. */
export async function link_in_mail(person, address, words) {
    const letters = person.page.locator('tbody tr').filter({ hasText: address }).filter({ hasText: words });
    for (let tries = 0; tries < 50; tries++) {
        await person.go('/boite-mails');
        if (await letters.count()) break;
        await pause(200);
    }
    await person.follow_in(letters.first());
    return person.page.locator('main a[rel=noreferrer]').first().getAttribute('href');
}
