// What docs/architecture.md promises about the source, read from the source: a convention that matters is a test.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string, std::less<>>;

fs::path const root = SOURCE_FOLDER;

struct Source {
    std::string path; // from the root: « src/mail/outbox.cpp »
    std::string text;

    std::string folder() const { return path.substr(4, path.find('/', 4) - 4); }
    std::string name() const { return path.substr(path.rfind('/') + 1); }
    bool is_header() const { return path.ends_with(".h"); }
};

std::string content(fs::path const& file) {
    std::stringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

std::vector<Source> sources(std::string const& folder, Names const& endings) {
    std::vector<Source> found;
    if (!fs::exists(root / folder)) return found;
    for (auto const& entry : fs::recursive_directory_iterator{root / folder})
        if (entry.is_regular_file() && endings.contains(entry.path().extension().string()))
            found.push_back({fs::relative(entry.path(), root).string(), content(entry.path())});
    std::ranges::sort(found, {}, &Source::path);
    return found;
}

std::vector<Source> const& program() {
    static auto const found = sources("src", {".h", ".cpp"});
    return found;
}

std::vector<std::string> lines(std::string const& text) {
    std::vector<std::string> found;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) found.push_back(line);
    return found;
}

// What a file includes: « mail/outbox.h » or « <vector> ».
std::vector<std::string> includes(Source const& source) {
    std::vector<std::string> found;
    for (auto const& line : lines(source.text)) {
        if (line.starts_with("#include \"")) found.push_back(line.substr(10, line.rfind('"') - 10));
        if (line.starts_with("#include <")) found.push_back(line.substr(9));
    }
    return found;
}

bool is_sign_of_word(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign == '_' ||
           sign == '-';
}

Names words(std::string_view text) {
    Names found;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_sign_of_word(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && is_sign_of_word(text[end])) ++end;
        found.emplace(text.substr(at, end - at));
        at = end;
    }
    return found;
}

// Folders from left to right: one includes those of earlier columns, and none of its own column.
std::vector<std::vector<std::string>> const columns{{"core"}, {"html", "storage"}, {"web"},
    {"audit", "referentiel", "charts", "mail", "prose", "tables"}, {"accounts"}, {"layout"}, {"evidence"},
    {"diagnostic", "stakeholders"}, {"practices", "dialogue", "workshop"}, {"actions"}, {"followup"}, {"reports", "resources"},
    {"network", "subscription", "advisors", "community"}, {"admin", "api", "archive", "entrance", "home", "settings", "site"},
    {"app"}};

int column(std::string const& folder) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (std::ranges::find(columns[i], folder) != columns[i].end()) return static_cast<int>(i);
    return -1;
}

// A library is known to these files or folders only, so that it can be replaced there.
std::map<std::string, Names> const libraries{
    {"boost/asio", {"web"}},
    {"boost/beast", {"web"}},
    {"boost/url", {"core", "web"}},
    {"boost/json", {"prose", "referentiel", "accounts", "evidence", "diagnostic", "practices", "actions", "reports", "settings",
                       "home", "api", "archive", "app"}},
    {"curl", {"src/mail/smtp.cpp"}},
    {"sqlite3.h", {"storage"}},
    {"libpq-fe.h", {"storage"}},
    {"sodium.h", {"core", "audit", "accounts"}},
    {"unicode", {"core"}},
    {"yaml-cpp", {"referentiel"}},
    {"zip.h", {"archive", "tables"}},
    {"xlsxwriter.h", {"tables"}},
    {"pugixml.hpp", {"tables"}},
    {"zlib.h", {"web", "reports", "evidence"}},
    {"brotli", {"web"}},
    {"fmt", {"web", "app"}},
    {"spdlog", {"web", "app"}},
    {"cmark.h", {"prose"}},
};

// What the system itself offers.
bool is_of_the_system(std::string_view header) {
    static Names const known{"arpa/inet.h", "dirent.h", "endian.h", "fcntl.h", "grp.h", "netdb.h", "netinet/in.h",
        "netinet/tcp.h", "poll.h", "pwd.h", "sched.h", "signal.h", "spawn.h", "strings.h", "sys/file.h", "sys/ioctl.h",
        "sys/mman.h", "sys/prctl.h", "sys/resource.h", "sys/socket.h", "sys/stat.h", "sys/statvfs.h", "sys/types.h", "sys/uio.h",
        "sys/un.h", "sys/wait.h", "termios.h", "unistd.h"};
    return header.find_first_of("./") == header.npos || known.contains(header);
}

