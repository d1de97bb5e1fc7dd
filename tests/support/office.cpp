#include "support/office.h"

#include "support/pilot.h"

#include "accounts/session.h"
#include "app/answers.h"
#include "app/program.h"
#include "app/slots.h"
#include "audit/trail.h"
#include "core/url.h"
#include "entrance/errands.h"
#include "html/catalogue.h"
#include "web/paths.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <latch>
#include <stdexcept>
#include <thread>

namespace support {
namespace {

std::string unescaped(std::string text) {
    for (auto const& [name, sign] : std::vector<std::pair<std::string, std::string>>{
             {"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})
        for (auto at = text.find(name); at != text.npos; at = text.find(name, at + sign.size()))
            text.replace(at, name.size(), sign);
    return text;
}

std::string encoded(std::string_view text) {
    auto const path = std::string{Url::page({}).with("x", text).text()};
    return path.substr(path.find('=') + 1);
}

// What no office changes, made once for all of them.
struct Shared {
    referentiel::Library library{pilot_library()};
    accounts::Passwords passwords{accounts::Passwords::Cost::testing};
    accounts::Router router = app::routes();
    html::Language french = html::french(), english = html::english();
    std::string hash = passwords.hash(password);
};

Shared const& shared() {
    static Shared const all;
    return all;
}

std::string line_of(storage::Row& row) {
    std::string line;
    while (!row.is_read()) {
        auto const value = row.next<storage::Value>().content;
        if (auto const* text = std::get_if<std::string>(&value)) line += *text;
        if (auto const* number = std::get_if<std::int64_t>(&value)) line += std::to_string(*number);
        line += " | ";
    }
    return line;
}

// Unpredictable, but ids of the same instant sort as they were made.
Chance orderly() {
    return [count = std::make_shared<std::atomic<std::uint32_t>>()](std::span<std::byte> bytes) {
        system_chance()(bytes);
        if (bytes.size() != 16) return; // no id
        auto const next = ++*count;
        // The signs of an id that come after its instant, but for its version and variant.
        bytes[6] = static_cast<std::byte>(next >> 18 & 0x0f);
        bytes[7] = static_cast<std::byte>(next >> 10 & 0xff);
        bytes[8] = static_cast<std::byte>(next >> 4 & 0x3f);
        bytes[9] = static_cast<std::byte>((next & 0x0f) << 4);
    };
}

} // namespace

std::string Page::header(std::string_view name) const {
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return {};
}

bool Page::says(std::string_view text) const {
    auto plain = body;
    for (auto const& [printed, typed] :
        std::vector<std::pair<std::string, std::string>>{{"\u00a0", " "}, {"\u202f", " "}, {"&nbsp;", " "}, {"\u2019", "'"}})
        for (auto at = plain.find(printed); at != plain.npos; at = plain.find(printed, at))
            plain.replace(at, printed.size(), typed);
    return plain.find(text) != plain.npos;
}

std::vector<std::string> links_of(Page const& page) {
    std::vector<std::string> links;
    constexpr std::string_view sign = " href=\"";
    for (auto at = page.body.find(sign); at != page.body.npos; at = page.body.find(sign, at)) {
        at += sign.size();
        auto const link = unescaped(page.body.substr(at, page.body.find('"', at) - at));
        if (!link.starts_with('#')) links.push_back(link.substr(0, link.find('#')));
    }
    return links;
}

std::string Page::field(std::string_view name) const {
    auto const named = body.find("name=\"" + std::string{name} + '"');
    if (named == body.npos) return {};
    auto const begin = body.rfind('<', named), end = body.find('>', named);
    auto const tag = std::string_view{body}.substr(begin, end - begin);
    // The newline after <textarea> is no part of its value.
    if (tag.starts_with("<textarea")) return unescaped(body.substr(end + 2, body.find("</textarea>", end) - end - 2));
    constexpr std::string_view sign = " value=\"";
    auto const value = tag.find(sign);
    if (value == tag.npos) return {};
    auto const text = tag.substr(value + sign.size());
    return unescaped(std::string{text.substr(0, text.find('"'))});
}

Page Browser::send(web::Request request) {
    std::string line;
    for (auto const& [name, value] : cookies) line += (line.empty() ? "" : "; ") + name + "=" + value;
    if (!line.empty()) request.headers.emplace_back("cookie", line);
    for (auto const& header : extra_headers) request.headers.push_back(header);
    request.address = address_;
    request.reference = "reference";
    auto page = office_.receive(std::move(request));
    for (auto const& [name, value] : page.headers) {
        if (name != "Set-Cookie") continue;
        auto const sign = value.find('='), end = value.find(';');
        auto const cookie = value.substr(0, sign), content = value.substr(sign + 1, end - sign - 1);
        if (content.empty()) cookies.erase(cookie);
        else cookies[cookie] = content;
        if (cookie != "langue") key_.clear(); // a key is that of a cookie
    }
    if (auto const key = page.field("csrf"); !key.empty()) key_ = key;
    return page;
}

std::string Browser::key() {
    if (key_.empty()) get("/connexion");
    if (key_.empty()) get("/compte"); // whoever is signed in is shown no form for it
    return key_;
}

Page Browser::get(std::string const& path) {
    web::Request request;
    request.method = "GET";
    auto const mark = path.find('?');
    request.path = path.substr(0, mark);
    if (mark != path.npos) request.query = path.substr(mark + 1);
    return send(std::move(request));
}

Page Browser::post(std::string const& path, Fields fields) {
    if (!fields.contains("csrf")) fields["csrf"] = key();
    web::Request request;
    request.method = "POST";
    request.path = path.substr(0, path.find('?'));
    if (request.path.size() < path.size()) request.query = path.substr(request.path.size() + 1);
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    for (auto const& [name, value] : fields)
        request.body += (request.body.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    return send(std::move(request));
}

Page Browser::upload(std::string const& path, File const& file, Fields fields) {
    if (!fields.contains("csrf")) fields["csrf"] = key();
    std::string const line = "\r\n--a-boundary\r\nContent-Disposition: form-data; name=\"";
    web::Request request;
    request.method = "POST";
    request.path = path;
    request.headers.emplace_back("content-type", "multipart/form-data; boundary=a-boundary");
    for (auto const& [name, value] : fields) request.body += line + name + "\"\r\n\r\n" + value;
    request.body += line + file.field + "\"; filename=\"" + file.name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" +
                    file.bytes + "\r\n--a-boundary--\r\n";
    request.body.erase(0, 2);
    return send(std::move(request));
}

Page Browser::fetch_post(std::string const& path, Fields fields) {
    auto const before = extra_headers;
    extra_headers.emplace_back("accept", "application/json");
    auto page = post(path, std::move(fields));
    extra_headers = before;
    return page;
}

Office::Office(storage::Engine engine) : Office{engine, shared().library} {}

Office::Office(storage::Engine engine, referentiel::Library const& library)
    : database_{engine}, chance{orderly()}, library{library}, passwords{shared().passwords}, router{shared().router},
      solene{add_user("Solène", "solene@deuxrives.exemple.fr")}, maud{add_user("Maud", "maud@deuxrives.exemple.fr")},
      idriss{add_user("Idriss", "idriss@deuxrives.exemple.fr")}, nadia{add_user("Nadia", "nadia@passerelle.exemple.fr")},
      deux_rives{add_structure("Les Deux Rives", solene)}, passerelle{add_structure("La Passerelle", nadia)} {
    add_member(deux_rives, maud, accounts::Role::contributor);
    add_member(deux_rives, idriss, accounts::Role::reader);
    desk = std::unique_ptr<accounts::Desk>{
        new accounts::Desk{.settings = {.secret = "a secret that only the tests know, long enough"},
            .db = *database_,
            .library = library,
            .passwords = passwords,
            .chance = chance,
            .clock = [this] { return now; },
            .zone = Zone{},
            .french = shared().french,
            .english = shared().english,
            .files = engine == storage::Engine::sqlite ? storage::Files{files_folder()} : storage::Files{},
            .slots = app::lent()}};
    reception = std::make_unique<accounts::Reception>(*desk, router,
        accounts::ReceptionSlots{
            .status_page = [](accounts::Caller const* caller, int status,
                               std::string_view reference) { return app::refusal_answer(*caller, status, reference); },
            .make_report = [](web::Later later, std::string const&, web::Answer answer) { answer(web::json(later.json)); },
            .log = [this](accounts::Visited const& visited) { log(visited); },
            .log_fault = [this](auto reference, auto what) { log_fault(reference, what); }});
}

Office::~Office() {
    reception.reset(); // whoever still works for it needs its files
    std::filesystem::remove_all(files_folder());
}

std::filesystem::path Office::files_folder() const { return database_.address() + "-files"; }

void at_once(int times, std::function<void(int)> const& act) {
    std::latch ready{times};
    std::vector<std::jthread> threads;
    for (int i = 0; i < times; ++i)
        threads.emplace_back([&, i] {
            ready.arrive_and_wait();
            act(i);
        });
}

accounts::User Office::add_user(std::string const& given, std::string const& email) {
    std::optional<accounts::User> user;
    database_->write([&](storage::Writer& db) {
        auto const id = accounts::add_user(db, {email, shared().hash, given, "Martin", "fr", false}, now, chance);
        user = accounts::find_user(db, id);
    });
    return user.value();
}

accounts::OrganisationId Office::add_structure(std::string const& name, accounts::User const& owner) {
    std::optional<accounts::OrganisationId> made;
    database_->write([&](storage::Writer& db) {
        made = accounts::add_organisation(db, {name, "association", "habitat", "5-19", "52"}, now, chance).id;
        accounts::add_member(db, *made, owner.id, accounts::Role::owner, now, chance);
        auto const cycle = accounts::add_cycle(db, *made, "2026", now, chance);
        diagnostic::open(db, *made, cycle, *library.versions().front(), now, chance);
    });
    return made.value();
}

void Office::add_member(accounts::OrganisationId const& organisation, accounts::User const& user, accounts::Role role) {
    database_->write([&](storage::Writer& db) { accounts::add_member(db, organisation, user.id, role, now, chance); });
}

Browser Office::signed_in(accounts::User const& user) {
    std::string token;
    database_->write(
        [&](storage::Writer& db) { token = accounts::open_session(db, user.id, "Firefox/128 Linux", now, desk->chance); });
    Browser browser{*this};
    browser.cookies["session"] = token;
    return browser;
}

std::string Office::key_of(accounts::User const& user, accounts::Scope scope) {
    std::string key;
    database_->write([&](storage::Writer& db) { key = accounts::add_api_key(db, user.id, "programme", scope, now, chance); });
    return key;
}

void Office::run_errands() { entrance::run_errands(*desk); }

std::vector<std::string> Office::mails() {
    return database_->found([](storage::Reader const& db) {
        return db.rows("SELECT to_address || ' | ' || subject || ' | ' || body FROM outbox ORDER BY posted_at, id", {},
            [](storage::Row& row) { return row.next<std::string>(); });
    });
}

std::string Office::last_link() {
    auto const all = mails();
    if (all.empty()) throw std::runtime_error{"no mail was written"};
    auto const& base = desk->settings.base_url;
    auto const at = all.back().find(base);
    if (at == std::string::npos) throw std::runtime_error{"the mail leads nowhere: " + all.back()};
    auto const link = all.back().substr(at + base.size());
    return link.substr(0, link.find_first_of(" \n>"));
}

std::map<std::string, std::string> Office::dump(std::set<std::string> const& but) {
    auto const is_sqlite = database_->engine() == storage::Engine::sqlite;
    return database_->found([&](storage::Reader const& db) {
        auto const tables = db.rows(is_sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                              : "SELECT CAST(table_name AS TEXT) FROM information_schema.tables "
                                                "WHERE table_schema = current_schema()",
            {}, [](storage::Row& row) { return row.next<std::string>(); });
        std::map<std::string, std::string> all;
        for (auto const& table : tables) {
            if (but.contains(table)) continue;
            auto lines = db.rows("SELECT * FROM " + table, {}, line_of);
            std::ranges::sort(lines);
            for (auto const& line : lines) all[table] += line + "\n";
        }
        return all;
    });
}

std::vector<std::string> Office::trail(accounts::OrganisationId const& organisation) {
    return database_->found([&](storage::Reader const& db) {
        std::vector<std::string> lines;
        for (auto const& event : audit::events(db, organisation.text(), 1'000'000, 1000))
            lines.push_back(event.verb + " " + event.object);
        std::ranges::reverse(lines);
        return lines;
    });
}

std::vector<diagnostic::SavedRating> Office::ratings() {
    return database_->found([&](storage::Reader const& db) {
        return diagnostic::ratings(db, diagnostic::find(db, library, deux_rives, {}).value());
    });
}

std::string Office::structure_path(std::string_view rest) const {
    return "/structures/" + std::string{deux_rives.text()} + std::string{rest};
}

std::string Office::cycle_path(std::string_view rest) const {
    auto const cycle = const_cast<support::Database&>(database_)->found(
        [&](storage::Reader const& db) { return accounts::current_cycle(db, deux_rives).value(); });
    return structure_path("/cycles/") + std::string{cycle.id.text()} + std::string{rest};
}

Page Office::receive(web::Request request) {
    // Whoever answers may still hold the promise when we go on.
    auto const promised = std::make_shared<std::promise<web::Response>>();
    auto answer = promised->get_future();
    reception->receive(std::move(request), [promised](web::Response response) { promised->set_value(std::move(response)); });
    auto response = answer.get();
    Page page{response.status, {}, response.headers};
    if (auto* text = std::get_if<std::string>(&response.body)) page.body = std::move(*text);
    if (auto* stream = std::get_if<web::Stream>(&response.body))
        for (auto piece = (*stream)(); !piece.empty(); piece = (*stream)()) page.body += piece;
    return page;
}

} // namespace support
