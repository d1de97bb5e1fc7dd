#include "evidence/views.h"

#include "evidence/addresses.h"
#include "evidence/attachments.h"
#include "evidence/content.h"
#include "evidence/filter.h"
#include "html/icon.h"
#include "layout/paged.h"
#include "layout/parts.h"

#include <algorithm>

namespace evidence {
namespace {

using accounts::Caller, accounts::OrganisationId;
using html::Attribute, html::each, html::Html, html::Language, html::Option, html::when;

constexpr std::size_t uses_shown = 3;

// --- Pieces

Html expiry_words(Caller const& caller, std::optional<Date> expires) {
    auto const& t = caller.t;
    if (!expires) return {};
    auto const state = freshness(expires, caller.today());
    auto const tag = state == Freshness::expired ? t.html(R"( <span class="timing timing--late">{Expiré}</span>)")
                     : state == Freshness::soon  ? t.html(R"( <span class="timing timing--unset">{Bientôt}</span>)")
                                                 : Html{};
    return t.html("{}{}", t.date(*expires), tag);
}

// « PDF · 1,2 Mo · version 2 »
std::string facts(Language const& t, Version const& version) {
    auto words = type_words(t, version.type);
    if (version.size > 0) words += " · " + size_words(t, version.size);
    if (version.number > 1) words += " · " + t.text("version {}", {std::to_string(version.number)});
    return words;
}

// Where it leads: to its file, or out of here.
Html opening(Language const& t, OrganisationId const& organisation, Version const& version, std::string_view words) {
    if (auto const link = Url::external(version.link); link && !version.link.empty())
        return t.html(R"(<a href="{}" rel="noopener noreferrer">{}</a>)", *link, words);
    return t.html(R"(<a href="{}">{}</a>)", file_url(organisation, version.id), words);
}

Html use_link(Language const& t, Object const& object, Users::Objects const& objects) {
    auto const found = objects.find(object);
    if (found == objects.end()) return {};
    return t.html(R"(<li><a href="{}">{}</a></li>)", found->second.address, found->second.title);
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

// --- The list

std::vector<Option> kind_options(Language const& t) {
    return {{"", t.text("Tous")}, {"file", t.text("Fichiers")}, {"link", t.text("Liens")}};
}

std::vector<Option> state_options(Language const& t) {
    return {{"", t.text("Tous")}, {"echeance", t.text("Expirés ou bientôt")}, {"inutilise", t.text("Utilisés nulle part")},
        {"archive", t.text("Rapports archivés")}};
}

Html filter_form(Language const& t, List const& list) {
    auto const& filter = list.filter;
    std::vector<Option> years{{"", t.text("Toutes")}};
    for (auto const year : list.years) years.push_back({std::to_string(year), std::to_string(year)});
    auto const year = when(!list.years.empty(), [&] {
        return html::select_field(t,
            {.name = "annee", .label = t.text("Année"), .value = filter.year ? std::to_string(*filter.year) : std::string{}},
            years);
    });
    return t.html(R"(
<form method="get" action="{}" class="filters">{}{}{}{}<div class="buttons"><button class="button button--second" type="submit">{Filtrer}</button></div></form>)",
        list_url(list.organisation),
        html::text_field(t, {.name = "q", .label = t.text("Chercher"), .value = filter.text, .type = "search"}),
        html::select_field(t,
            {.name = "nature",
                .label = t.text("Nature"),
                .value = filter.kind ? std::string{to_text(*filter.kind)} : std::string{}},
            kind_options(t)),
        html::select_field(
            t, {.name = "etat", .label = t.text("État"), .value = std::string{state_slug(filter.state)}}, state_options(t)),
        year);
}

Html row(Caller const& caller, List const& list, Evidence const& one) {
    auto const& t = caller.t;
    auto const found = list.uses.find(one.id);
    auto const uses = found == list.uses.end() ? Html{} : uses_list(t, found->second, list.objects, uses_shown);
    auto const year = when(one.year.has_value(),
        [&] { return t.html(R"( <span class="tag">{}</span>)", t.text("Rapport {}", {std::to_string(*one.year)})); });
    auto const open =
        opening(t, list.organisation, one.version, one.kind == Kind::link ? t.text("Ouvrir le lien") : t.text("Télécharger"));
    auto const head = t.html(R"(<a href="{}">{}</a>{}<p class="small quiet">{}</p>)", document_url(list.organisation, one.id),
        one.title, year, facts(t, one.version));
    return t.html(R"(
<tr><th scope="row">{}</th><td data-name="{Utilisé par}">{}</td><td data-name="{Valable jusqu'au}">{}</td><td>{}<p class="small quiet">{}</p></td></tr>)",
        head, uses, expiry_words(caller, one.version.expires), open,
        t.text("{}, par {}", {t.date(caller.local(one.version.at).day), one.version.by}));
}

Html space_line(Language const& t, List const& list) {
    return t.html(R"(
<p class="small quiet">{} <a href="{}">{Corbeille}</a></p>)",
        t.text("{} utilisés sur 500 Mo.", {size_words(t, list.space)}), act_url(list.organisation, "corbeille"));
}

