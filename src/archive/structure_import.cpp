#include "archive/structure_import.h"

#include "accounts/members.h"
#include "archive/files.h"
#include "archive/refused.h"
#include "audit/trail.h"
#include "diagnostic/queries.h"
#include "referentiel/imported.h"
#include "referentiel/reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace archive {
namespace {

using storage::Row, storage::Value, storage::Writer;
using Values = std::vector<Value>;

[[noreturn]] void refuse_contents() {
    throw Refused{"Cette archive contient des données que ce programme ne comprend pas : rien n'a été importé."};
}

std::string text_of(Value const& value) {
    auto const* text = std::get_if<std::string>(&value.content);
    if (!text) refuse_contents();
    return *text;
}

// When the record was made, which its UUIDv7 begins with: a new id sorts as the former one did.
Instant moment_of(std::string const& id) {
    auto const digits = id.substr(0, 8) + id.substr(9, 4);
    std::int64_t milliseconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds, 16);
    return Instant{std::chrono::milliseconds{milliseconds}};
}

bool is_in_use(Writer& db, accounts::OrganisationId const& organisation) {
    return accounts::find_organisation(db, organisation).has_value();
}

std::optional<std::string> account_of(Writer& db, std::string const& email) {
    return db.row("SELECT id FROM users WHERE email = $1", {email}, [](Row& row) { return row.next<std::string>(); });
}

bool is_user_in_use(Writer& db, std::string const& id) {
    return db.row("SELECT id FROM users WHERE id = $1", {id}, [](Row& row) { return row.next<std::string>(); }).has_value();
}

// One import: which ids became which, table after table.
class Import {
public:
    Import(PackageReader const& package, Landing const& landing, Writer& db)
        : package_{package}, landing_{landing}, db_{db}, source_{source_of(package.manifest())},
          has_new_ids_{is_in_use(db, source_)}, target_{has_new_ids_ ? fresh(std::string{source_.text()})
                                                                     : std::string{source_.text()}} {}

    Imported run() {
        done_.organisation = target_;
        for (auto const& table : tables()) {
            auto const* entry = package_.manifest().find_table(table.name);
            if (!entry) continue;
            auto const columns = columns_of(table, *entry);
            auto const take = table.name == "users"                   ? &Import::take_user
                              : table.name == "imported_referentiels" ? &Import::take_referentiel
                                                                      : &Import::take_row;
            package_.rows(*entry, [&](Values const& values) { (this->*take)(table, columns, values); });
        }
        if (done_.name.empty()) refuse_contents();
        check_what_was_taken();
        audit::Trail{db_, audit::instance_chain, "operator", landing_.now, landing_.chance}.add(
            "import", target_, R"({"from":")" + std::string{source_.text()} + R"("})");
        return std::move(done_);
    }

private:
    using Columns = std::vector<Column>;

    static accounts::OrganisationId source_of(Manifest const& manifest) {
        auto const id = accounts::OrganisationId::parse(manifest.organisation);
        if (!id) refuse_contents();
        return *id;
    }

    std::string fresh(std::string const& former) const { return new_uuid(moment_of(former), landing_.chance); }

    // An older program knew fewer columns: the others get what the migration that brought them says.
    static Columns columns_of(Table const& table, TableEntry const& entry) {
        if (!table.leaves_by(Leaves::with_structure)) refuse_contents();
        Columns columns;
        for (auto const& [name, type] : entry.columns) {
            auto const* known = table.find(name);
            if (!known || !is_exported(*known) || known->type != type) refuse_contents();
            columns.push_back(*known);
        }
        return columns;
    }

    // People are recognised by their address. Others get an account that « mot de passe oublié » opens.
    void take_user(Table const& table, Columns const& columns, Values const& values) {
        auto const former = text_of(value_of("id", columns, values));
        auto const email = text_of(value_of("email", columns, values));
        if (!is_uuid(former) || email != accounts::comparable_email(email) || !accounts::is_email(email)) refuse_contents();
        if (auto const known = account_of(db_, email)) {
            done_.recognised.push_back(email);
            name(table, former, *known);
            return;
        }
        done_.created.push_back(email);
        auto const id = is_user_in_use(db_, former) ? fresh(former) : former;
        name(table, former, id);
        auto names = names_of(columns);
        auto written = values;
        replace("id", columns, written, id);
        names.insert(names.end(), {"password", "is_platform_admin"});
        written.insert(written.end(), {Value{landing_.no_password}, Value{0}});
        insert(table, names, written);
    }

