#pragma once

#include "accounts/visit.h"
#include "evidence/draft.h"
#include "evidence/evidence.h"
#include "evidence/slots.h"
#include "evidence/upload.h"
#include "layout/frame.h"

#include <string>
#include <string_view>
#include <vector>

// What the pages of documents have in common.
namespace evidence {

bool may_change(accounts::Member const&);

// What these objects are called, and where they are.
Users::Objects described(storage::Reader const&, accounts::Caller const&, accounts::Member const&, std::vector<Object> const&);

layout::Sheet sheet_of(accounts::Caller const&, accounts::Member const&, std::string heading);
web::Response answer(accounts::Caller const&, accounts::Member const&, layout::Sheet, Draft const& = {});

// Back where one was, or to the document.
web::Response to_document(accounts::Member const&, EvidenceId const&, Draft const&, std::string_view done);

std::string new_form_id(accounts::Caller const&);

// What is wrong with what was uploaded, or that there is no room for it, is said in the draft.
void check_upload(accounts::Change&, Upload const&, Draft&);
Version version_of(accounts::Change&, Upload const&, VersionId, int number, std::optional<Date> expires);

// In the trail.
void note(accounts::Change&, std::string_view verb, EvidenceId const&, std::string_view title);

} // namespace evidence
