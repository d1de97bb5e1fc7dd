#include "referentiel/json.h"
#include "referentiel/reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Whatever the bytes, the reader refuses with a fault or gives a version that can be told.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static html::Language const french;
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    auto const reading = referentiel::read(bytes, {.language = french});
    if (reading.version.has_value() == (reading.fault_count > 0)) std::abort();
    for (auto const& fault : reading.faults)
        if (fault.place.line == 0 || fault.place.column == 0 || fault.what.empty() || fault.remedy.empty()) std::abort();
    if (reading.version) referentiel::json_of(*reading.version, "fr");
    referentiel::report("f.yaml", reading, french);
    return 0;
}