Html nothing(Language const& t, List const& list) {
    if (!list.filter.is_empty())
        return layout::empty(
            t, {t.text("Aucun document ne correspond"), t.text("Élargissez votre recherche."),
                   layout::second_button_link(t, list_url(list.organisation), t.text("Voir tous les documents"))});
    if (!list.may_change)
        return layout::empty(
            t, {t.text("Aucun document pour l'instant"), t.text("Les documents de la structure seront à lire ici.")});
    return layout::empty(t,
        {t.text("Aucun document pour l'instant"),
            t.text("Déposez ici ce qui montre vos pratiques : comptes rendus, chartes, bilans, certificats. Chaque document sert "
                   "ensuite à autant de critères et d'actions que vous voulez."),
            layout::button_link(t, act_url(list.organisation, "nouveau"), t.text("Ajouter un document"))});
}

// --- Forms

std::string kinds_hint(Language const& t) { return t.text("PDF, image, document de bureautique, texte ou CSV ; 20 Mo au plus."); }

Html expiry_field(
    Language const& t, std::string const& value, std::span<html::Problem const> problems, std::string_view name = "expires") {
    return html::text_field(t,
        {.name = std::string{name},
            .label = t.text("Valable jusqu'au"),
            .value = value,
            .hint = t.text("jj/mm/aaaa, par exemple 31/12/2027. Les personnes au pilotage recevront un rappel un mois avant."),
            .is_optional = true,
            .css_class = "input input--medium"},
        problems);
}

Html year_field(Language const& t, std::string const& value, std::span<html::Problem const> problems) {
    return html::text_field(t,
        {.name = "year",
            .label = t.text("Rapport archivé de l'année"),
            .value = value,
            .hint = t.text("Pour les rapports que vous gardez d'année en année."),
            .is_optional = true,
            .inputmode = "numeric",
            .css_class = "input input--medium"},
        problems);
}

Html hidden(Language const& t, std::string_view name, std::string_view value) {
    return t.html(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html place_fields(Language const& t, Draft const& draft) {
    return t.html("{}{}{}", hidden(t, "id", draft.id), hidden(t, "objet", draft.object ? to_text(*draft.object) : std::string{}),
        hidden(t, "retour", draft.back));
}

// What the script of an upload may say.
Html upload_words(Language const& t) {
    return t.html(R"(
<div class="upload" hidden data-upload><p data-drop>{Ou déposez le fichier ici.}</p><progress max="100" value="0" hidden></progress><p role="status" data-status data-sending="{}" data-failed="{}" data-large="{}"></p></div>)",
        t.text("Envoi en cours"), t.text("L'envoi n'a pas abouti : vérifiez votre connexion, puis recommencez."),
        t.text("Ce fichier dépasse 20 Mo : allégez-le, ou joignez un lien vers l'endroit où il est"));
}

html::FormOptions upload_options() { return {.module = "upload", .enctype = "multipart/form-data"}; }

Html upload_form(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const is_own = draft.kind == Kind::file;
    auto const problems = is_own ? std::span<html::Problem const>{draft.problems} : std::span<html::Problem const>{};
    auto const more = t.html(R"({}<div class="field-row">{}{}</div>)",
        html::text_field(t,
            {.name = "title",
                .label = t.text("Titre"),
                .value = is_own ? draft.title : "",
                .hint = t.text("Sans titre, le nom du fichier en tient lieu."),
                .is_optional = true},
            problems),
        expiry_field(t, is_own ? draft.expires : "", problems), year_field(t, is_own ? draft.year : "", problems));
    auto const content = t.html(R"({}{}{}{}
<div class="buttons after"><button class="button" type="submit">{Déposer}</button></div>)",
        place_fields(t, draft), file_field(t, t.text("Fichier"), kinds_hint(t), problems), upload_words(t), more);
    return html::form(t, list_url(organisation), caller.form_key, content, upload_options());
}

