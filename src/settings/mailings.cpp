#include "settings/mailings.h"

#include "accounts/mailings.h"
#include "layout/frame.h"

namespace settings {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::Mailing, accounts::Right, accounts::Subscription;
using html::Html, html::Language;
using web::Response;

std::string subject_of(Language const& t, Mailing mailing) {
    switch (mailing) {
        case Mailing::mention: return t.text("Les messages qui partent quand on vous appelle dans un commentaire");
        case Mailing::document: return t.text("Les messages sur les documents qui arrivent à échéance");
    }
    return {};
}

Html one_button(Caller const& caller, Url const& save_at, std::string_view label) {
    auto const& t = caller.t;
    auto const button = t.html(R"(<button class="button" type="submit">{}</button>)", label);
    return html::button_form(t, save_at, caller.form_key, button);
}

// In the language of the mail, which leads here: whoever reads it need not be signed in.
Response mailing_page(
    Caller const& visitor, storage::Reader const& db, Subscription const& subscription, std::string const& token) {
    auto const& t = visitor.desk.language(subscription.user.language);
    Caller const caller{visitor.desk, visitor.request, t, visitor.form_key, visitor.now, visitor.signed_in};
    auto const stop_at = Url::page({"preferences", std::string_view{token}});
    auto const resume_at = Url::page({"preferences", std::string_view{token}, "reprise"});
    auto const is_stopped = accounts::is_stopped(db, subscription.user.id, subscription.mailing);
    auto const lead = is_stopped ? t.text("Ils ne partent plus vers vous. Vous changerez d'avis ici, ou dans votre compte.")
                                 : t.text("Vous pouvez les arrêter sans vous connecter. Vos autres messages n'en changent pas.");
    return layout::unreferred(
        layout::bare_page(caller, {.section = t.text("Messages"),
                                      .heading = subject_of(t, subscription.mailing),
                                      .lead = lead,
                                      .content = is_stopped ? one_button(caller, resume_at, t.text("Les recevoir de nouveau"))
                                                            : one_button(caller, stop_at, t.text("Ne plus les recevoir")),
                                      .width = layout::Width::narrow}));
}

template <typename Context>
Subscription require_subscription(Context const& context, std::string const& token) {
    return web::require(accounts::find_subscription(context.db, context.desk.settings.secret, token));
}

Response show_mailing(Guest& guest, std::string token) {
    return mailing_page(guest, guest.db, require_subscription(guest, token), token);
}

void note(GuestChange& change, Subscription const& subscription, std::string_view verb) {
    audit::Trail{change.db, audit::instance_chain, subscription.user.id.text(), change.now, change.desk.chance, &change.acts}.add(
        verb, to_text(subscription.mailing));
}

// Answered by the page itself: mail programs that post here follow no redirection (RFC 8058).
Response save_stop(GuestChange& change, std::string token) {
    auto const subscription = require_subscription(change, token);
    if (accounts::stop(change.db, subscription.user.id, subscription.mailing, change.now))
        note(change, subscription, "stop_mails");
    return mailing_page(change, change.db, subscription, token);
}

Response save_resumption(GuestChange& change, std::string token) {
    auto const subscription = require_subscription(change, token);
    if (accounts::resume(change.db, subscription.user.id, subscription.mailing)) note(change, subscription, "resume_mails");
    return layout::unreferred(web::see_other(Url::page({"preferences", std::string_view{token}})));
}

} // namespace

void add_mailing_routes(accounts::Router& router) {
    router.get("/preferences/{}", Right::anyone, show_mailing);
    router.post_without_key("/preferences/{}", save_stop);
    router.post("/preferences/{}/reprise", Right::anyone, save_resumption);
}

} // namespace settings
