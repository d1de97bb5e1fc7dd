#include "app/commands.h"

#include "accounts/members.h"
#include "accounts/password_advice.h"
#include "app/acts.h"
#include "app/archives.h"
#include "app/demo.h"
#include "app/demonstration.h"
#include "app/options.h"
#include "app/place.h"
#include "app/program.h"
#include "app/referentiels.h"
#include "app/sample.h"
#include "app/serve.h"
#include "app/tidying.h"
#include "core/embedded.h"
#include "core/unicode.h"
#include "diagnostic/queries.h"
#include "entrance/errands.h"
#include "evidence/reminders.h"
#include "evidence/tidying.h"
#include "referentiel/imported.h"

#include "storage/database.h"

#include <algorithm>
#include <functional>
#include <iostream>
#include <string_view>

namespace app {
namespace {

Options::Known with(std::set<std::string, std::less<>> values, std::set<std::string, std::less<>> flags = {}) {
    values.insert({"data", "database", "log"});
    return {std::move(values), std::move(flags)};
}

Furniture furniture_of(Options const& options) { return furnish(place_of(options).database, {}, 2); }

int migrate(Options const& options) {
    storage::open({.address = place_of(options).database, .readers = 1});
    std::cout << "La base est à jour.\n";
    return 0;
}

std::string password_from_input() {
    std::string password;
    std::getline(std::cin, password);
    while (!password.empty() && password.back() == '\r') password.pop_back();
    return cleaned(password);
}

// « Claire Houël »: what comes first is given, what follows is the family's.
std::pair<std::string, std::string> names_of(std::string const& name) {
    auto const blank = name.find(' ');
    if (blank == name.npos) return {name, ""};
    return {name.substr(0, blank), name.substr(blank + 1)};
}

accounts::OrganisationId open_structure(storage::Writer& db, accounts::Desk const& desk, std::string const& name,
    referentiel::Version const& version, accounts::UserId const& user) {
    auto const now = desk.clock();
    auto const organisation = accounts::add_organisation(
        db, {.name = name, .legal_form = "", .sector = "", .staff = "", .region = ""}, now, desk.chance);
    accounts::add_member(db, organisation.id, user, accounts::Role::owner, now, desk.chance);
    auto const year = std::chrono::year_month_day{desk.zone.day(now)}.year();
    auto const cycle = accounts::add_cycle(db, organisation.id, std::to_string(int{year}), now, desk.chance);
    diagnostic::open(db, organisation.id, cycle, version, now, desk.chance);
    auto const id = organisation.id.text();
    add_to_trail(db, desk, {"open_space", id, user.text(), id});
    return organisation.id;
}

// Whoever has an account may be given another structure, and nothing else.
void require_other_structure(storage::Reader const& db, accounts::User const& user, Options const& options) {
    auto const name = options.value("organisation");
    if (!name || options.has("platform-admin")) throw Impossible{"cette adresse a déjà un compte : " + user.email};
    for (auto const& place : accounts::workplaces(db, user.id))
        if (place.name == cleaned_line(*name))
            throw Impossible{"cette adresse a déjà un compte, et une structure de ce nom : " + user.email};
}

int create_user(Options const& options) {
    auto const email = accounts::comparable_email(options.required("email"));
    auto const name = cleaned_line(options.required("name"));
    if (!accounts::is_email(email)) throw Impossible{"ce n'est pas une adresse électronique : " + email};
    if (!options.has("password-stdin")) throw WrongUse{"donnez le mot de passe par l'entrée : --password-stdin"};

    auto const furniture = furniture_of(options);
    auto const& desk = *furniture.desk;
    auto const names = names_of(name);
    auto const& given = names.first;
    auto const& family = names.second;
    auto const password = password_from_input();
    std::vector<std::string> const personal{
        options.value_or("organisation", ""), given, family, email.substr(0, email.find('@'))};
    if (auto const problem = accounts::problem_with(password, personal))
        throw Impossible{accounts::password_advice(desk.french, *problem)};
    auto const* version = furniture.library->latest(options.value_or("referentiel", "ess-complet"));
    if (!version) throw Impossible{"aucun référentiel ne porte ce code : " + options.required("referentiel")};

    auto const hash = furniture.passwords->hash(password);
    std::string user_id, organisation_id;
    auto is_new = false;
    furniture.db->write([&](storage::Writer& db) {
        auto const existing = accounts::find_user(db, email);
        is_new = !existing;
        if (existing) require_other_structure(db, *existing, options);
        auto const user = existing ? existing->id
                                   : accounts::add_user(db, {email, hash, given, family, "fr", options.has("platform-admin")},
                                         desk.clock(), desk.chance);
        user_id = user.text();
        if (is_new) add_to_trail(db, desk, {"create_user", user_id});
        if (auto const structure = options.value("organisation"))
            organisation_id = open_structure(db, desk, cleaned_line(*structure), *version, user).text();
    });
    tell({is_new ? "create_user" : "open_space", is_new ? user_id : organisation_id, user_id, organisation_id});
    std::cout << (is_new ? "Compte créé : " : "Compte gardé, avec son mot de passe : ") << email << "\n";
    if (!organisation_id.empty()) std::cout << "Structure : " << organisation_id << "\n";
    return 0;
}

int create_key(Options const& options) {
    auto const scope = options.required("scope");
    if (scope != "read" && scope != "write") throw WrongUse{"--scope est read ou write"};
    auto const furniture = furniture_of(options);
    auto const& desk = *furniture.desk;
    std::string key, user_id;
    furniture.db->write([&](storage::Writer& db) {
        auto const user = accounts::find_user(db, options.required("email"));
        if (!user) throw Impossible{"aucun compte n'a cette adresse : " + options.required("email")};
        user_id = user->id.text();
        key = accounts::add_api_key(db, user->id, options.value_or("label", "ligne de commande"),
            scope == "write" ? accounts::Scope::write : accounts::Scope::read, desk.clock(), desk.chance);
        add_to_trail(db, desk, {"add_key", user_id}, R"({"scope":")" + scope + R"("})");
    });
    tell({"add_key", user_id, user_id});
    std::cout << key << "\n";
    return 0;
}

// « 2026-11-22 » or « 2026-11-22T07:00:00Z ».
Instant read_instant(std::string const& text) {
    auto const day = parse<Date>(text.substr(0, 10));
    int hour = 0, minute = 0, second = 0;
    auto const is_day = text.size() == 10;
    auto const is_read = is_day || (text.size() == 20 && text.back() == 'Z' &&
                                       std::sscanf(text.c_str() + 10, "T%2d:%2d:%2dZ", &hour, &minute, &second) == 3);
    if (!day || !is_read) throw WrongUse{"--at attend un instant en UTC, par exemple 2026-11-22T07:00:00Z"};
    return Instant{*day} + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

// What the program does by itself now and then, done now as if it were that time.
int run_jobs(Options const& options) {
    if (options.words() != std::vector<std::string>{}) throw WrongUse{"jobs run ne prend que des options"};
    auto const furniture = furniture_of(options);
    auto& desk = *furniture.desk;
    if (auto const at = options.value("at")) desk.clock = [instant = read_instant(*at)] { return instant; };
    entrance::run_errands(desk);
    desk.db.write([&](storage::Writer& db) { forget_what_has_ended(db, desk.clock()); }); // a clock that was named is believed
    evidence::remind(desk);
    evidence::tidy(desk);
    referentiel::keep_carried(desk.db, desk.library, embedded::referentiels(), desk.clock());
    restore_demonstrations(desk);
    std::cout << "Les tâches sont faites.\n";
    return 0;
}

int print_routes(Options const&) {
    auto const router = routes();
    for (auto const& route : router.routes())
        std::cout << route.method << ' ' << route.pattern << ' ' << to_text(route.right) << "\n";
    return 0;
}

struct Command {
    std::string_view name;
    std::string_view usage;
    Options::Known known;
    std::function<int(Options const&)> run;
};

std::vector<Command> const& commands() {
    static std::vector<Command> const all{
        {"serve",
            "serve [--listen 127.0.0.1:8080] [--data DOSSIER | --database URL] [--base-url URL] [--smtp smtp://hôte:port] "
            "[--mail-from A]\n"
            "      [--workers N] [--trusted-proxy CIDR] [--secret-file F] [--metrics-token-file F] [--allow-clear] [--log F]\n"
            "      [--publisher NOM] [--host HÉBERGEUR] [--contact ADRESSE] [--source URL]: ce que disent les pages légales",
            with({"listen", "base-url", "smtp", "mail-from", "workers", "trusted-proxy", "secret-file", "metrics-token-file",
                     "log", "publisher", "host", "contact", "source"},
                {"allow-clear"}),
            serve},
        {"migrate", "migrate [--data DOSSIER | --database URL]", with({}), migrate},
        {"demo", "demo [--data DOSSIER]: deux structures inventées, pour voir", with({}), make_demo},
        {"user create",
            "user create --email E --name N --password-stdin [--organisation NOM --referentiel CODE] [--platform-admin] [--data "
            "DOSSIER]",
            with({"email", "name", "organisation", "referentiel"}, {"password-stdin", "platform-admin"}), create_user},
        {"key create", "key create --email E --scope read|write [--label TEXTE] [--data DOSSIER]",
            with({"email", "scope", "label"}), create_key},
        {"referentiel list", "referentiel list [--data DOSSIER | --database URL]", with({}), list_referentiels},
        {"referentiel check", "referentiel check FICHIER [--language fr|en] [--data DOSSIER | --database URL]",
            with({"language"}), check_referentiel},
        {"referentiel import",
            "referentiel import FICHIER [--dry-run] [--language fr|en] [--data DOSSIER | --database URL]: une version publiée "
            "ne\n"
            "      change plus ; --dry-run dit seulement ce qui serait fait",
            with({"language"}, {"dry-run"}), import_referentiel},
        {"export", "export --organisation ID --out FICHIER.zip [--data DOSSIER | --database URL]", with({"organisation", "out"}),
            export_structure},
        {"import", "import FICHIER.zip [--data DOSSIER | --database URL]", with({}), import_structure},
        {"backup",
            "backup --out FICHIER [--data DOSSIER | --database URL] [--secret-file F]: base, documents et secret en un fichier, "
            "pendant\n"
            "      que le serveur tourne ; gardez ce fichier en lieu sûr, il ouvre tout",
            with({"out", "secret-file"}), back_up},
        {"restore", "restore FICHIER [--data DOSSIER | --database URL]: dans un dossier ou une base vides", with({}), restore},
        {"doctor", "doctor [--data DOSSIER | --database URL] [--secret-file F]: dit ce qui va et ce qui ne va pas",
            with({"secret-file"}), examine},
        {"jobs run", "jobs run [--at INSTANT] [--data DOSSIER]", with({"at"}), run_jobs},
        {"routes", "routes", with({}), print_routes},
        {"sample", "sample --structures N [--data DOSSIER]: des structures inventées, pour les mesures", with({"structures"}),
            make_sample},
    };
    return all;
}

void print_usage(std::ostream& out) {
    out << "ESS Pratiques\n\n";
    for (auto const& command : commands()) out << "  esspratiques " << command.usage << "\n";
    out << "\n--log F : chaque commande qui change ou lit tout ajoute une ligne à ce journal, celui du serveur par exemple.\n";
    out << "Chaque option peut aussi venir de l'environnement : ESSPRATIQUES_LISTEN pour --listen.\n";
}

// The command whose words begin the arguments, and how many words that is.
std::pair<Command const*, std::size_t> find_command(std::vector<std::string> const& arguments) {
    for (auto const& command : commands()) {
        auto const words = command.name.find(' ') == command.name.npos ? 1u : 2u;
        if (arguments.size() < words) continue;
        if (command.name == (words == 1 ? arguments[0] : arguments[0] + " " + arguments[1])) return {&command, words};
    }
    return {nullptr, 0};
}

} // namespace

int run(std::vector<std::string> const& arguments) {
    auto const [command, words] = find_command(arguments);
    auto const asks_help = std::ranges::find(arguments, "--help") != arguments.end();
    if (!command) {
        print_usage(asks_help || arguments.empty() ? std::cout : std::cerr);
        return asks_help ? 0 : 2;
    }
    if (asks_help) {
        std::cout << "esspratiques " << command->usage << "\n";
        return 0;
    }
    try {
        Options const options{{arguments.begin() + static_cast<std::ptrdiff_t>(words), arguments.end()}, command->known};
        if (command->name == "serve") return serve(options); // it keeps a log of its own
        OperatorLog const log{options};
        return command->run(options);
    } catch (WrongUse const& wrong) {
        std::cerr << wrong.what() << "\n\nesspratiques " << command->usage << "\n";
        return 2;
    } catch (std::exception const& refused) {
        std::cerr << refused.what() << "\n";
        return 1;
    }
}

} // namespace app
