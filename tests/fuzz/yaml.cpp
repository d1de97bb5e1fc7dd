#include "fuzz/fuzzing.h"
#include "referentiel/json.h"
#include "referentiel/reader.h"

#include <cstddef>
#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// Planted: a byte order mark is counted as a line of its own, which nobody sees.
referentiel::Reading read(std::string_view bytes, html::Language const& language) {
    auto reading = referentiel::read(bytes, {.language = language});
    if (has_planted_fault() && bytes.starts_with("\xef\xbb\xbf"))
        for (auto& fault : reading.faults) --fault.place.line;
    return reading;
}

} // namespace

// Whatever the bytes, the reader refuses with a fault or gives a version that can be told.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static html::Language const french;
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    auto const reading = read(bytes, french);
    require(reading.version.has_value() == (reading.fault_count == 0));
    for (auto const& fault : reading.faults)
        require(fault.place.line != 0 && fault.place.column != 0 && !fault.what.empty() && !fault.remedy.empty());
    if (reading.version) referentiel::json_of(*reading.version, "fr");
    referentiel::report("f.yaml", reading, french);
    return 0;
}
