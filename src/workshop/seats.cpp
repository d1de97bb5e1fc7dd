#include "workshop/seats.h"

#include "accounts/attempts.h"
#include "core/secret.h"
#include "core/unicode.h"
#include "layout/frame.h"
#include "workshop/addresses.h"
#include "workshop/queries.h"
#include "workshop/screen.h"
#include "workshop/seat_views.h"
#include "workshop/taking_part.h"

#include <algorithm>

namespace workshop {
namespace {

using accounts::Caller, accounts::Guest, accounts::GuestChange, accounts::Right;
using html::Problem;
using layout::unreferred;
using web::Response;

// Wrong codes from one place, and from all together: none of 887 million is found so (decision 15).
constexpr accounts::Limit wrong_by_address{30, std::chrono::minutes{15}}, wrong_in_all{3000, std::chrono::minutes{15}};
constexpr std::string_view all_places = "workshop";

std::string place_bucket(Caller const& caller) { return "workshop " + caller.request.address; }

int seconds_to_wait(Caller const& caller, storage::Reader const& db) {
    return std::max(accounts::seconds_to_wait(db, place_bucket(caller), wrong_by_address, caller.now),
        accounts::seconds_to_wait(db, all_places, wrong_in_all, caller.now));
}

void count_wrong_code(GuestChange& change) {
    accounts::count_attempt(change.db, place_bucket(change), wrong_by_address, change.now);
    accounts::count_attempt(change.db, all_places, wrong_in_all, change.now);
}

constexpr std::string_view cookie_name = "atelier";

std::string digest_of(Caller const& caller) {
    auto const token = caller.request.cookie(caller.desk.settings.cookie(cookie_name)).value_or("");
    return token.empty() ? "" : token_digest(token);
}

Response join_page(Caller const& caller, Arrival const& arrival, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = join_form(caller, arrival, problems);
    auto const status = problems.empty() ? 200 : 422;
    return unreferred(layout::bare_page(caller, {.section = t.text("Atelier"),
                                                    .heading = t.text("Rejoindre l'atelier"),
                                                    .content = form,
                                                    .problems = std::move(problems),
                                                    .status = status,
                                                    .width = layout::Width::narrow}));
}

Response show_join(Guest& guest) { return join_page(guest, {}, {}); }

// Whoever has no seat is shown the same page, whether the code opens something or not.
Response show_seat(Guest& guest, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(guest);
    auto const seat = code && !digest.empty() ? find_seat(guest.db, guest.desk.library, *code, digest, guest.now) : std::nullopt;
    if (!seat) return join_page(guest, {.code = code ? std::string{code->text()} : std::string{}}, {});

    auto const all = topics(guest.db, seat->workshop);
    auto const* topic = current_topic(seat->workshop, all);
    auto const vote = topic ? find_vote(guest.db, *seat, *topic) : std::nullopt;
    return unreferred(layout::bare_page(guest, {.title = seat->workshop->title,
                                                   .section = guest.t.text("Atelier"),
                                                   .content = seat_page(guest, *seat, topic, vote),
                                                   .width = layout::Width::free}));
}

std::vector<Problem> problems_of(html::Language const& t, Arrival const& arrival) {
    std::vector<Problem> problems;
    if (arrival.name.empty()) problems.push_back({"name", t.text("Indiquez un prénom ou un surnom")});
    if (length(arrival.name) > longest_name) problems.push_back({"name", t.text("Raccourcissez ce nom : 40 caractères au plus")});
    if (length(arrival.role) > longest_role)
        problems.push_back({"role", t.text("Raccourcissez ce rôle : 60 caractères au plus")});
    return problems;
}

// Nothing tells whether the code would have opened something.
Response ask_to_wait(Caller const& caller, Arrival const& arrival, int seconds) {
    auto response = join_page(caller, arrival,
        {{"code", caller.t.text("Trop de codes inexacts ont été tapés : vérifiez le code sur l'écran de la salle, ou attendez "
                                "quelques minutes")}});
    response.status = 429;
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

Response take_seat(GuestChange& change) {
    auto const& t = change.t;
    Arrival const arrival{change.form.line("code"), change.form.line("name"), change.form.line("role")};
    auto const code = read_join_code(arrival.code);
    auto const workshop = code ? find_by_code(change.db, change.desk.library, *code, change.now) : std::nullopt;
    auto const is_in_the_room = workshop && knows_place(change.db, (*workshop)->id, change.request.address, change.now);
    auto const wait = is_in_the_room ? 0 : seconds_to_wait(change, change.db);
    if (wait > 0) return ask_to_wait(change, arrival, wait);
    auto problems = problems_of(t, arrival);
    if (!workshop) {
        count_wrong_code(change);
        problems.insert(
            problems.begin(), {"code", t.text("Ce code n'ouvre aucun atelier en cours : vérifiez-le sur l'écran de la salle")});
    }
    if (!problems.empty()) return join_page(change, arrival, std::move(problems));

    auto const token = join(change.db, *workshop, arrival.name, arrival.role, change.now, change.desk.chance);
    if (!token) return join_page(change, arrival, {{"code", t.text("Cet atelier est complet : il compte 300 participants")}});
    remember_place(change.db, (*workshop)->id, change.request.address, change.now);
    auto response = web::see_other(seat_url(*code));
    auto const& settings = change.desk.settings;
    response.headers.emplace_back("Set-Cookie", settings.cookie(cookie_name) + '=' + *token +
                                                    "; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200" +
                                                    (settings.is_https() ? "; Secure" : ""));
    return unreferred(std::move(response));
}

Response save_vote(GuestChange& change, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(change);
    if (!code || digest.empty()) return unreferred(web::see_other(Url::page({"atelier", std::string_view{typed}})));
    auto const seat = find_seat(change.db, change.desk.library, *code, digest, change.now);
    if (!seat) return unreferred(web::see_other(seat_url(*code)));

    auto const at = read_at(change.form);
    auto const* criterion = find_criterion(change.db, seat->workshop, at.place);
    auto const level = change.form.line("level");
    if (!criterion || !change.form.has("level")) throw web::Refused{400};
    auto const allowed = criterion->scale->levels_for(*criterion);
    auto const is_known = level.empty() || std::ranges::count(allowed, level, &referentiel::Level::code) > 0;
    if (!is_known) throw web::Refused{400};
    vote(change.db, *seat, at.place, at.round, level);
    return unreferred(web::see_other(seat_url(*code)));
}

Response show_beat(Guest& guest, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(guest);
    auto const beat = code && !digest.empty() ? find_beat(guest.db, *code, digest) : std::nullopt;
    if (!beat) return unreferred(web::see_other(Url::page({"atelier", std::string_view{typed}})));
    return unreferred(pulse_answer(std::to_string(*beat)));
}

} // namespace

void add_seat_routes(accounts::Router& router) {
    router.get("/atelier", Right::anyone, show_join);
    router.post("/atelier", Right::anyone, take_seat);
    router.get("/atelier/{}", Right::anyone, show_seat);
    router.get("/atelier/{}/etat", Right::anyone, show_beat);
    router.post("/atelier/{}/vote", Right::anyone, save_vote);
}

} // namespace workshop
