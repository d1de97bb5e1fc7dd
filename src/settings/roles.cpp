#include "settings/roles.h"

namespace settings {

using accounts::Role;

std::string role_name(html::Language const& t, Role role) {
    switch (role) {
        case Role::owner: return t.text("Pilotage");
        case Role::contributor: return t.text("Contribution");
        case Role::reader: return t.text("Lecture");
    }
    return {};
}

std::string role_explanation(html::Language const& t, Role role) {
    switch (role) {
        case Role::owner: return t.text("Tout faire dans la structure, y compris gérer l'équipe et les paramètres.");
        case Role::contributor:
            return t.text("Évaluer, décrire, planifier et suivre, sans toucher à l'équipe ni aux paramètres.");
        case Role::reader:
            return t.text("Tout lire et tout exporter, sans rien modifier : un conseil d'administration, un financeur.");
    }
    return {};
}

std::vector<html::Option> role_options(html::Language const& t) {
    std::vector<html::Option> options;
    for (auto const role : all_roles) options.push_back({std::string{to_text(role)}, role_name(t, role)});
    return options;
}

html::Html role_legend(html::Language const& t) {
    return t.html(R"(
<dl class="pairs">{}</dl>)",
        html::each(all_roles, [&](Role role) {
            return t.html("<div><dt>{}</dt><dd>{}</dd></div>", role_name(t, role), role_explanation(t, role));
        }));
}

} // namespace settings