std::string library_of(std::string_view header) {
    for (auto const& [library, users] : libraries)
        if (header == library ||
            (header.starts_with(library) && (header[library.size()] == '/' || header[library.size()] == '.')))
            return library;
    return {};
}

// The literals of a source, with those that follow one another as one text.
std::vector<std::string> literals(std::string const& text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const here = std::string_view{text}.substr(at);
        if (here.starts_with("//")) at = std::min(text.find('\n', at), text.size());
        else if (here.starts_with("'\"'")) at += 2;
        else if (here.starts_with("R\"")) {
            auto const open = text.find('(', at);
            auto const close = ")" + text.substr(at + 2, open - at - 2) + "\"";
            auto const end = text.find(close, open);
            found.push_back(text.substr(open + 1, end - open - 1));
            at = end + close.size() - 1;
        } else if (here.starts_with("\"")) {
            auto end = at + 1;
            while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
            auto const between = found.empty() ? text.npos : text.find_last_not_of(" \n\t", at - 1);
            auto const literal = text.substr(at + 1, end - at - 1);
            if (between != text.npos && text[between] == '"') found.back() += literal;
            else found.push_back(literal);
            at = end;
        }
    }
    return found;
}

// Tables whose primary key starts with the organisation: their rows belong to one.
Names tenant_tables() {
    Names found;
    for (auto const& migration : sources("migrations", {".sql"})) {
        for (auto at = migration.text.find("CREATE TABLE "); at != migration.text.npos;
             at = migration.text.find("CREATE TABLE ", at + 1)) {
            auto const name = migration.text.substr(at + 13, migration.text.find_first_of(" (", at + 13) - at - 13);
            auto const body = migration.text.substr(at, migration.text.find(";\n", at) - at);
            if (body.find("PRIMARY KEY (organisation_id,") != body.npos) found.insert(name);
        }
    }
    return found;
}

bool names_a_table(std::string const& sql, Names const& tables) {
    for (std::string_view const verb : {"FROM ", "JOIN ", "INTO ", "UPDATE "})
        for (auto at = sql.find(verb); at != sql.npos; at = sql.find(verb, at + 1)) {
            auto const start = sql.find_first_not_of(" \n", at + verb.size());
            auto end = start;
            while (end < sql.size() && is_sign_of_word(sql[end])) ++end;
            if (start != sql.npos && tables.contains(sql.substr(start, end - start))) return true;
        }
    return false;
}

bool keeps_to_one_organisation(std::string const& sql) {
    auto const is_new_row = sql.find("INSERT INTO") != sql.npos && sql.find("(organisation_id") != sql.npos &&
                            (sql.find("VALUES ($1,") != sql.npos || sql.find("SELECT $1,") != sql.npos);
    auto const says_why_not = sql.find("-- all organisations: ") != sql.npos;
    return is_new_row || says_why_not || sql.find("organisation_id = $1") != sql.npos;
}

// A style without its comments.
std::string without_comments(std::string css) {
    for (auto at = css.find("/*"); at != css.npos; at = css.find("/*", at)) css.erase(at, css.find("*/", at) + 2 - at);
    return css;
}

struct Declaration {
    std::string property;
    std::string value;
};

// « color: var(--ink) »: what stands between { or ; and ; or }.
std::vector<Declaration> declarations(std::string const& css) {
    std::vector<Declaration> found;
    std::size_t start = 0;
    for (std::size_t at = 0; at < css.size(); ++at) {
        if (css[at] != '{' && css[at] != '}' && css[at] != ';') continue;
        auto const text = css.substr(start, at - start);
        auto const colon = text.find(':');
        start = at + 1;
        if (css[at] == '{' || colon == text.npos) continue;
        auto const first = text.find_first_not_of(" \n\t");
        found.push_back({text.substr(first, colon - first), text.substr(colon + 1)});
    }
    return found;
}

