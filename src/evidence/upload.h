#pragma once

#include "accounts/visit.h"
#include "evidence/content.h"
#include "evidence/slots.h"
#include "storage/files.h"

#include <memory>
#include <string>
#include <variant>

namespace evidence {

// A file that came with a form, ready to be kept: what it is is known, and an image was drawn anew.
struct Upload {
    std::shared_ptr<storage::Draft const> draft = {}; // shared, since what was prepared is handed on as a copy
    std::string name = {};
    std::string type = {};
    std::string problem = {}; // in words, where it cannot be kept; empty too where the form brought no file
    int status = 422;         // of the page that tells the problem

    explicit operator bool() const { return draft != nullptr; }
};

// Before the transaction: writes the file of that field beside its place.
Upload receive(accounts::Receiving const&, std::string_view field, Images::Shape = Images::Shape::as_it_was);

} // namespace evidence
