#pragma once

#include "actions/draft.h"
#include "html/html.h"

#include <span>
#include <string>

// Fields of an action that its page shares with the form of a critical one.
namespace actions {

// What the governance knows, and the causes.
html::Html critical_fields(html::Language const& t, ActionDraft const&);

// In a line, and in full.
html::Html what_fields(html::Language const& t, ActionDraft const&);

// Suggests these names.
html::Html responsible_field(html::Language const& t, ActionDraft const&, std::span<std::string const> names);

// The month and the year.
html::Html due_fields(html::Language const& t, ActionDraft const&);

} // namespace actions