bool holds_a_colour(std::string const& value) {
    for (std::string_view const form : {"#", "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("})
        if (value.find(form) != value.npos && value.find("url(") == value.npos) return true;
    auto const used = words(value);
    for (auto const* name :
        {"white", "black", "red", "green", "blue", "yellow", "orange", "grey", "gray", "silver", "purple", "pink"})
        if (used.contains(name)) return true;
    return false;
}

bool is_a_token(std::string const& value) {
    auto const used = words(value);
    return std::ranges::all_of(used, [](auto const& word) {
        static Names const harmless{"var", "none", "inherit", "initial", "unset", "revert", "0", "50", "max", "min", "calc"};
        return word.starts_with("--") || harmless.contains(word);
    });
}

// Classes that selectors name.
Names classes(std::string const& css) {
    Names found;
    std::string selector;
    for (auto const sign : css) {
        if (sign == '}' || sign == ';') selector.clear();
        else if (sign != '{') selector += sign;
        else {
            auto const is_rule = selector.find('@') == selector.npos;
            for (auto at = selector.find('.'); is_rule && at != selector.npos; at = selector.find('.', at + 1)) {
                auto end = at + 1;
                while (end < selector.size() && is_sign_of_word(selector[end])) ++end;
                auto const name = selector.substr(at + 1, end - at - 1);
                if (!name.empty() && (name[0] < '0' || name[0] > '9')) found.insert(name);
            }
            selector.clear();
        }
    }
    return found;
}

// « level-3 » is also said by « level-{} », « level-" + … » and « level-${ ».
bool is_said(std::string const& name, Names const& said, std::string const& everything) {
    if (said.contains(name)) return true;
    auto const stem = name.substr(0, name.rfind('-') + 1);
    if (stem.empty()) return false;
    return std::ranges::any_of(std::vector<std::string>{"{}", "\"", "${"},
        [&](auto const& end) { return everything.find(stem + end) != everything.npos; });
}

} // namespace

TEST_CASE("a folder includes those to its left only") {
    for (auto const& source : program()) {
        if (source.path == "src/main.cpp") continue;
        auto const folder = source.folder();
        CAPTURE(source.path);
        CHECK_MESSAGE(column(folder) >= 0, "this folder has no place in the order");
        for (auto const& include : includes(source)) {
            auto const other = include.substr(0, include.find('/'));
            if (include[0] == '<' || other == folder) continue;
            CAPTURE(include);
            CHECK(column(other) >= 0);
            CHECK(column(other) < column(folder));
        }
    }
}

TEST_CASE("a library is known in its own place only, and in no header of ours") {
    for (auto const& source : program()) {
        for (auto const& include : includes(source)) {
            auto const header = include.substr(1, include.size() - 2);
            if (include[0] != '<' || is_of_the_system(header)) continue;
            CAPTURE(source.path);
            CAPTURE(header);
            CHECK_FALSE(source.is_header());
            auto const users = libraries.find(library_of(header));
            CHECK_MESSAGE(users != libraries.end(), "this library is new: add it here, to THIRD-PARTY.md and to bin/setup");
            if (users != libraries.end()) CHECK((users->second.contains(source.folder()) || users->second.contains(source.path)));
        }
    }
}

TEST_CASE("no header of the tests has the path of one of the program, which includes would take for it") {
    for (auto const& source : sources("tests", {".h"})) {
        CAPTURE(source.path);
        CHECK_FALSE(std::filesystem::exists(std::filesystem::path{SOURCE_FOLDER} / "src" / source.path.substr(6)));
    }
}

TEST_CASE("views ask nothing of the database, and charts and html know no request") {
    for (auto const& source : program()) {
        auto const is_view = source.name().starts_with("views.") || source.name().find("_views.") != std::string::npos;
        auto const draws = is_view || source.folder() == "charts" || source.folder() == "html";
        if (!draws) continue;
        CAPTURE(source.path);
        for (auto const& include : includes(source)) {
            CAPTURE(include);
            CHECK_FALSE(include.starts_with("storage/"));
            CHECK_FALSE(include.ends_with("/queries.h"));
            CHECK_FALSE((include.starts_with("web/") && !is_view));
        }
    }
}

TEST_CASE("routes are included by what puts the program together only") {
    for (auto const& source : program())
        for (auto const& include : includes(source)) {
            CAPTURE(source.path);
            CAPTURE(include);
            auto const is_own = source.name().starts_with("routes.");
            CHECK((is_own || source.folder() == "app" || !include.ends_with("/routes.h")));
        }
}

