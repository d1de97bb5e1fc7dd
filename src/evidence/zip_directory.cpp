#include "evidence/zip_directory.h"

#include <algorithm>

using namespace std::string_view_literals;

namespace evidence {
namespace {

constexpr std::size_t end_bytes = 22, longest_comment = 65'535, entry_bytes = 46, local_bytes = 30;
constexpr std::size_t most_entries = 10'000, most_directory_bytes = std::size_t{4} << 20;
constexpr std::uint64_t most_unpacked = std::uint64_t{300} << 20, most_growth = 200, may_grow_freely = std::uint64_t{8} << 20;
constexpr std::string_view end_mark = "PK\x05\x06"sv, entry_mark = "PK\x01\x02"sv, local_mark = "PK\x03\x04"sv;

std::string tail(Bytes const& bytes) {
    auto const count = std::min<std::uint64_t>(bytes.size, end_bytes + longest_comment);
    return bytes.read(bytes.size - count, static_cast<std::size_t>(count));
}

// « mimetype », packed as it is, comes first in an ODF file, so that anybody may read it there.
std::string mimetype_of(Bytes const& bytes) {
    auto const head = bytes.read(0, local_bytes + 8 + 100);
    std::string_view const view{head};
    if (!view.starts_with(local_mark) || view.size() < local_bytes + 8 || view.substr(local_bytes, 8) != "mimetype") return {};
    auto const method = little_endian(view.substr(8, 2)), size = little_endian(view.substr(22, 4));
    auto const name = little_endian(view.substr(26, 2)), extra = little_endian(view.substr(28, 2));
    if (method != 0 || name != 8 || extra != 0 || size > 100) return {};
    return std::string{view.substr(local_bytes + 8, size)};
}

} // namespace

bool ZipDirectory::has(std::string_view name) const {
    return std::any_of(entries.begin(), entries.end(), [&](Entry const& entry) { return entry.name == name; });
}

bool ends_as_zip(Bytes const& bytes) {
    auto const last = tail(bytes);
    auto const found = last.rfind(end_mark);
    if (found == last.npos || last.size() - found < end_bytes) return false;
    return found + end_bytes + little_endian(std::string_view{last}.substr(found + 20, 2)) == last.size();
}

std::optional<ZipDirectory> zip_directory(Bytes const& bytes) {
    auto const last = tail(bytes);
    auto const found = last.rfind(end_mark);
    if (found == last.npos || last.size() - found < end_bytes) return std::nullopt;
    auto const end = std::string_view{last}.substr(found);
    auto const count = little_endian(end.substr(10, 2));
    std::uint64_t const size = little_endian(end.substr(12, 4)), begin = little_endian(end.substr(16, 4));
    auto const place_of_end = bytes.size - (last.size() - found);
    if (count == 0 || count > most_entries || size > most_directory_bytes || begin + size != place_of_end) return std::nullopt;

    auto const text = bytes.read(begin, static_cast<std::size_t>(size));
    std::string_view rest{text};
    ZipDirectory directory{{}, mimetype_of(bytes)};
    for (std::uint32_t i = 0; i < count; ++i) {
        if (rest.size() < entry_bytes || !rest.starts_with(entry_mark)) return std::nullopt;
        auto const name = little_endian(rest.substr(28, 2)), extra = little_endian(rest.substr(30, 2)),
                   comment = little_endian(rest.substr(32, 2));
        std::uint64_t const whole = std::uint64_t{entry_bytes} + name + extra + comment;
        if (rest.size() < whole || little_endian(rest.substr(42, 4)) >= begin) return std::nullopt;
        directory.entries.push_back(
            {std::string{rest.substr(entry_bytes, name)}, little_endian(rest.substr(20, 4)), little_endian(rest.substr(24, 4))});
        rest.remove_prefix(static_cast<std::size_t>(whole));
    }
    if (!rest.empty()) return std::nullopt;
    return directory;
}

bool is_bomb(ZipDirectory const& directory) {
    std::uint64_t all = 0;
    for (auto const& entry : directory.entries) {
        if (entry.unpacked > may_grow_freely && entry.unpacked / most_growth > entry.packed) return true;
        all += entry.unpacked;
    }
    return all > most_unpacked;
}

} // namespace evidence
