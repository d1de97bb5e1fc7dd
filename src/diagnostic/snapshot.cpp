#include "diagnostic/snapshot.h"

#include "core/secret.h"
#include "diagnostic/queries.h"
#include "referentiel/imported.h"

#include <boost/json.hpp>

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::CycleId, accounts::OrganisationId;
using referentiel::Criterion;
using storage::Row;
namespace json = boost::json;

constexpr int format = 1;

json::string text(std::string_view text) { return json::string{text.data(), text.size()}; }

// « 2.9 »: as it is shown, and exact.
json::value shown(std::optional<Decimal> const& mean) {
    if (!mean) return nullptr;
    auto digits = std::to_string(mean->digits);
    auto const decimals = static_cast<std::size_t>(mean->decimals);
    if (decimals == 0) return text(digits);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    return text(digits.insert(digits.size() - decimals, "."));
}

std::optional<Decimal> read_mean(json::value const& value) {
    if (value.is_null()) return std::nullopt;
    std::string digits{value.as_string()};
    auto const point = digits.find('.');
    if (point == digits.npos) return Decimal{std::stoll(digits), 0};
    auto const decimals = static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
    return Decimal{std::stoll(digits), decimals};
}

json::array frozen_ratings(Reading const& reading) {
    json::array all;
    for (auto const* criterion : rated(reading.diagnostic.version()))
        if (auto const* saved = find_rating(reading.ratings, *criterion))
            all.push_back(json::object{{"comment", text(saved->rating.comment)}, {"criterion", text(criterion->key.text())},
                {"level", text(saved->rating.level.code())}, {"reason", text(saved->rating.reason)}});
    return all;
}

json::array frozen_levels(Reading const& reading, Beside::Levels const& envisaged) {
    json::array all;
    for (auto const* criterion : rated(reading.diagnostic.version()))
        if (auto const found = envisaged.find(criterion->key); found != envisaged.end())
            all.push_back(json::object{{"criterion", text(criterion->key.text())}, {"level", text(found->second.code())}});
    return all;
}

json::object frozen_scores(Scores const& scores) {
    json::array chapters;
    for (auto const& score : scores.chapters)
        chapters.push_back(json::object{{"answered", score.answered}, {"chapter", text(score.chapter->key.text())},
            {"mean", shown(score.mean)}, {"total", score.total}});
    return {{"answered", scores.answered}, {"chapters", std::move(chapters)}, {"mean", shown(scores.mean)},
        {"not_concerned", scores.not_concerned}, {"total", scores.total}};
}

std::vector<SavedRating> read_ratings(json::array const& frozen, referentiel::Version const& version, SnapshotHead const& head) {
    std::vector<SavedRating> ratings;
    for (auto const& one : frozen) {
        auto const member = [&](std::string_view name) { return std::string{one.at(name).as_string()}; };
        auto const* criterion = find_rated(version, member("criterion"));
        if (!criterion) throw storage::Failed{"a snapshot rates a criterion that its référentiel does not have"};
        auto const level = criterion->scale->level(member("level"));
        if (!level) throw storage::Failed{"a snapshot holds a level that its référentiel does not have"};
        ratings.push_back({{criterion->key, *level, member("reason"), member("comment")}, {}, "", head.taken});
    }
    return ratings;
}

// None in those that were taken before levels were kept, or without a plan.
Beside::Levels read_levels(json::object const& frozen, referentiel::Version const& version) {
    Beside::Levels levels;
    auto const* all = frozen.if_contains("envisaged");
    if (!all) return levels;
    for (auto const& one : all->as_array()) {
        auto const* criterion = find_rated(version, std::string{one.at("criterion").as_string()});
        auto const level =
            criterion ? criterion->scale->level(std::string{one.at("level").as_string()}) : std::optional<referentiel::Level>{};
        if (!level) throw storage::Failed{"a snapshot aims at a level that its référentiel does not have"};
        levels.emplace(criterion->key, *level);
    }
    return levels;
}

int number(json::value const& value) { return static_cast<int>(value.as_int64()); }

// The figures that were frozen, whatever a later program would make of the same answers.
Scores read_scores(json::value const& frozen, Scores scores) {
    scores.mean = read_mean(frozen.at("mean"));
    scores.answered = number(frozen.at("answered"));
    scores.total = number(frozen.at("total"));
    scores.not_concerned = number(frozen.at("not_concerned"));
    for (auto const& one : frozen.at("chapters").as_array())
        for (auto& score : scores.chapters)
            if (score.chapter->key.text() == std::string_view{one.at("chapter").as_string()}) {
                score.mean = read_mean(one.at("mean"));
                score.answered = number(one.at("answered"));
                score.total = number(one.at("total"));
            }
    return scores;
}

SnapshotHead read_head(Row& row) {
    auto id = row.next<SnapshotId>();
    auto label = row.next<std::string>();
    auto const taken = row.next<Instant>();
    auto by = row.next<std::string>(), sha256 = row.next<std::string>();
    auto cycle = row.next<CycleId>();
    return {std::move(id), std::move(label), taken, std::move(by), std::move(sha256), std::move(cycle), row.next<std::string>()};
}

} // namespace