// Its ids are its own, for it stands below the other form.
Html link_form(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const is_own = draft.kind == Kind::link;
    auto const problems = is_own ? std::span<html::Problem const>{draft.problems} : std::span<html::Problem const>{};
    auto const content = t.html(R"({}{}{}
<div class="buttons after"><button class="button button--second" type="submit">{Ajouter le lien}</button></div>)",
        place_fields(t, draft),
        html::text_field(t,
            {.name = "link",
                .label = t.text("Adresse"),
                .value = is_own ? draft.link : "",
                .hint = t.text("Par exemple https://drive.exemple.fr/charte. Vérifiez que vos collègues peuvent l'ouvrir."),
                .type = "url",
                .inputmode = "url"},
            problems),
        html::text_field(t,
            {.name = "link_title", .label = t.text("Titre du lien"), .value = is_own ? draft.title : "", .is_optional = true},
            problems));
    return html::form(t, act_url(organisation, "liens"), caller.form_key, content);
}

Html both_forms(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const of_file = t.html(R"(
<section aria-labelledby="fichier" class="stack">{}{}</section>)",
        layout::section_title(t, "fichier", t.text("Déposer un fichier")), upload_form(caller, organisation, draft));
    return t.html(R"(<div class="halves">{}
<section aria-labelledby="lien" class="stack">{}{}</section></div>)",
        of_file, layout::section_title(t, "lien", t.text("Ou indiquer un lien")), link_form(caller, organisation, draft));
}

// --- One document

Html version_row(Caller const& caller, OrganisationId const& organisation, Version const& version) {
    auto const& t = caller.t;
    auto const words = version.link.empty() ? version.name : version.link;
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}<p class="small quiet">{}</p></td><td>{}</td><td>{}</td></tr>)",
        t.text("Version {}", {std::to_string(version.number)}), opening(t, organisation, version, words),
        facts(t, {.id = version.id, .type = version.type, .size = version.size}),
        t.text("{}, par {}", {t.date(caller.local(version.at).day), version.by}), expiry_words(caller, version.expires));
}

Html versions_table(Caller const& caller, Document const& document) {
    auto const& t = caller.t;
    return layout::register_table(
        t, {.id = "versions",
               .caption = t.text("Versions"),
               .columns = {{t.text("Version")}, {t.text("Contenu")}, {t.text("Ajoutée le")}, {t.text("Valable jusqu'au")}},
               .rows = each(document.versions,
                   [&](Version const& version) { return version_row(caller, document.organisation, version); }),
               .css_class = "register stacks"});
}

Html uses_section(Language const& t, Document const& document) {
    auto const list = uses_list(t, document.uses, document.objects, document.uses.size());
    auto const none = when(list.text().empty(), [&] {
        return t.html(
            R"(<p>{Ce document n'est joint à rien pour l'instant. « Joindre un document », sur un critère ou une action, le proposera.}</p>)");
    });
    return t.html(R"(
<section aria-labelledby="utilise" class="stack">{}{}{}</section>)",
        layout::section_title(t, "utilise", t.text("Utilisé par")), list, none);
}

