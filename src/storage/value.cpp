#include "storage/value.h"

namespace storage {
namespace {

struct Kept {
    Value operator()(std::monostate) const { return {}; }
    Value operator()(std::int64_t number) const { return number; }
    Value operator()(double number) const { return number; }
    Value operator()(std::string_view text) const { return text; }
    Value operator()(std::span<std::byte const> bytes) const { return Blob(bytes.begin(), bytes.end()); }
};

} // namespace

Value Row::value(Column const& column) { return std::visit(Kept{}, column); }

} // namespace storage
