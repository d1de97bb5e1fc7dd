#include "evidence/archiving.h"

#include "evidence/addresses.h"

#include <algorithm>
#include <array>

namespace evidence {
namespace {

using accounts::Right;
using html::Html;

constexpr std::array<std::string_view, 3> names{"autodiagnostic", "pratiques", "engagements"};

} // namespace

std::string_view to_text(Report report) { return names[static_cast<std::size_t>(report)]; }

Url archiving_url(accounts::OrganisationId const& organisation) { return act_url(organisation, "rapports"); }

Html archive_button(accounts::Caller const& caller, accounts::Member const& member, accounts::CycleId const& cycle, Report report,
    std::string_view label, std::optional<Url> const& back, std::optional<std::string> const& id, std::optional<Url> const& at) {
    auto const& t = caller.t;
    if (!accounts::may(member.role, Right::rate)) return {};
    auto const button = t.html(R"({}{}{}{}<button class="button button--second" type="submit">{}</button>)",
        html::hidden_field(t, "id", id.value_or(new_uuid(caller.now, caller.desk.chance))),
        html::hidden_field(t, "demarche", cycle.text()), html::hidden_field(t, "rapport", to_text(report)),
        html::when(back.has_value(), [&] { return html::hidden_field(t, "retour", back->text()); }), label);
    return html::button_form(t, at.value_or(archiving_url(member.organisation)), caller.form_key, button);
}

Html archive_item(accounts::Caller const& caller, accounts::Member const& member, accounts::CycleId const& cycle, Report report) {
    auto const& t = caller.t;
    return html::when(accounts::may(member.role, Right::rate),
        [&] { return t.html("<li>{}</li>", archive_button(caller, member, cycle, report, t.text("Archiver ce rapport"))); });
}

} // namespace evidence

template <>
std::optional<evidence::Report> parse<evidence::Report>(std::string_view text) {
    auto const found = std::ranges::find(evidence::names, text);
    if (found == evidence::names.end()) return std::nullopt;
    return static_cast<evidence::Report>(found - evidence::names.begin());
}