Html replacing_form(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const& [organisation, evidence, versions, uses, objects, may_change] = document;
    auto const is_link = evidence.kind == Kind::link;
    auto const field =
        is_link ? html::text_field(t, {.name = "link", .label = t.text("Nouvelle adresse"), .value = draft.link, .type = "url"},
                      draft.problems)
                : t.html("{}{}", file_field(t, t.text("Nouveau fichier"), kinds_hint(t), draft.problems), upload_words(t));
    auto const content = t.html(R"({}{}{}
<div class="buttons after"><button class="button button--second" type="submit">{Remplacer}</button></div>)",
        hidden(t, "id", draft.id), field, expiry_field(t, draft.next_expires, draft.problems, "next_expires"));
    auto const form = html::form(t, document_url(organisation, evidence.id, is_link ? "adresse" : "versions"), caller.form_key,
        content, is_link ? html::FormOptions{} : upload_options());
    return t.html(R"(
<section aria-labelledby="remplacer" class="stack">{}<p>{L'ancienne version reste lisible, et tout ce qui utilise le document suit.}</p>{}</section>)",
        layout::section_title(t, "remplacer", t.text("Remplacer par une nouvelle version")), form);
}

Html facts_form(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const content = t.html(R"({}{}<div class="field-row">{}{}</div>
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer}</button></div>)",
        hidden(t, "base", mark_of_facts(document.evidence)),
        html::text_field(t, {.name = "title", .label = t.text("Titre"), .value = draft.title}, draft.problems),
        expiry_field(t, draft.expires, draft.problems), year_field(t, draft.year, draft.problems));
    return t.html(R"(
<section aria-labelledby="fiche" class="stack">{}{}</section>)",
        layout::section_title(t, "fiche", t.text("Titre et échéance")),
        html::form(t, document_url(document.organisation, document.evidence.id), caller.form_key, content));
}

} // namespace

Html file_field(Language const& t, std::string_view label, std::string_view hint, std::span<html::Problem const> problems) {
    auto const is_wrong = html::problem_of(problems, "file").has_value();
    html::Attributes const attributes{{"aria-invalid", is_wrong ? std::optional<std::string>{"true"} : std::nullopt},
        {"aria-describedby", std::optional<std::string>{is_wrong ? "file-hint file-error" : "file-hint"}}};
    auto const input =
        t.html(R"(<input class="input" type="file" id="file" name="file" accept="{}"{}>)", accepted_names, attributes);
    return t.html(R"(
<div class="{}"><label for="file">{}</label><p class="hint" id="file-hint">{}</p>{}{}</div>)",
        is_wrong ? "field field--wrong" : "field", label, hint, html::error_message(t, "file", problems), input);
}

std::string size_words(Language const& t, std::int64_t bytes) {
    constexpr std::int64_t kilo = 1024, mega = kilo * 1024;
    if (bytes < kilo) return t.text("{} octets", {t.number(bytes)});
    if (bytes < mega) return t.text("{} ko", {t.number((bytes + kilo / 2) / kilo)});
    if (bytes >= 100 * mega) return t.text("{} Mo", {t.number((bytes + mega / 2) / mega)});
    return t.text("{} Mo", {t.number(Decimal{(bytes * 10 + mega / 2) / mega, 1})});
}

Html done_notice(Language const& t, std::string_view done) {
    auto const words = done == "ajout"          ? t.text("Le document est ajouté.")
                       : done == "archive"      ? t.text("Le rapport est archivé parmi vos documents.")
                       : done == "version"      ? t.text("La nouvelle version est en place.")
                       : done == "fiche"        ? t.text("Le titre et l'échéance sont enregistrés.")
                       : done == "retrait"      ? t.text("Le document est dans la corbeille, pour trente jours.")
                       : done == "restauration" ? t.text("Le document est de retour.")
                       : done == "fin"          ? t.text("Le document est supprimé définitivement.")
                       : done == "joint"        ? t.text("Le document est joint.")
                       : done == "detache"      ? t.text("Le document n'est plus joint ici. Il reste dans vos documents.")
                                                : std::string{};
    return when(!words.empty(), [&] {
        return t.html(R"(<div role="status">{}</div>)", layout::notice(t, layout::Tone::done, t.text("C'est fait."), words));
    });
}

