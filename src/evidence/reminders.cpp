#include "evidence/reminders.h"

#include "accounts/mailings.h"
#include "accounts/members.h"
#include "evidence/addresses.h"
#include "evidence/queries.h"
#include "mail/outbox.h"

#include <algorithm>
#include <span>

namespace evidence {
namespace {

using accounts::Desk;

constexpr int morning = 7; // o'clock
constexpr std::string_view mail_kind = "document";

std::string line_of(Desk const& desk, html::Language const& t, Ending const& ending, Date today) {
    auto const words =
        ending.expires < today    ? t.text("« {} » n'est plus valable depuis le {}", {ending.title, t.date(ending.expires)})
        : ending.expires == today ? t.text("« {} » est valable jusqu'à aujourd'hui, {}", {ending.title, t.date(today)})
                                  : t.text("« {} » est valable jusqu'au {}", {ending.title, t.date(ending.expires)});
    return words + "\n" + desk.settings.address(document_url(ending.organisation, ending.id)) + "\n";
}

mail::Mail letter(Desk const& desk, accounts::Member const& owner, std::span<Ending const> endings, Date today) {
    auto const& t = desk.language(owner.user.language);
    std::string lines;
    for (auto const& ending : endings) lines += "\n" + line_of(desk, t, ending, today);
    auto const count = static_cast<std::int64_t>(endings.size());
    mail::Mail const mail{.to = {owner.user.email, owner.user.name()},
        .subject = t.count(count, "{} document à renouveler", "{} documents à renouveler"),
        .text = t.text("Bonjour {},", {owner.user.given}) + "\n\n" +
                t.text("Dans les documents de {} :", {owner.organisation_name}) + "\n" + lines + "\n" +
                t.text("Déposez-y la nouvelle version, ou changez la date : tout ce qui l'utilise suivra.") + "\n",
        .kind = std::string{mail_kind},
        .organisation = std::string{owner.organisation.text()}};
    return stoppable(mail, desk, owner.user, accounts::Mailing::document);
}

// Of one structure.
void tell(Desk const& desk, storage::Writer& db, std::span<Ending const> endings, Date today, Instant now) {
    auto const& organisation = endings.front().organisation;
    auto const stopped = accounts::who_stopped(db, organisation, accounts::Mailing::document);
    for (auto const& member : accounts::members(db, organisation)) {
        if (member.role != accounts::Role::owner || stopped.contains(member.user.id)) continue;
        mail::post(db, letter(desk, member, endings, today), now, desk.chance);
    }
    for (auto const& ending : endings) note_told(db, ending, today);
}

} // namespace

void remind(Desk const& desk) {
    auto const now = desk.clock();
    auto const today = desk.zone.day(now);
    if (desk.zone.local(now).hour < morning) return;
    if (desk.db.found([&](storage::Reader const& db) { return endings_to_tell(db, today).empty(); })) return;
    desk.db.write([&](storage::Writer& db) {
        auto const all = endings_to_tell(db, today); // again, for another node may have told them
        for (auto at = all.begin(); at != all.end();) {
            auto const end = std::find_if(at, all.end(), [&](Ending const& one) { return one.organisation != at->organisation; });
            tell(desk, db, {at, end}, today, now);
            at = end;
        }
    });
    desk.bells.mail_posted();
}

} // namespace evidence
