import assert from 'node:assert/strict';
import { Card, open_longest_chapter } from '../support/chapter.mjs';
import { reach } from '../support/keyboard.mjs';

const email = 'yann.morvan@exemple.fr';

export default async function ({ server, arrive }) {
    const structure = server.add_owner({ email, name: 'Yann Morvan', structure: 'La Ressourcerie' });
    const yann = await arrive();
    const { keyboard } = yann.page;

    await yann.go('/connexion');
    await reach(yann, 'email');
    await keyboard.type(email);
    await reach(yann, 'password');
    await keyboard.type('quatre chaises dans un verger');
    await Promise.all([yann.page.waitForEvent('load'), keyboard.press('Enter')]);
    await open_longest_chapter(yann, structure);

    await keyboard.press('Tab');
    assert.equal(await yann.focused(), 'Aller au contenu');
    await keyboard.press('Enter');

    const cards = await Card.all(yann);
    for (const [index, card] of cards.entries()) {
        await reach(yann, stop => stop.name.startsWith('level-') && stop.card === index);
        await rate(yann, card, index === cards.length - 1);
        await card.is_saved();
    }
    await reach(yann, stop => stop.text.includes('Voir les résultats') || stop.is_pager);
    await yann.page.reload();
    assert.equal(await new Card(yann, 0).chosen(), '3');
    assert.equal(await new Card(yann, cards.length - 1).chosen(), 'N');
}

async function rate(person, card, is_last) {
    const { keyboard } = person.page;
    if (is_last) {
        await keyboard.press('n');
        assert.equal(await card.chosen(), 'N');
        await reach(person, stop => stop.name.startsWith('reason-'));
        await keyboard.type('Nous ne sommes pas concernés, 1 à 5 ni N.');
        return;
    }
    await keyboard.press('5');
    assert.equal(await card.chosen(), '5');
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    assert.equal(await card.chosen(), '3');
}
