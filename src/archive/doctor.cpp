#include "archive/doctor.h"

#include "archive/soundness.h"
#include "core/secret.h"
#include "evidence/space.h"
#include "storage/database.h"
#include "storage/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <system_error>

namespace archive {
namespace {

namespace fs = std::filesystem;
using State = Finding::State;
using storage::Engine, storage::Row;

Finding good(std::string text) { return {State::good, std::move(text)}; }
Finding broken(std::string text) { return {State::broken, std::move(text)}; }

std::string megabytes(std::uintmax_t bytes) { return std::to_string(bytes / 1'000'000) + " Mo"; }

bool is_closed_to_others(fs::path const& file) {
    struct stat about {};
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & 077) == 0;
}

Finding folder_of_data(fs::path const& folder) {
    if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
        return broken("le dossier ne se laisse pas écrire : " + folder.string());
    if (!is_closed_to_others(folder))
        return broken("le dossier est ouvert à d'autres utilisateurs : chmod 700 " + folder.string());
    return good("le dossier est réservé à son utilisateur");
}

Finding database_file(fs::path const& file) {
    if (!is_closed_to_others(file)) return broken("la base est lisible par d'autres utilisateurs : chmod 600 " + file.string());
    return good("la base est réservée à son utilisateur");
}

// One that the server makes by itself is missing before its first start.
Finding secret_file(fs::path const& file, bool is_made_when_missing) {
    if (!fs::exists(file) && is_made_when_missing) return good("le secret sera fait au premier démarrage");
    if (!fs::exists(file)) return broken("le fichier du secret manque : " + file.string());
    if (!is_closed_to_others(file)) return broken("le secret est lisible par d'autres utilisateurs : chmod 600 " + file.string());
    return good("le secret est là, et réservé à son utilisateur");
}

Finding free_space(fs::path const& folder, fs::path const& database) {
    std::error_code error;
    std::uintmax_t size = 0;
    for (auto const* end : {"", "-wal"}) {
        auto const part = fs::file_size(database.string() + end, error);
        if (!error) size += part;
    }
    auto const available = fs::space(folder, error).available;
    if (error) return broken("la place libre ne se laisse pas mesurer : " + error.message());
    auto const text = megabytes(available) + " libres pour une base de " + megabytes(size);
    if (available / 2 < size) return broken("la place va manquer, il en faut le double de la base : " + text);
    return good("la place suffit, " + text);
}

Finding makes_reports(fs::path const& worker, std::string const& search_path) {
    auto const is_program = [](fs::path const& file) { return ::access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file); };
    auto has_node = false;
    for (std::size_t at = 0; at < search_path.size();) {
        auto const end = std::min(search_path.find(':', at), search_path.size());
        has_node = has_node || is_program(fs::path{search_path.substr(at, end - at)} / "node");
        at = end + 1;
    }
    if (!has_node) return broken("Node manque : les PDF et les images ne se feront pas");
    if (!fs::exists(worker / "worker.js") || !fs::exists(worker / "node_modules"))
        return broken("le programme des rapports manque : " + worker.string() + " (./run l'installe)");
    return good("Node et le programme des rapports sont là");
}

Finding integrity(storage::Reader const& db) {
    if (auto const found = damage(db)) return broken("la base est abîmée, restaurez une sauvegarde : " + *found);
    return good(db.engine() == Engine::sqlite ? "la base est saine" : "PostgreSQL répond");
}

// As texts sort byte by byte, both engines export alike.
Finding order_of_texts(storage::Reader const& db) {
    auto const sorts =
        db.row("SELECT CASE WHEN 'B' < 'a' THEN 1 ELSE 0 END", {}, [](Row& row) { return row.next<std::int64_t>(); });
    if (sorts != 1) return broken("la base trie les textes à sa façon : créez-la avec LC_COLLATE 'C'");
    return good("les textes se trient comme attendu");
}

bool is_for(Engine engine, std::string_view path) {
    if (path.ends_with(".sqlite.sql")) return engine == Engine::sqlite;
    return !path.ends_with(".postgresql.sql") || engine == Engine::postgresql;
}

Finding migrations(storage::Reader const& db) {
    std::set<std::string> missing;
    for (auto const& file : embedded::migrations())
        if (is_for(db.engine(), file.path)) missing.insert(std::string{file.path} + " " + hexadecimal(sha256(file.content)));
    auto const applied = db.rows("SELECT name, sha256 FROM schema_migrations ORDER BY number", {}, [](Row& row) {
        auto const name = row.next<std::string>();
        return name + " " + row.next<std::string>();
    });
    for (auto const& one : applied)
        if (missing.erase(one) == 0)
            return broken("la base vient d'une autre version du programme : " + one.substr(0, one.find(' ')));
    if (!missing.empty())
        return broken("la base attend " + std::to_string(missing.size()) + " migrations : esspratiques migrate");
    return good("la base est à jour");
}

