#include "mail/words.h"

#include <initializer_list>

namespace mail {
namespace {

// Paragraphs with a blank line between them; a link is a paragraph of its own, so that every mail program finds its end.
std::string letter(html::Language const& t, Recipient const& to, std::initializer_list<std::string> paragraphs) {
    auto text = to.name.empty() ? t.text("Bonjour,") : t.text("Bonjour {},", {to.name});
    for (auto const& paragraph : paragraphs) text += "\n\n" + paragraph;
    return text + "\n\n" + t.text("Bien à vous,") + '\n' + t.text("L'équipe d'ESS Pratiques") + '\n';
}

std::string validity(html::Language const& t, Link const& link) {
    constexpr std::chrono::hours three_days{72};
    if (link.validity < three_days)
        return t.count(link.validity.count(), "Ce lien est valable {} heure.", "Ce lien est valable {} heures.");
    auto const days = std::chrono::floor<std::chrono::days>(link.validity).count();
    return t.count(days, "Ce lien est valable {} jour.", "Ce lien est valable {} jours.");
}

Mail account_mail(std::string_view kind, Recipient const& to, std::string subject, std::string text) {
    return {.to = to, .subject = std::move(subject), .text = std::move(text), .kind = std::string{kind}};
}

} // namespace

Mail confirmation(html::Language const& t, Recipient const& to, Link const& link) {
    return account_mail(confirmation_kind, to, t.text("Confirmez votre adresse de courriel"),
        letter(t, to,
            {t.text(
                 "Merci de votre inscription à ESS Pratiques. Pour ouvrir votre compte, confirmez que cette adresse est bien la "
                 "vôtre en suivant ce lien :"),
                link.address, validity(t, link),
                t.text("Vous n'avez rien demandé ? Ignorez ce message : aucun compte ne sera ouvert.")}));
}

Mail reset(html::Language const& t, Recipient const& to, Link const& link) {
    return account_mail(reset_kind, to, t.text("Choisissez un nouveau mot de passe"),
        letter(t, to,
            {t.text("Vous avez demandé à changer de mot de passe. Choisissez le nouveau en suivant ce lien :"), link.address,
                validity(t, link) + ' ' + t.text("Il ne sert qu'une fois."),
                t.text("Vous n'avez rien demandé ? Ignorez ce message : votre mot de passe actuel reste le bon.")}));
}

Mail invitation(html::Language const& t, Recipient const& to, Invited const& invited, Link const& link) {
    return account_mail(invitation_kind, to, t.text("{} vous invite à rejoindre {}", {invited.inviter, invited.organisation}),
        letter(t, to,
            {t.text("{} vous invite à rejoindre « {} » sur ESS Pratiques, où l'équipe fait le point sur ses pratiques et les "
                    "améliore, année après année.",
                 {invited.inviter, invited.organisation}),
                t.text("Rôle proposé : {}.", {invited.role}), t.text("Pour accepter ou refuser, suivez ce lien :"), link.address,
                validity(t, link),
                t.text("Vous ne connaissez pas cette personne ? Ignorez ce message : rien ne sera fait sans vous.")}));
}

Mail new_address(html::Language const& t, Recipient const& to, Link const& link) {
    return account_mail(account_kind, to, t.text("Confirmez votre nouvelle adresse"),
        letter(t, to,
            {t.text(
                 "Vous avez demandé que cette adresse devienne celle de votre compte ESS Pratiques. Pour la confirmer, suivez ce "
                 "lien :"),
                link.address, validity(t, link) + ' ' + t.text("Il ne sert qu'une fois."),
                t.text("Vous n'avez rien demandé ? Ignorez ce message : rien ne changera.")}));
}

Mail address_in_use(html::Language const& t, Recipient const& to) {
    return account_mail(account_kind, to, t.text("Votre adresse sert déjà à votre compte"),
        letter(t, to,
            {t.text(
                 "Quelqu'un a demandé que votre adresse devienne celle d'un autre compte ESS Pratiques. Ce n'est pas possible : "
                 "elle est déjà celle du vôtre, et rien n'a changé."),
                t.text("Si c'était vous, connectez-vous avec cette adresse ou choisissez-en une autre pour le second compte.")}));
}

Mail address_changed(html::Language const& t, Recipient const& to, std::string_view new_address, std::string_view help) {
    return account_mail(account_kind, to, t.text("L'adresse de votre compte a changé"),
        letter(t, to,
            {t.text("L'adresse de votre compte ESS Pratiques est désormais {}. Cette ancienne adresse ne sert plus à vous "
                    "connecter.",
                 {std::string{new_address}}),
                t.text("Ce changement ne vient pas de vous ? Écrivez-nous sans attendre :"), std::string{help}}));
}

namespace {

// With the blank before it.
std::string words_about(html::Language const& t, Keys keys) {
    switch (keys) {
        case Keys::none: return "";
        case Keys::kept:
            return ' ' + t.text(
                             "Les clés données à des programmes servent encore : supprimez dans « Mon compte » celles que vous "
                             "ne reconnaissez pas.");
        case Keys::removed:
            return ' ' + t.text("Les clés données à des programmes ne servent plus : créez-en d'autres dans « Mon compte ».");
    }
    return "";
}

} // namespace

Mail password_changed(html::Language const& t, Recipient const& to, std::string_view reset_page, Keys keys) {
    auto const what_changed =
        t.text("Le mot de passe de votre compte ESS Pratiques vient d'être changé. Vos autres appareils ont été déconnectés.");
    return account_mail(account_kind, to, t.text("Votre mot de passe a changé"),
        letter(t, to,
            {what_changed + words_about(t, keys),
                t.text("Ce changement ne vient pas de vous ? Choisissez tout de suite un nouveau mot de passe :"),
                std::string{reset_page}}));
}

Mail welcome(html::Language const& t, Recipient const& to, std::string_view organisation, std::string_view home) {
    return account_mail(account_kind, to, t.text("Bienvenue sur ESS Pratiques"),
        letter(t, to,
            {t.text("L'espace de « {} » est prêt. Commencez par l'autodiagnostic, un thème à la fois : chaque réponse est "
                    "enregistrée, vous reprendrez où vous en étiez.",
                 {std::string{organisation}}),
                t.text("Votre espace vous attend ici :"), std::string{home},
                t.text("Et parce qu'une démarche se mène mieux à plusieurs, invitez vos collègues depuis la page « Équipe ».")}));
}

Mail known_address(html::Language const& t, Recipient const& to, std::string_view sign_in_page, std::string_view reset_page) {
    return account_mail(account_kind, to, t.text("Vous avez déjà un compte"),
        letter(t, to,
            {t.text("Quelqu'un vient de s'inscrire à ESS Pratiques avec votre adresse, qui a déjà un compte. Si c'était vous, "
                    "connectez-vous : la page qui s'ouvre ajoute une structure à ce compte, sans autre inscription."),
                std::string{sign_in_page}, t.text("Mot de passe oublié ? Choisissez-en un nouveau :"), std::string{reset_page},
                t.text("Si ce n'était pas vous, ignorez ce message : rien n'a changé.")}));
}

} // namespace mail