Html list_view(Caller const& caller, List const& list) {
    auto const& t = caller.t;
    auto const done = done_notice(t, caller.request.parameters().line("fait"));
    auto const is_new = list.page.entries.empty() && list.filter.is_empty();
    if (is_new) return t.html(R"(<div class="stack-wide">{}{}{}</div>)", done, nothing(t, list), space_line(t, list));
    auto const table = list.page.entries.empty()
                           ? nothing(t, list)
                           : layout::register_table(t,
                                 {.id = "documents",
                                     .caption = t.text("Documents"),
                                     .columns = {{t.text("Document")}, {t.text("Utilisé par")}, {t.text("Valable jusqu'au")},
                                         {t.text("Contenu")}},
                                     .rows = each(list.page.entries, [&](Evidence const& one) { return row(caller, list, one); }),
                                     .css_class = "register stacks"});
    auto const more = when(list.page.more.has_value(),
        [&] { return layout::see_more(t, filtered_url(list.organisation, list.filter).with("apres", *list.page.more)); });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}{}</div>)",
        done, filter_form(t, list), table, more, space_line(t, list));
}

Url filtered_url(OrganisationId const& organisation, Filter const& filter) {
    auto url = list_url(organisation);
    if (!filter.text.empty()) url = url.with("q", std::string_view{filter.text});
    if (filter.kind) url = url.with("nature", *filter.kind);
    if (filter.state != Filter::State::any) url = url.with("etat", state_slug(filter.state));
    if (filter.year) url = url.with("annee", *filter.year);
    return url;
}

std::string document_lead(Caller const& caller, Version const& version) {
    auto const& t = caller.t;
    auto const fact = facts(t, version);
    return t.text("{}, ajouté le {} par {}.", {fact, t.date(caller.local(version.at).day), version.by});
}

Html document_actions(Caller const& caller, OrganisationId const& organisation, Evidence const& evidence) {
    auto const& t = caller.t;
    if (evidence.kind == Kind::link) {
        auto const link = Url::external(evidence.version.link);
        return when(link.has_value(), [&] { return layout::button_link(t, *link, t.text("Ouvrir le lien")); });
    }
    auto const file = file_url(organisation, evidence.version.id);
    auto const look = when(evidence.version.type.starts_with("image/"),
        [&] { return layout::second_button_link(t, file.with("voir", "1"), t.text("Voir")); });
    return t.html("{}{}", layout::button_link(t, file, t.text("Télécharger")), look);
}

Html document_view(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const done = when(draft.problems.empty(), [&] { return done_notice(t, caller.request.parameters().line("fait")); });
    auto const acts = when(document.may_change, [&] {
        return t.html(R"({}{}
<p><a href="{}">{Retirer ce document}</a> {Il reste trente jours dans la corbeille.}</p>)",
            replacing_form(caller, document, draft), facts_form(caller, document, draft),
            document_url(document.organisation, document.evidence.id, "retrait"));
    });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        done, uses_section(t, document), versions_table(caller, document), acts);
}

Html removal_view(Caller const& caller, OrganisationId const& organisation, Evidence const& evidence, std::size_t uses) {
    auto const& t = caller.t;
    auto const count = static_cast<std::int64_t>(uses);
    auto const consequence =
        uses == 0
            ? t.text("Toutes ses versions vont dans la corbeille, pour trente jours.")
            : t.count(count,
                  "Il disparaît de {} endroit qui l'utilise, et va dans la corbeille avec ses versions, pour trente jours.",
                  "Il disparaît de {} endroits qui l'utilisent, et va dans la corbeille avec ses versions, pour trente jours.");
    return layout::confirmation(t, {.question = {},
                                       .consequence = consequence,
                                       .button = t.text("Retirer ce document"),
                                       .act_at = document_url(organisation, evidence.id, "retrait"),
                                       .form_key = caller.form_key,
                                       .back = document_url(organisation, evidence.id),
                                       .keep = t.text("Le garder")});
}