Finding trail(storage::Reader const& db) {
    auto const found = broken_chains(db);
    if (found.empty()) return good("le journal est entier");
    return broken("le journal a été changé : chaîne " + found.front().chain + ", événement " +
                  std::to_string(found.front().event) +
                  (found.size() > 1 ? ", et " + std::to_string(found.size() - 1) + " autres chaînes" : ""));
}

Finding referentiels(storage::Reader const& db, referentiel::Library const& library) {
    auto const missing = missing_versions(db, library);
    if (missing.empty()) return good("les référentiels de tous les diagnostics sont là");
    return broken("un référentiel manque (" + missing.front() + ") : ses diagnostics ne s'ouvrent pas");
}

enum class Condition { whole, missing, damaged };

Condition condition_of(storage::Reader const& db, storage::Files const& files, evidence::Needed const& file) {
    RunningDigest digest;
    try {
        auto const next = files.pieces(db, file.organisation, file.sha256);
        for (auto bytes = next(); !bytes.empty(); bytes = next()) digest.add(bytes);
    } catch (storage::Failed const&) { return Condition::missing; }
    return hexadecimal(digest.finish()) == file.sha256 ? Condition::whole : Condition::damaged;
}

Finding documents(storage::Reader const& db, storage::Files const& files) {
    auto const needed = evidence::needed_files(db);
    std::size_t missing = 0, damaged = 0;
    std::string first;
    for (auto const& file : needed) {
        auto const condition = condition_of(db, files, file);
        if (condition == Condition::whole) continue;
        ++(condition == Condition::missing ? missing : damaged);
        if (first.empty()) first = file.organisation + "/" + file.sha256;
    }
    if (missing + damaged == 0) return good("les documents sont là et entiers (" + std::to_string(needed.size()) + ")");
    return broken("documents manquants : " + std::to_string(missing) + ", abîmés : " + std::to_string(damaged) + " (" + first +
                  "), restaurez-les d'une sauvegarde");
}

// What keeps one thing from being looked at is the finding, and the next is looked at all the same.
template <typename Look>
Finding attempt(std::string const& what, Look const& look) {
    try {
        return look();
    } catch (std::exception const& problem) { return broken(what + " : " + problem.what()); }
}

std::vector<Finding> examine_database(
    std::string const& address, storage::Files const& files, referentiel::Library const& library) {
    std::vector<Finding> findings;
    auto const* const unreadable =
        storage::is_postgresql(address) ? "PostgreSQL ne répond pas" : "la base ne se lit pas, restaurez une sauvegarde";
    auto const opened = attempt(unreadable, [&] {
        constexpr std::chrono::minutes patience{10};
        auto const connection = storage::is_postgresql(address) ? storage::open_postgresql(address, patience)
                                                                : storage::open_sqlite(address, storage::Access::read_only);
        auto const look = [&](std::string const& what, auto const& part) {
            findings.push_back(attempt(what, [&] {
                storage::Reader const db{*connection};
                return part(db);
            }));
        };
        look(unreadable, integrity);
        look("l'ordre des textes ne se lit pas", order_of_texts);
        look("les migrations ne se lisent pas", migrations);
        look("le journal ne se lit pas", trail);
        look("les diagnostics ne se lisent pas", [&](storage::Reader const& db) { return referentiels(db, library); });
        look("les documents ne se lisent pas", [&](storage::Reader const& db) { return documents(db, files); });
        return good("");
    });
    if (opened.state == State::broken) findings.push_back(opened);
    return findings;
}

} // namespace

std::vector<Finding> examine(Patient const& patient, referentiel::Library const& library) {
    std::vector<Finding> findings;
    if (patient.folder && !fs::exists(patient.database))
        findings.push_back(broken("aucune base dans " + patient.folder->string()));
    else
        findings = examine_database(
            patient.database, patient.folder ? storage::Files{*patient.folder / "files"} : storage::Files{}, library);
    if (patient.folder && fs::exists(*patient.folder)) {
        findings.push_back(attempt("le dossier ne se lit pas", [&] { return folder_of_data(*patient.folder); }));
        if (fs::exists(patient.database)) findings.push_back(database_file(patient.database));
        findings.push_back(free_space(*patient.folder, patient.database));
    }
    if (patient.secret)
        findings.push_back(secret_file(*patient.secret, patient.folder && patient.secret->parent_path() == *patient.folder));
    findings.push_back(makes_reports(patient.worker, patient.search_path));
    return findings;
}

} // namespace archive
