#include "api/repeated.h"

#include "api/problem.h"
#include "core/secret.h"

#include <algorithm>

namespace api {
namespace {

using accounts::Change;
using web::Response;

struct Kept {
    std::string request;
    Response response;
};

Response response_of(int status, std::string const& location, std::string body) {
    auto response = web::json(std::move(body), status);
    if (!location.empty()) response.headers.emplace_back("Location", location);
    return response;
}

std::optional<Kept> find_kept(Change const& change, std::string_view key) {
    return change.db.row(R"(
        SELECT request_digest, status, location, body
        FROM api_answers
        WHERE organisation_id = $1 AND user_id = $2 AND idempotency_key = $3 AND made > $4)",
        {change.member.organisation, change.member.user.id, key, change.now - answers_kept}, [](storage::Row& row) {
            auto request = row.next<std::string>();
            auto const status = row.next<int>();
            auto const location = row.next<std::string>();
            return Kept{std::move(request), response_of(status, location, row.next<std::string>())};
        });
}

std::string header(Response const& response, std::string_view name) {
    auto const found = std::ranges::find(response.headers, name, [](auto const& header) { return header.first; });
    return found == response.headers.end() ? "" : found->second;
}

void keep(Change& change, std::string_view key, std::string_view request, Response const& response) {
    change.db.change(R"(
        INSERT INTO api_answers (organisation_id, user_id, idempotency_key, request_digest, status, location, body, made)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (organisation_id, user_id, idempotency_key) DO UPDATE SET request_digest = excluded.request_digest,
            status = excluded.status, location = excluded.location, body = excluded.body, made = excluded.made)",
        {change.member.organisation, change.member.user.id, key, request, response.status, header(response, "Location"),
            std::get<std::string>(response.body), change.now});
}

// Signs that a header may hold, so that a database may keep them.
bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= longest_key &&
           std::ranges::all_of(key, [](char sign) { return sign >= ' ' && sign <= '~'; });
}

} // namespace

Response once(Change& change, std::function<Response()> const& act) {
    auto const& t = change.t;
    auto const key = change.request.header("idempotency-key");
    if (!key) return act();
    if (!is_key(*key))
        return problem(400, t.text("La clé d'idempotence ne peut pas être lue"),
            t.text("Idempotency-Key : de 1 à {} caractères ASCII, par exemple un UUID", {std::to_string(longest_key)}));

    auto const request = hexadecimal(sha256(change.request.method + ' ' + change.request.path + '\n' + change.request.body));
    if (auto kept = find_kept(change, *key)) {
        if (kept->request == request) return std::move(kept->response);
        return problem(422, t.text("Cette clé d'idempotence a déjà servi à une autre demande"),
            t.text("Prenez une nouvelle clé pour chaque nouvelle demande."));
    }
    auto response = act();
    if (response.status < 300) keep(change, *key, request, response);
    return response;
}

void forget_old_answers(storage::Writer& db, Instant now) {
    db.change(R"(
        DELETE FROM api_answers -- all organisations: none is kept longer than a day
        WHERE made <= $1)",
        {now - answers_kept});
}

} // namespace api
