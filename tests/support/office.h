#pragma once

#include "accounts/members.h"
#include "accounts/reception.h"
#include "diagnostic/queries.h"
#include "support/database.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A whole program without its server: a database of its own, every route, and people with browsers. Time stands still until
// a test moves it.
namespace support {

// What came back to a browser.
struct Page {
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;

    bool shows(std::string_view text) const { return body.find(text) != std::string::npos; }
    // The same, typed with ordinary spaces and straight apostrophes.
    bool says(std::string_view text) const;
    std::string header(std::string_view name) const; // empty where there is none
    std::string location() const { return header("Location"); }
    std::string field(std::string_view name) const; // the value of the form's field of that name, unescaped
};

// Where its links lead, without what follows #.
std::vector<std::string> links_of(Page const&);

class Office;

// Keeps cookies, follows no redirect by itself, and sends the key of the last form it saw.
class Browser {
public:
    explicit Browser(Office& office, std::string address = "127.0.0.1") : office_{office}, address_{std::move(address)} {}

    using Fields = std::map<std::string, std::string>;

    Page get(std::string const& path);
    // Opens the page first where no key is known yet; give "csrf" to send another.
    Page post(std::string const& path, Fields fields = {});
    // As a browser sends a form with a file.
    struct File {
        std::string name;
        std::string bytes;
        std::string field = "file";
    };
    Page upload(std::string const& path, File const&, Fields fields = {});
    Page fetch_post(std::string const& path, Fields fields); // as a script does: Accept: application/json
    Page send(web::Request);

    // What forms carry back; of a page that is opened for it where none was seen since the cookies changed.
    std::string key();

    // As if a browser kept no more than this.
    std::map<std::string, std::string> cookies;
    std::vector<std::pair<std::string, std::string>> extra_headers;

private:
    Office& office_;
    std::string address_;
    std::string key_;
};

class Office {
public:
    explicit Office(storage::Engine engine = storage::Engine::sqlite);
    // With other référentiels than the program's; its structures use the first. The library outlives the office.
    Office(storage::Engine, referentiel::Library const&);
    ~Office();

    // A signed-in member of the first structure, Les Deux Rives, or of the other, La Passerelle.
    Browser signed_in(accounts::User const&);
    std::string key_of(accounts::User const&, accounts::Scope = accounts::Scope::write); // for programs
    Browser visitor() { return Browser{*this}; }

    accounts::User add_user(std::string const& given, std::string const& email);
    accounts::OrganisationId add_structure(std::string const& name, accounts::User const& owner);
    void add_member(accounts::OrganisationId const&, accounts::User const&, accounts::Role);

    // Answers sign-ups and forgotten passwords, as the thread of the program does.
    void run_errands();

    // The texts of the mails written so far, the oldest first, and the first address that the last of them leads to (its path).
    std::vector<std::string> mails();
    std::string last_link();

    // What every table holds, but those; its rows as lines, sorted.
    std::map<std::string, std::string> dump(std::set<std::string> const& but = {});

    std::vector<std::string> trail(accounts::OrganisationId const&);
    std::vector<diagnostic::SavedRating> ratings();

    void let_pass(std::chrono::milliseconds time) { now += time; }
    std::string structure_path(std::string_view rest = "") const;
    std::string cycle_path(std::string_view rest = "") const;
    storage::Database& db() { return *database_; }
    std::filesystem::path files_folder() const; // of documents, on SQLite
    Page receive(web::Request);                 // waits for the answer

    Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + std::chrono::hours{9}};
    support::Database database_;
    Chance chance;
    std::function<void(accounts::Visited const&)> log = [](auto const&) {};
    std::function<void(std::string_view reference, std::string_view what)> log_fault = [](auto, auto) {};

    referentiel::Library const& library;
    accounts::Passwords const& passwords;
    std::unique_ptr<accounts::Desk> desk;
    accounts::Router const& router;
    std::unique_ptr<accounts::Reception> reception;

    // The cast: Solène leads Les Deux Rives, Maud contributes, Idriss reads; Nadia leads La Passerelle.
    accounts::User solene, maud, idriss, nadia;
    accounts::OrganisationId deux_rives, passerelle;
};

// From as many threads, which start together; ends with the last of them.
void at_once(int times, std::function<void(int)> const& act);

inline constexpr std::string_view password = "quatre mots sans rapport";

} // namespace support
