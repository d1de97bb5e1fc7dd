#pragma once

#include "accounts/visit.h"
#include "core/result.h"
#include "core/url.h"
#include "evidence/evidence.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace evidence {

// What a document is joined to, as its page calls it.
struct Described {
    std::string title; // « 12. Transparence »
    Url address;
    bool may_change = true;                     // false where its cycle is closed, or this member may not work on it
    std::optional<accounts::Cycle> closed = {}; // whose documents stay as they were
};

// Filled by app/: what the objects are that documents are joined to.
struct Users {
    using Objects = std::map<Object, Described>;

    // One call a page. An object that is not in the answer does not exist in this structure.
    std::function<Objects(storage::Reader const&, accounts::Caller const&, accounts::Member const&, std::span<Object const>)>
        describe = [](auto const&, auto const&, auto const&, auto) { return Objects{}; };
};

// Draws images anew, in another process: upright, without the place where they were taken nor anything else that was put
// beside them. Filled by app/.
struct Images {
    enum class Shape { as_it_was, logo }; // a logo is a PNG of at most 512 pixels a side
    enum class Fault { damaged, too_many_pixels, unavailable };

    struct Job {
        std::string tenant;
        std::filesystem::path from;
        std::filesystem::path to;
        std::string type; // « image/jpeg »
        Shape shape = Shape::as_it_was;
    };

    // Nothing where it is done. Waits for it.
    std::function<std::optional<Fault>(Job const&)> redraw = [](Job const&) { return Fault::unavailable; };
};

} // namespace evidence
