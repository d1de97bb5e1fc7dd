#include "site/mailbox.h"

#include "layout/frame.h"
#include "layout/parts.h"
#include "mail/mailbox.h"
#include "mail/views.h"

namespace site {
namespace {

using accounts::Caller, accounts::Guest, accounts::Right;
using web::Response, web::require;

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

// Whoever else asks does not learn that it exists: its letters open accounts. A proxy that is not trusted stands at this
// machine too, but says for whom it asks.
void require_own_machine(Caller const& caller) {
    auto const is_near =
        is_loopback(caller.request.address) && !caller.request.header("x-forwarded-for") && !caller.request.header("forwarded");
    if (!caller.desk.settings.shows_mailbox || !is_near) throw web::Refused{404};
}

Response mailbox_sheet(Caller const& caller, std::string title, html::Html const& content) {
    return layout::site_page(caller, "",
        {.title = std::move(title),
            .section = caller.t.text("Boîte des messages"),
            .content = caller.t.html(R"(
<div class="wrap page-body stack mailbox">{}
</div>)",
                content),
            .width = layout::Width::free});
}

Response show_mailbox(Guest& guest) {
    require_own_machine(guest);
    auto const& t = guest.t;
    auto const letters = mail::letters(guest.db, mail::MailId::parse(guest.request.parameters().line("avant")));
    auto const more = html::when(
        letters.more.has_value(), [&] { return layout::see_more(t, Url::page({"boite-mails"}).with("avant", *letters.more)); });
    return mailbox_sheet(guest, t.text("Tous les messages"), mail::mailbox_page(t, guest.desk.zone, letters.shown, more));
}

Response show_letter(Guest& guest, mail::MailId id) {
    require_own_machine(guest);
    auto const letter = require(mail::find_letter(guest.db, id));
    return mailbox_sheet(guest, letter.mail.subject, mail::letter_page(guest.t, guest.desk.zone, letter));
}

} // namespace

void add_mailbox_routes(accounts::Router& router) {
    router.get("/boite-mails", Right::anyone, show_mailbox);
    router.get("/boite-mails/{}", Right::anyone, show_letter);
}

} // namespace site