    // Read again, for these bytes come from elsewhere; here it is held for this structure alone, until someone imports it.
    void take_referentiel(Table const&, Columns const& columns, Values const& values) {
        auto const* bytes = std::get_if<storage::Blob>(&value_of("bytes", columns, values).content);
        if (!bytes) refuse_contents();
        std::string_view const text{reinterpret_cast<char const*>(bytes->data()), bytes->size()};
        html::Language const french;
        auto const reading = referentiel::read(text, {.language = french});
        if (!reading.version || reading.version->hash.text() != text_of(value_of("sha256", columns, values))) refuse_contents();
        if (landing_.library.at(reading.version->hash)) return;
        auto const kept = referentiel::keep(db_, *reading.version, {text, referentiel::Standing::held, "operator", landing_.now});
        if (kept == referentiel::Kept::refused)
            throw Refused{"Cette instance a déjà une version " + reading.version->number + " du référentiel « " +
                          std::string{reading.version->code.text()} + " », d'un autre contenu : rien n'a été importé."};
    }

    void take_row(Table const& table, Columns const& columns, Values const& values) {
        auto names = names_of(columns);
        auto written = values;
        for (std::size_t i = 0; i < columns.size(); ++i) written[i] = translated(table, columns[i], values[i]);
        if (table.organisation()) {
            names.push_back(table.organisation()->name);
            written.emplace_back(target_);
        }
        if (table.name == "organisations") {
            if (text_of(value_of("id", columns, values)) != source_.text() || !done_.name.empty()) refuse_contents();
            done_.name = text_of(value_of("name", columns, values));
        }
        insert(table, names, written);
    }

    Value translated(Table const& table, Column const& column, Value const& value) {
        if (value == Value{}) return value;
        if (column.meaning == Meaning::number) return free_number(table, column, value);
        if (column.meaning == Meaning::reference && column.of == table.name) return own(table.name, text_of(value));
        if (column.meaning == Meaning::reference) return referred(column, text_of(value));
        if (column.meaning == Meaning::record) return renamed(text_of(value));
        if (column.meaning != Meaning::key) return value;
        auto const former = text_of(value);
        if (!is_uuid(former)) refuse_contents();
        auto const id = table.name == "organisations" ? target_ : own(table.name, former);
        name(table, former, id);
        return id;
    }

    // A record may refer to another of its own table that comes after it, or is no longer there.
    std::string own(std::string_view table, std::string const& former) {
        if (!is_uuid(former)) refuse_contents();
        auto const [found, is_new] = own_[std::string{table}].emplace(former, "");
        if (is_new) found->second = has_new_ids_ ? fresh(former) : former;
        return found->second;
    }

    // Those who once worked there and have left are no longer among its people: their id alone is left of them.
    Value referred(Column const& column, std::string const& former) {
        auto const& known = ids_[std::string{column.of}];
        if (auto const found = known.find(former); found != known.end()) return found->second;
        if (column.of == "users") return former;
        refuse_contents();
    }

    // What it names may be gone; ids are never the same in two tables.
    Value renamed(std::string const& former) const {
        for (auto const& [table, names] : ids_)
            if (auto const found = names.find(former); found != names.end()) return found->second;
        return former;
    }

    Value free_number(Table const& table, Column const& column, Value const& wanted) {
        auto const sql_of = [&](std::string const& what) {
            return "SELECT " + what + " FROM " + std::string{table.name} + " -- all organisations: numbers are the instance's";
        };
        auto const numbers = db_.rows(sql_of(std::string{column.name}), {}, [](Row& row) { return row.next<std::int64_t>(); });
        auto const* number = std::get_if<std::int64_t>(&wanted.content);
        if (!number || *number < 1) refuse_contents();
        if (std::ranges::find(numbers, *number) == numbers.end()) return wanted;
        auto const next = std::ranges::max(numbers) + 1;
        done_.replaced.push_back({std::string{table.name}, std::to_string(*number), std::to_string(next)});
        return next;
    }

    void name(Table const& table, std::string const& former, std::string const& id) {
        if (!ids_[std::string{table.name}].emplace(former, id).second) refuse_contents();
        if (former != id) done_.replaced.push_back({std::string{table.name}, former, id});
    }

    static std::vector<std::string_view> names_of(Columns const& columns) {
        std::vector<std::string_view> names;
        for (auto const& column : columns) names.push_back(column.name);
        return names;
    }

