// How a team comes together.
import { link_in_mail } from './mailbox.mjs';
import { password } from './server.mjs';

/** One person invites another, who follows the mail, joins, and is then at the home of the structure. */
export async function invite(owner, newcomer, structure, { email, given, family, role }) {
    await owner.go(`/structures/${structure}/equipe`);
    await owner.fill({ 'Adresse électronique': email });
    await owner.page.locator('select[name=role]').selectOption({ label: role });
    await owner.press('Envoyer l’invitation');
    await owner.sees('L’invitation est partie.');

    await newcomer.go(await link_in_mail(newcomer, email, 'vous invite'));
    await newcomer.fill({ 'Prénom': given, 'Nom': family, 'Mot de passe': password });
    await newcomer.press('Créer mon compte et rejoindre');
}
