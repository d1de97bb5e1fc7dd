#pragma once

#include "actions/draft.h"
#include "core/chance.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace api {

// What a program sends for an action: as if it had been typed into its form, so that the same rules judge it.
struct SentAction {
    actions::ActionDraft draft = {};
    std::string criterion = {}; // of a new one: key or number
    std::string parent = {};    // of a new one that is a part
    std::optional<std::int64_t> revision = {};
};

// Fields that are absent stay as they are in the draft that is given; null and "" empty them. Nothing where it is no such JSON.
std::optional<SentAction> read_action(
    std::string_view body, actions::ActionDraft, std::function<actions::IndicatorId()> const& new_indicator);

} // namespace api