    static std::size_t place_of(std::string_view name, Columns const& columns) {
        auto const found = std::ranges::find(columns, name, &Column::name);
        if (found == columns.end()) refuse_contents();
        return static_cast<std::size_t>(found - columns.begin());
    }

    static Value const& value_of(std::string_view name, Columns const& columns, Values const& values) {
        return values[place_of(name, columns)];
    }

    static void replace(std::string_view name, Columns const& columns, Values& values, Value value) {
        values[place_of(name, columns)] = std::move(value);
    }

    void insert(Table const& table, std::vector<std::string_view> const& names, Values const& values) {
        db_.change(insertion(table.name, names), values);
    }

    // Reads it as pages will, so that what they could not show is refused now.
    void check_what_was_taken() {
        auto const organisation = accounts::OrganisationId::parse(target_).value();
        accounts::members(db_, organisation);
        for (auto const& cycle : accounts::cycles(db_, organisation))
            if (auto const found = diagnostic::find(db_, landing_.library, organisation, {cycle.id}))
                diagnostic::ratings(db_, *found);
        if (audit::first_broken(db_, target_)) throw Refused{"Le journal de cette archive a été changé : rien n'a été importé."};
    }

    PackageReader const& package_;
    Landing const& landing_;
    Writer& db_;
    accounts::OrganisationId source_;
    bool has_new_ids_;
    std::string target_;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> ids_ = {}; // of each table, former → now
    std::map<std::string, std::map<std::string, std::string>> own_ = {};              // the same, before their rows came
    Imported done_ = {};
};

// The hashes of those that the archive carries.
std::set<std::string> carried_referentiels(PackageReader const& package) {
    std::set<std::string> hashes;
    auto const* entry = package.manifest().find_table("imported_referentiels");
    if (!entry) return hashes;
    auto const place = std::ranges::find(entry->columns, "sha256", &TableEntry::Column::name) - entry->columns.begin();
    package.rows(*entry, [&](Values const& values) {
        if (place < std::ssize(values)) hashes.insert(text_of(values[static_cast<std::size_t>(place)]));
    });
    return hashes;
}

void require_referentiels(PackageReader const& package, referentiel::Library const& library) {
    auto const carried = carried_referentiels(package);
    for (auto const& version : package.manifest().referentiels) {
        auto const hash = referentiel::VersionHash::parse(version.sha256);
        if (hash && (library.at(*hash) || carried.contains(version.sha256))) continue;
        auto const name = version.code.empty() ? version.sha256 : version.code + " " + version.number;
        throw Refused{
            "Cette structure suit le référentiel " + name +
            ", dont cette instance n'a pas exactement cette version. Ajoutez-la d'abord : referentiel import FICHIER. Rien "
            "n'a été importé."};
    }
}

bool is_text(std::string_view type) { return type == "text/plain" || type == "text/csv"; }

// Is there what a document says that it is? One text may be told for the other.
bool is_as_told(Told const& told, Told const& stored) {
    auto const is_same = told.type == stored.type || (is_text(told.type) && is_text(stored.type));
    return is_same && (told.size < 0 || told.size == stored.size);
}

void store_documents(Writer& db, PackageReader const& package, storage::Files const& files, std::string const& organisation) {
    std::map<std::string, Told> stored;
    for (auto const& file : package.manifest().files) {
        auto told = store_file(db, package, file, files, organisation);
        stored.insert_or_assign(told.sha256, told);
    }
    for (auto const& told : told_files(db, organisation)) {
        auto const found = stored.find(told.sha256);
        if (found == stored.end()) throw Refused{"Il manque un document dans cette archive : rien n'a été importé."};
        if (!is_as_told(told, found->second)) refuse_contents();
    }
}

} // namespace

Imported import_structure(PackageReader const& package, Landing const& landing) {
    landing.db.read([&](storage::Reader& db) { referentiel::learn(db, landing.library); });
    require_referentiels(package, landing.library);
    package.check();

    Imported imported;
    try {
        landing.db.write([&](Writer& db) {
            imported = Import{package, landing, db}.run();
            store_documents(db, package, landing.files, imported.organisation);
        });
    } catch (storage::Busy const&) { throw; } catch (storage::NotKept const&) {
        throw;
    } catch (storage::Failed const&) { refuse_contents(); }
    return imported;
}

} // namespace archive