TEST_CASE("every query of a tenant's table names the organisation first") {
    auto const tables = tenant_tables();
    for (auto const& source : program())
        for (auto const& text : literals(source.text)) {
            if (!names_a_table(text, tables)) continue;
            CAPTURE(source.path);
            CAPTURE(text);
            CHECK(keeps_to_one_organisation(text));
        }
}

TEST_CASE("the reader of queries finds the one that forgets its organisation") {
    Names const tables{"answers"};

    auto const found = literals(R"~(db.row(R"(
        SELECT item FROM answers
        WHERE id = $1)", "UPDATE " "answers SET a = 1"); // "SELECT 1 FROM answers")~");

    REQUIRE(found.size() == 2);
    for (auto const& text : found) CHECK((names_a_table(text, tables) && !keeps_to_one_organisation(text)));
    CHECK(keeps_to_one_organisation("SELECT item FROM answers WHERE organisation_id = $1"));
    CHECK(keeps_to_one_organisation("INSERT INTO answers (organisation_id, id) VALUES ($1, $2)"));
    CHECK_FALSE(keeps_to_one_organisation("INSERT INTO answers (id, organisation_id) VALUES ($2, $1)"));
    CHECK_FALSE(names_a_table("SELECT 1 FROM answers_kept", tables));
}

TEST_CASE("colours, radii and shadows are tokens, whose values stand in one file") {
    for (auto const& sheet : sources("assets/css", {".css"})) {
        if (sheet.name() == "tokens.css") continue;
        for (auto const& [property, value] : declarations(without_comments(sheet.text))) {
            CAPTURE(sheet.path);
            CAPTURE(property);
            CAPTURE(value);
            CHECK_FALSE(holds_a_colour(value));
            auto const is_drawn_from_tokens =
                property.ends_with("radius") || property == "box-shadow" || property == "text-shadow";
            CHECK((!is_drawn_from_tokens || is_a_token(value)));
        }
    }
}

TEST_CASE("a class that is styled is used by a page") {
    std::string everything;
    for (auto const& source : program()) everything += source.text;
    for (auto const& script : sources("assets/js", {".js"})) everything += script.text;
    for (auto const& text : sources("assets/pages", {".md"})) everything += text.text;
    auto const said = words(everything);

    for (auto const& sheet : sources("assets/css", {".css"})) {
        CAPTURE(sheet.path);
        std::string orphans;
        for (auto const& name : classes(without_comments(sheet.text)))
            if (!is_said(name, said, everything)) orphans += " ." + name;
        CHECK(orphans == "");
    }
}

TEST_CASE("each test that the table of quality names is there") {
    std::set<std::string> known;
    for (auto const& source : sources("tests", {".cpp"})) {
        constexpr std::string_view begin = "TEST_CASE(\"";
        for (auto at = source.text.find(begin); at != source.text.npos; at = source.text.find(begin, at + 1)) {
            auto const start = at + begin.size();
            known.insert(source.text.substr(start, source.text.find("\")", start) - start));
        }
    }
    auto const spaced = [](std::string name, char sign) {
        std::ranges::replace(name, sign, ' ');
        return name;
    };
    for (auto const& journey : sources("tests/journeys/journeys", {".mjs"}))
        known.insert(spaced(fs::path{journey.name()}.stem().string(), '-'));
    for (auto const& line : lines(content(root / "tests/faults/run")))
        if (line.starts_with("def ")) known.insert(spaced(line.substr(4, line.find('(') - 4), '_'));

    auto count = 0;
    for (auto const& line : lines(content(root / "docs/quality.md"))) {
        if (!line.starts_with("| ") || line.starts_with("| row")) continue;
        auto const held_by = line.substr(line.find('|', line.find('|', 2) + 1));
        for (auto at = held_by.find("« "); at != held_by.npos; at = held_by.find("« ", at + 1)) {
            auto const start = at + std::string_view{"« "}.size();
            auto const name = held_by.substr(start, held_by.find(" »", start) - start);
            CAPTURE(name);
            CHECK(known.contains(name));
            ++count;
        }
    }
    CHECK(count > 100);
}