std::string canonical(Reading const& reading, Beside::Levels const& envisaged, std::string_view label, Instant taken) {
    auto const& version = reading.diagnostic.version();
    json::array profile;
    for (auto const& question : reading.diagnostic.profile()) profile.push_back(text(question));
    json::object all{{"cycle", text(reading.diagnostic.cycle().label)}};
    if (auto levels = frozen_levels(reading, envisaged); !levels.empty()) all["envisaged"] = std::move(levels);
    all["format"] = format;
    all["label"] = text(label);
    all["profile"] = std::move(profile);
    all["ratings"] = frozen_ratings(reading);
    all["referentiel"] = json::object{
        {"code", text(version.code.text())}, {"number", text(version.number)}, {"sha256", text(version.hash.text())}};
    all["scores"] = frozen_scores(reading.scores);
    all["taken"] = taken.time_since_epoch().count();
    return json::serialize(all);
}

void take_snapshot(storage::Writer& db, audit::Trail& trail, Diagnostic const& diagnostic, Taking const& taking) {
    Reading reading{diagnostic, ratings(db, diagnostic), {}};
    reading.scores = scores(diagnostic, reading.ratings);
    auto const content = canonical(reading, taking.envisaged, taking.label, taking.now);
    auto const digest = hexadecimal(sha256(content));
    auto const added = db.change(R"(
        INSERT INTO snapshots (organisation_id, id, diagnostic_id, label, taken, taken_by, taken_by_name, content, sha256)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (organisation_id, id) DO NOTHING)",
        {diagnostic.organisation(), taking.id, diagnostic.id(), taking.label, taking.now, taking.author.id, taking.author.name(),
            content, digest});
    if (added > 0)
        trail.add("take_snapshot", taking.id.text(),
            json::serialize(json::object{{"label", text(taking.label)}, {"sha256", text(digest)}}));
}

std::vector<SnapshotHead> snapshots(storage::Reader const& db, OrganisationId const& organisation) {
    return db.rows(R"(
        SELECT snapshots.id, snapshots.label, snapshots.taken, snapshots.taken_by_name, snapshots.sha256, cycles.id, cycles.label
        FROM snapshots
        JOIN diagnostics ON diagnostics.organisation_id = snapshots.organisation_id AND diagnostics.id = snapshots.diagnostic_id
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE snapshots.organisation_id = $1
        ORDER BY snapshots.taken DESC, snapshots.id DESC)",
        {organisation}, read_head);
}

std::optional<Snapshot> find_snapshot(
    storage::Reader const& db, referentiel::Library const& library, OrganisationId const& organisation, SnapshotId const& id) {
    struct Found {
        SnapshotHead head;
        accounts::Cycle cycle;
        DiagnosticId diagnostic;
        bool is_current;
        std::string content;
    };
    auto found = db.row(R"(
        SELECT snapshots.id, snapshots.label, snapshots.taken, snapshots.taken_by_name, snapshots.sha256, cycles.id,
            cycles.label, cycles.opened, cycles.closed, diagnostics.id, diagnostics.is_current, snapshots.content
        FROM snapshots
        JOIN diagnostics ON diagnostics.organisation_id = snapshots.organisation_id AND diagnostics.id = snapshots.diagnostic_id
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE snapshots.organisation_id = $1 AND snapshots.id = $2)",
        {organisation, id}, [](Row& row) {
            auto head = read_head(row);
            auto const opened = row.next<Instant>();
            auto const closed = row.maybe<Instant>();
            accounts::Cycle cycle{head.cycle, head.cycle_label, opened, closed};
            auto diagnostic = row.next<DiagnosticId>();
            auto const is_current = row.next<bool>();
            return Found{std::move(head), std::move(cycle), std::move(diagnostic), is_current, row.next<std::string>()};
        });
    if (!found) return std::nullopt;

    auto const frozen = json::parse(found->content);
    auto const hash = referentiel::VersionHash::parse(std::string_view{frozen.at("referentiel").at("sha256").as_string()});
    auto const* version = hash ? referentiel::held(db, library, *hash) : nullptr;
    if (!version) throw storage::Failed{"a snapshot names a version of a référentiel that is not held"};
    referentiel::Profile profile;
    for (auto const& question : frozen.at("profile").as_array()) profile.emplace(question.as_string());
    Diagnostic diagnostic{organisation, std::move(found->cycle), std::move(found->diagnostic), *version, std::move(profile)};
    diagnostic.is_current_ = found->is_current;
    Reading reading{diagnostic, read_ratings(frozen.at("ratings").as_array(), *version, found->head), {}};
    reading.scores = read_scores(frozen.at("scores"), scores(diagnostic, reading.ratings));
    return Snapshot{
        std::move(found->head), std::move(reading), read_levels(frozen.as_object(), *version), std::move(found->content)};
}

} // namespace diagnostic
