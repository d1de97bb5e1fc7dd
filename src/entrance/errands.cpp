#include "entrance/errands.h"

#include "accounts/attempts.h"
#include "accounts/members.h"
#include "entrance/queries.h"
#include "entrance/views.h"
#include "mail/words.h"

namespace entrance {
namespace {

using accounts::Desk;

mail::Recipient recipient_of(std::string const& email, std::string const& given, std::string const& family) {
    return {email, given + " " + family};
}

// Whoever asks, an address is not written to without end.
bool may_write_to(storage::Writer& db, std::string const& email, Instant now) {
    auto const bucket = "mail " + email;
    if (accounts::seconds_to_wait(db, bucket, accounts::mails_by_account, now) > 0) return false;
    accounts::count_attempt(db, bucket, accounts::mails_by_account, now);
    return true;
}

void answer_signup(Desk const& desk, storage::Writer& db, KeptSignup const& kept, Instant now) {
    auto const& t = desk.language(kept.language);
    if (auto const user = accounts::find_user(db, kept.signup.email)) {
        if (!remove_signup(db, kept.id) || !may_write_to(db, user->email, now)) return;
        auto const letter = mail::known_address(desk.language(user->language), {user->email, user->name()},
            desk.settings.address(Url::page({"connexion"}).with("retour", new_structure_url().text())),
            desk.settings.address(Url::page({"mot-de-passe"})));
        return mail::post(db, letter, now, desk.chance);
    }
    if (accounts::is_taken(db, kept.signup.email)) return void(remove_signup(db, kept.id)); // its account is closed

    auto const token = new_token(desk.chance);
    if (!save_signup_token(db, kept.id, token)) return;
    if (!may_write_to(db, kept.signup.email, now)) return void(remove_signup(db, kept.id));
    auto const recipient = recipient_of(kept.signup.email, kept.signup.given, kept.signup.family);
    auto const link = desk.settings.address(Url::page({"confirmation", std::string_view{token}}));
    mail::post(db, mail::confirmation(t, recipient, {link, confirmation_validity}), now, desk.chance);
}

void answer_reset(Desk const& desk, storage::Writer& db, ResetRequest const& request, Instant now) {
    if (!remove_reset_request(db, request.id)) return;
    auto const user = accounts::find_user(db, request.email);
    if (!user || !may_write_to(db, user->email, now)) return;

    auto const token = add_reset_token(db, *user, now, desk.chance);
    auto const link = desk.settings.address(Url::page({"mot-de-passe", std::string_view{token}}));
    mail::post(
        db, mail::reset(desk.language(user->language), {user->email, user->name()}, {link, reset_validity}), now, desk.chance);
}

} // namespace

void run_errands(Desk const& desk) {
    auto const now = desk.clock();
    auto waits = true;
    while (waits) // a hundred at a time, so that nobody waits long behind them
        desk.db.write([&](storage::Writer& db) {
            auto const signups = signups_to_answer(db);
            auto const requests = reset_requests(db);
            for (auto const& kept : signups) answer_signup(desk, db, kept, now);
            for (auto const& request : requests) answer_reset(desk, db, request, now);
            waits = !signups.empty() || !requests.empty();
        });
    desk.bells.mail_posted();
}

} // namespace entrance
