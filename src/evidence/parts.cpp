#include "evidence/parts.h"

#include "evidence/addresses.h"
#include "evidence/content.h"
#include "layout/parts.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace evidence {
namespace {

using html::each, html::Html, html::Language, html::when;

Html use_link(Language const& t, Object const& object, Users::Objects const& objects) {
    auto const found = objects.find(object);
    if (found == objects.end()) return {};
    return t.html(R"(<li><a href="{}">{}</a></li>)", found->second.address, found->second.title);
}

} // namespace

std::string size_words(Language const& t, std::int64_t bytes) {
    constexpr std::int64_t kilo = 1024, mega = kilo * 1024;
    if (bytes < kilo) return t.text("{} octets", {t.number(bytes)});
    if (bytes < mega) return t.text("{} ko", {t.number((bytes + kilo / 2) / kilo)});
    if (bytes >= 100 * mega) return t.text("{} Mo", {t.number((bytes + mega / 2) / mega)});
    return t.text("{} Mo", {t.number(Decimal{(bytes * 10 + mega / 2) / mega, 1})});
}

std::string facts(Language const& t, Version const& version) {
    auto words = type_words(t, version.type);
    if (version.size > 0) words += " · " + size_words(t, version.size);
    if (version.number > 1) words += " · " + t.text("version {}", {std::to_string(version.number)});
    return words;
}

std::string facts_words(Language const& t, Evidence const& evidence) {
    auto words = t.text("« {} »", {evidence.title});
    if (evidence.version.expires) words += ", " + t.text("jusqu'au {}", {t.date(*evidence.version.expires)});
    if (evidence.year) words += ", " + t.text("rapport de {}", {std::to_string(*evidence.year)});
    return words;
}

Html expiry_words(accounts::Caller const& caller, std::optional<Date> expires) {
    auto const& t = caller.t;
    if (!expires) return {};
    auto const state = freshness(expires, caller.today());
    auto const tag = state == Freshness::expired ? t.html(R"( <span class="timing timing--late">{Expiré}</span>)")
                     : state == Freshness::soon  ? t.html(R"( <span class="timing timing--unset">{Bientôt}</span>)")
                                                 : Html{};
    return t.html("{}{}", t.date(*expires), tag);
}

Html opening(Language const& t, accounts::OrganisationId const& organisation, Version const& version, std::string_view words) {
    if (auto const link = Url::external(version.link); link && !version.link.empty())
        return t.html(R"(<a href="{}" rel="noopener noreferrer">{}</a>)", *link, words);
    return t.html(R"(<a href="{}">{}</a>)", file_url(organisation, version.id), words);
}

Html uses_list(Language const& t, std::vector<Object> const& uses, Users::Objects const& objects, std::size_t most) {
    std::vector<Object> known;
    std::copy_if(uses.begin(), uses.end(), std::back_inserter(known), [&](auto const& one) { return objects.contains(one); });
    auto const shown = std::span{known}.first(std::min(most, known.size()));
    auto const rest = static_cast<std::int64_t>(known.size() - shown.size());
    auto const more = when(rest > 0, [&] { return t.html("<li>{}</li>", t.count(rest, "et {} autre", "et {} autres")); });
    return when(!known.empty(),
        [&] { return t.html("<ul>{}{}</ul>", each(shown, [&](Object const& one) { return use_link(t, one, objects); }), more); });
}

Html done_notice(Language const& t, std::string_view done) {
    auto const words = done == "ajout"          ? t.text("Le document est ajouté.")
                       : done == "archive"      ? t.text("Le rapport est archivé parmi vos documents.")
                       : done == "version"      ? t.text("La nouvelle version est en place.")
                       : done == "fiche"        ? t.text("Le titre et l'échéance sont enregistrés.")
                       : done == "retrait"      ? t.text("Le document est dans la corbeille, pour trente jours.")
                       : done == "restauration" ? t.text("Le document est de retour.")
                       : done == "fin"          ? t.text("Le document est supprimé définitivement.")
                       : done == "vidage"       ? t.text("La corbeille est vidée.")
                       : done == "joint"        ? t.text("Le document est joint.")
                       : done == "detache"      ? t.text("Le document n'est plus joint ici. Il reste dans vos documents.")
                                                : std::string{};
    return when(!words.empty(), [&] {
        return t.html(R"(<div role="status">{}</div>)", layout::notice(t, layout::Tone::done, t.text("C'est fait."), words));
    });
}

} // namespace evidence
