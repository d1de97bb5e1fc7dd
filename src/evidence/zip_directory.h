#pragma once

#include "evidence/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace evidence {

// What a ZIP file lists at its end; nothing of it is unpacked here, ever.
struct ZipDirectory {
    struct Entry {
        std::string name;
        std::uint64_t packed = 0;
        std::uint64_t unpacked = 0;
    };
    std::vector<Entry> entries;
    std::string mimetype = {}; // what its first entry says where it is called so, as in ODF

    bool has(std::string_view name) const;
};

// Nothing where the list is missing, cut short, or contradicts the file; of a file with more than 10,000 entries too.
std::optional<ZipDirectory> zip_directory(Bytes const&);

// Would it fill a disk if someone unpacked it?
bool is_bomb(ZipDirectory const&);

// Does the file end as a ZIP does, whatever it begins as?
bool ends_as_zip(Bytes const&);

} // namespace evidence
