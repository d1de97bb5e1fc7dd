#include "evidence/logo.h"

namespace evidence {

std::string logo(storage::Reader const& db, storage::Files const& files, accounts::Member const& member) {
    if (member.logo.empty()) return {};
    auto const next = files.pieces(db, member.organisation.text(), member.logo);
    std::string bytes;
    for (auto piece = next(); !piece.empty(); piece = next()) bytes += piece;
    return bytes;
}

} // namespace evidence