Html staying_view(Language const& t, OrganisationId const& organisation, Evidence const& evidence, Users::Objects const& users) {
    auto const is_closed = std::any_of(users.begin(), users.end(), [](auto const& one) { return one.second.closed.has_value(); });
    auto const reason =
        is_closed
            ? t.text("Il montre ce qui a été dit d'un cycle clos, qui reste tel quel. Vous pouvez le remplacer par une nouvelle "
                     "version : l'ancienne reste lisible.")
            : t.text("Il est joint à des critères ou à des actions qui ne vous sont pas confiés : demandez à une personne au "
                     "pilotage de le retirer.");
    auto const holders = each(users, [&](auto const& one) {
        return when(!one.second.may_change,
            [&] { return t.html(R"(<li><a href="{}">{}</a></li>)", one.second.address, one.second.title); });
    });
    return t.html(R"(
<div class="stack"><p>{}</p><ul>{}</ul><p><a href="{}">{Revenir}</a></p></div>)",
        reason, holders, document_url(organisation, evidence.id));
}

std::string facts_words(Language const& t, Evidence const& evidence) {
    auto words = t.text("« {} »", {evidence.title});
    if (evidence.version.expires) words += ", " + t.text("jusqu'au {}", {t.date(*evidence.version.expires)});
    if (evidence.year) words += ", " + t.text("rapport de {}", {std::to_string(*evidence.year)});
    return words;
}

Html trash_view(
    Caller const& caller, OrganisationId const& organisation, std::span<accounts::Removed const> all, bool may_change) {
    auto const& t = caller.t;
    auto const done = done_notice(t, caller.request.parameters().line("fait"));
    if (all.empty())
        return t.html("{}{}", done,
            layout::empty(t, {t.text("La corbeille est vide"),
                                 t.text("Un document retiré y attend trente jours, pour qui voudrait le reprendre."),
                                 layout::second_button_link(t, list_url(organisation), t.text("Revenir aux documents"))}));
    auto const act = [&](accounts::Removed const& one, std::string_view what, std::string_view label) {
        return html::button_form(t,
            Url::page({"structures", organisation, "documents", "corbeille", std::string_view{one.id}, what}), caller.form_key,
            t.html(
                R"(<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
                label, one.title));
    };
    auto const line = [&](accounts::Removed const& one) {
        auto const until = caller.local(one.at + accounts::trash_is_kept).day;
        auto const acts = when(may_change, [&] {
            return t.html(R"(<div class="cluster">{}{}</div>)", act(one, "restauration", t.text("Restaurer")),
                act(one, "suppression", t.text("Supprimer définitivement")));
        });
        return t.html(R"(
<li class="line"><p class="line__title">{}</p><p class="small quiet">{}</p>{}</li>)",
            one.title,
            t.text("Retiré le {} par {}, gardé jusqu'au {}.", {t.date(caller.local(one.at).day), one.by, t.date(until)}), acts);
    };
    auto const page = layout::paged(caller, all, Url::page({"structures", organisation, "documents", "corbeille"}), "apres",
        [](accounts::Removed const& one) { return std::string_view{one.id}; });
    return t.html(R"(<div class="stack-wide">{}<ul class="lines">{}</ul>{}</div>)", done, each(page.shown, line), page.more);
}

namespace {

// A document that may be joined to an object or parted from it, with the button that does.
Html joining_line(Caller const& caller, Joining const& joining, Draft const& draft, Evidence const& one, std::string_view what,
    std::string label) {
    auto const& t = caller.t;
    auto const fields = t.html("{}{}{}", hidden(t, "document", one.id.text()), hidden(t, "objet", to_text(joining.object)),
        hidden(t, "retour", draft.back));
    auto const button = html::button_form(t, act_url(joining.organisation, what), caller.form_key,
        t.html(
            R"({}<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
            fields, label, one.title));
    return t.html(R"(
<li><div class="cluster cluster--between"><div class="line"><p class="line__title">{}</p><p class="small quiet">{}</p></div>{}</div></li>)",
        opening(t, joining.organisation, one.version, one.title), facts(t, one.version), button);
}

