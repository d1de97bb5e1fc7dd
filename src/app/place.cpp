#include "app/place.h"

#include "core/chance.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <set>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shortest_secret = 32;

void make_secret(fs::path const& file) {
    auto const text = new_token(system_chance()) + "\n";
    auto const handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) throw Impossible{"le secret ne peut pas être écrit : " + file.string()};
    auto const written = ::write(handle, text.data(), text.size());
    auto const is_kept = written == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
    ::close(handle);
    if (!is_kept) throw Impossible{"le secret ne peut pas être écrit : " + file.string()};
}

std::string read_secret(fs::path const& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) throw Impossible{"le fichier du secret manque : " + file.string()};
    if ((about.st_mode & 077) != 0)
        throw Impossible{"le fichier du secret est lisible par d'autres : chmod 600 " + file.string()};
    std::ifstream stream{file};
    std::string secret{std::istreambuf_iterator{stream}, {}};
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    auto const distinct = std::set<char>{secret.begin(), secret.end()}.size();
    if (secret.size() < shortest_secret || distinct < 8)
        throw Impossible{"le secret est trop faible : il faut 32 octets au moins, tirés au hasard, dans " + file.string()};
    return secret;
}

} // namespace

Place place_of(Options const& options) {
    if (auto const address = options.value("database")) return {std::nullopt, *address};
    auto const folder = fs::absolute(options.value_or("data", "var")); // programs that are started elsewhere find it too
    std::error_code error;
    auto const is_new = !fs::exists(folder, error);
    fs::create_directories(folder, error);
    if (error) throw Impossible{"le dossier ne peut pas être créé : " + folder.string() + " (" + error.message() + ")"};
    if (is_new) fs::permissions(folder, fs::perms::owner_all, error);
    return {folder, (folder / "esspratiques.db").string()};
}

std::string secret_of(Options const& options, Place const& place) {
    if (auto const file = options.value("secret-file")) return read_secret(*file);
    if (!place.folder) throw Impossible{"avec --database, indiquez le secret commun aux serveurs : --secret-file FICHIER"};
    auto const file = *place.folder / "secret";
    if (!fs::exists(file)) make_secret(file);
    return read_secret(file);
}

fs::path worker_folder() {
    std::error_code error;
    auto const program = fs::read_symlink("/proc/self/exe", error);
    for (auto folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
        if (fs::exists(folder / "worker" / "package.json", error)) return folder / "worker";
    return program.parent_path() / "worker";
}

FolderLock::FolderLock(Place const& place) {
    if (!place.folder) return;
    auto const path = *place.folder / "serveur.lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw Impossible{"le dossier ne se laisse pas écrire : " + place.folder->string()};
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0)
        throw Impossible{"un serveur utilise déjà ce dossier : " + place.folder->string()};
}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}

} // namespace app
