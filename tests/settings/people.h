#pragma once

#include "settings/invitation.h"
#include "support/office.h"

#include <string>
#include <thread>
#include <vector>

// What the tests of this folder ask of an office besides.
namespace support {

inline accounts::Member member(Office& office, accounts::OrganisationId const& organisation, accounts::User const& user) {
    return office.db().found([&](storage::Reader const& db) { return accounts::find_member(db, organisation, user).value(); });
}

inline std::optional<accounts::Role> role_of(Office& office, accounts::User const& user) {
    auto const found =
        office.db().found([&](storage::Reader const& db) { return accounts::find_member(db, office.deux_rives, user); });
    if (!found) return std::nullopt;
    return found->role;
}

inline std::string path_of(Office& office, accounts::User const& user, std::string_view rest = "") {
    return office.structure_path("/equipe/") + std::string{member(office, office.deux_rives, user).id.text()} + std::string{rest};
}

inline std::vector<settings::Invitation> invitations(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return settings::invitations(db, office.deux_rives); });
}

// Gives the link of the mail.
inline std::string invite(Office& office, std::string const& email, std::string const& role = "contributor") {
    auto solene = office.signed_in(office.solene);
    auto const page = solene.get(office.structure_path("/equipe"));
    office.let_pass(std::chrono::seconds{1});
    solene.post(office.structure_path("/equipe/invitations"), {{"id", page.field("id")}, {"email", email}, {"role", role}});
    return office.last_link();
}

// The same form from many at once; the statuses of the answers.
inline std::vector<int> post_at_once(
    std::vector<Browser> browsers, std::vector<std::string> const& paths, Browser::Fields const& fields) {
    std::vector<int> statuses(browsers.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < browsers.size(); ++i)
        threads.emplace_back([&, i] { statuses[i] = browsers[i].post(paths[i % paths.size()], fields).status; });
    for (auto& thread : threads) thread.join();
    return statuses;
}

} // namespace support