Html joined_section(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    return when(!joining.joined.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="joints" class="stack">{}<ul class="lines">{}</ul></section>)",
            layout::section_title(t, "joints", t.text("Déjà joints")), each(joining.joined, [&](Evidence const& one) {
                return joining_line(caller, joining, draft, one, "detachements", t.text("Détacher"));
            }));
    });
}

Html joining_search(Language const& t, Joining const& joining, Draft const& draft) {
    return t.html(R"(
<form method="get" action="{}" class="filters">{}{}{}<div class="buttons"><button class="button button--second" type="submit">{Chercher}</button></div></form>)",
        act_url(joining.organisation, "joindre"), hidden(t, "objet", to_text(joining.object)), hidden(t, "retour", draft.back),
        html::text_field(t, {.name = "q", .label = t.text("Titre ou nom de fichier"), .value = joining.text, .type = "search"}));
}

Html more_to_join(Language const& t, Joining const& joining, Draft const& draft) {
    return when(joining.found.more.has_value(), [&] {
        return layout::see_more(t, act_url(joining.organisation, "joindre")
                                       .with("objet", std::string_view{to_text(joining.object)})
                                       .with("retour", std::string_view{draft.back})
                                       .with("q", std::string_view{joining.text})
                                       .with("apres", *joining.found.more));
    });
}

// Those that are there and not joined yet; nothing where the structure has none.
Html choosing_section(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    if (joining.found.entries.empty() && joining.text.empty()) return {};
    auto const offered = each(joining.found.entries, [&](Evidence const& one) {
        auto const is_joined = std::ranges::find(joining.joined, one.id, &Evidence::id) != joining.joined.end();
        return when(!is_joined, [&] { return joining_line(caller, joining, draft, one, "rattachements", t.text("Joindre")); });
    });
    auto const nothing = when(offered.text().empty() && !joining.found.more, [&] {
        return t.html(R"(<p>{}</p>)",
            joining.text.empty() ? t.text("Aucun autre document pour l'instant.") : t.text("Aucun document ne correspond."));
    });
    return t.html(R"(
<section aria-labelledby="choisir" class="stack">{}{}<ul class="lines">{}</ul>{}{}</section>)",
        layout::section_title(t, "choisir", t.text("Choisir parmi vos documents")), joining_search(t, joining, draft), offered,
        nothing, more_to_join(t, joining, draft));
}

} // namespace

Html adding_view(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    return both_forms(caller, organisation, draft);
}

Html joining_view(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    auto const back = way_back(draft.back).value_or(list_url(joining.organisation));
    return t.html(R"(
<div class="stack-wide">{}{}{}{}<p><a href="{}">{Revenir}</a></p></div>)",
        done_notice(t, caller.request.parameters().line("fait")), joined_section(caller, joining, draft),
        choosing_section(caller, joining, draft), both_forms(caller, joining.organisation, draft), back);
}

Html attachments(Caller const& caller, accounts::Member const& member, Object const& object, Attached const& all, Url const& back,
    bool may_change, std::string const& whose) {
    auto const& t = caller.t;
    auto const found = all.find(object);
    auto const list = when(found != all.end(), [&] {
        return t.html(R"(<ul class="attachments">{}</ul>)", each(found->second, [&](Evidence const& one) {
            return t.html(R"(
<li>{}{} <span class="small quiet">{}</span>{}</li>)",
                html::icon(t, one.kind == Kind::link ? "link" : "file"), opening(t, member.organisation, one.version, one.title),
                facts(t, one.version), when(freshness(one.version.expires, caller.today()) != Freshness::lasting, [&] {
                    return t.html(" {}", expiry_words(caller, one.version.expires));
                }));
        }));
    });
    auto const join = when(may_change && accounts::may(member.role, accounts::Right::rate), [&] {
        return t.html(R"(<p><a href="{}">{}{}</a></p>)", joining_url(member.organisation, object, back),
            found == all.end() ? t.text("Joindre un document") : t.text("Joindre ou détacher un document"),
            when(!whose.empty(), [&] { return t.html(R"(<span class="unseen">{}</span>)", whose); }));
    });
    return t.html("{}{}", list, join);
}

} // namespace evidence
