#include "diagnostic/import_views.h"

#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "layout/imports.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::each, html::Html, html::Language, html::when;

std::string field(std::string_view name, referentiel::Criterion const& criterion) {
    return std::string{name} + "-" + std::string{criterion.key.text()};
}

std::string state_words(Language const& t, LineState state) {
    switch (state) {
        case LineState::added: return t.text("Nouvelle réponse");
        case LineState::changed: return t.text("Remplace la réponse gardée");
        case LineState::same: return t.text("Déjà gardé tel quel");
        case LineState::empty: return t.text("Sans niveau : rien n'est changé");
        case LineState::without_level: return t.text("Un commentaire sans niveau : complétez la colonne « Niveau »");
        case LineState::unknown_criterion: return t.text("Aucun critère de ce numéro ou de ce titre dans ce référentiel");
        case LineState::unknown_level: return t.text("Ce niveau n'existe pas pour ce critère");
        case LineState::reason_missing: return t.text("« Non concerné » demande une raison, dans la colonne « Raison »");
        case LineState::not_for_it: return t.text("Ce niveau ne peut pas être donné à ce critère");
        case LineState::twice: return t.text("Une ligne plus haut parle déjà de ce critère");
        case LineState::not_yours: return t.text("Ce critère est confié à quelqu'un d'autre");
    }
    return {};
}

bool is_refused(LineState state) {
    return state != LineState::added && state != LineState::changed && state != LineState::same && state != LineState::empty;
}

bool keeps_level(ImportLine const& line) { return line.rating && line.before && line.rating->level == line.before->rating.level; }

std::string change_words(Language const& t, ImportLine const& line) {
    if (!line.rating) return is_refused(line.state) && line.criterion ? line.said : std::string{};
    auto const now = std::string{shown_code(line.rating->level)} + ". " + line.rating->level.label(t.code());
    if (line.state != LineState::changed || keeps_level(line)) return now;
    return t.text("{} → {}", {std::string{shown_code(line.before->rating.level)}, now});
}

// What a line writes, and what stood there.
struct TextName {
    std::string written, erased;
};
Html text_change(Language const& t, TextName const& name, std::string const& before, std::string const& after) {
    if (before == after) return {};
    auto const written = when(!after.empty(), [&] { return t.html("<p><b>{}</b> {}</p>", name.written, after); });
    auto const replaced = when(!before.empty(), [&] {
        return t.html(R"(<p class="quiet">{} <del>{}</del></p>)", after.empty() ? name.erased : t.text("Remplace :"), before);
    });
    return t.html("{}{}", written, replaced);
}

Html text_changes(Language const& t, ImportLine const& line) {
    auto const idle = when(!line.idle_reason.empty(), [&] {
        return t.html("<p>{}</p>",
            t.text("La raison « {} » n'est pas prise : ce niveau n'en demande pas.", {shortened(line.idle_reason, 200)}));
    });
    if (!line.is_taken()) return idle;
    auto const* before = line.before ? &line.before->rating : nullptr;
    auto const comment = text_change(
        t, {t.text("Commentaire"), t.text("Commentaire effacé :")}, before ? before->comment : "", line.rating->comment);
    auto const reason =
        text_change(t, {t.text("Raison"), t.text("Raison effacée :")}, before ? before->reason : "", line.rating->reason);
    return t.html("{}{}{}", comment, reason, idle);
}

std::string becomes_words(Language const& t, ImportLine const& line) {
    if (line.state == LineState::changed && keeps_level(line)) return t.text("Change le texte, pas le niveau");
    auto const is_level_refused = line.state == LineState::unknown_level || line.state == LineState::not_for_it;
    auto const words = state_words(t, line.state);
    if (!is_level_refused) return words;
    return t.text("{} ; niveaux possibles : {}", {words, possible_levels(t, *line.criterion)});
}

Html line_row(Language const& t, ImportLine const& line) {
    auto const becomes = becomes_words(t, line);
    auto const name = line.criterion ? line.criterion->number + ". " + title_of(t, *line.criterion) : line.said;
    auto const place = t.text("Ligne {}", {std::to_string(line.number)});
    return t.html(R"(
<tr><th scope="row">{} <small class="quiet">{}</small></th><td>{}<div class="written small">{}</div></td><td>{}</td></tr>)",
        name, place, change_words(t, line), text_changes(t, line), becomes);
}

// What becomes of one kind of lines.
struct Lines {
    std::string id;
    std::string caption;
    std::string note = {};
    std::vector<ImportLine const*> lines = {};
};

Lines lines_that(
    std::span<ImportLine const> all, bool (*are)(ImportLine const&), std::string id, std::string caption, std::string note = {}) {
    Lines found{std::move(id), std::move(caption), std::move(note)};
    for (auto const& line : all)
        if (are(line)) found.lines.push_back(&line);
    return found;
}

Html line_table(Language const& t, Lines const& lines) {
    return when(!lines.lines.empty(), [&] {
        return layout::register_table(
            t, {.id = lines.id,
                   .caption = lines.caption,
                   .note = lines.note,
                   .columns = {{t.text("Critère")}, {t.text("Réponse")}, {t.text("Ce qui se passera")}},
                   .rows = each(lines.lines, [&](ImportLine const* line) { return line_row(t, *line); }),
                   .css_class = "register stacks thirds"});
    });
}

// What asks for something first: what is refused, then what would be kept; the rest is folded.
Html line_tables(Language const& t, std::span<ImportLine const> all) {
    auto const refused = lines_that(
        all, [](ImportLine const& line) { return is_refused(line.state); }, "refus", t.text("Lignes refusées"),
        t.text("Corrigez-les dans votre fichier, puis choisissez-le de nouveau."));
    auto const taken = lines_that(
        all, [](ImportLine const& line) { return line.is_taken(); }, "garde", t.text("Réponses à garder"));
    auto const rest = lines_that(
        all, [](ImportLine const& line) { return !line.is_taken() && !is_refused(line.state); }, "inchange",
        t.text("Lignes qui ne changent rien"));
    auto const folded = when(!rest.lines.empty(), [&] {
        return t.html(R"(
<details class="fold"><summary>{}</summary>{}</details>)",
            t.count(std::ssize(rest.lines), "{} ligne ne change rien", "{} lignes ne changent rien"), line_table(t, rest));
    });
    return t.html("{}{}{}", line_table(t, refused), line_table(t, taken), folded);
}

Html kept_fields(Language const& t, ImportLine const& line) {
    auto const& criterion = *line.criterion;
    auto const hidden = [&](std::string_view name, std::string_view value) {
        return html::hidden_field(t, field(name, criterion), value);
    };
    // Several lines of text would lose their ends in an input.
    auto const text = [&](std::string_view name, std::string_view value) {
        return t.html(R"(<textarea name="{}" hidden>
{}</textarea>)",
            field(name, criterion), value);
    };
    auto const revision = line.before ? line.before->revision.number : 0;
    return t.html("{}{}{}{}{}", hidden("level", line.rating->level.code()), text("reason", line.rating->reason),
        text("comment", line.rating->comment), hidden("revision", std::to_string(revision)), hidden("shown", ""));
}

layout::EarlierImport earlier(Caller const& caller, Diagnostic const& diagnostic, RatingImport const& import) {
    auto const& t = caller.t;
    auto const what = t.count(static_cast<std::int64_t>(import.replaced.size()), "{} réponse", "{} réponses");
    auto const can_undo = !import.undone && diagnostic.is_open() && caller.now - import.at < import_can_be_undone;
    auto const at = Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "import",
        import.id, "annulation"});
    return {layout::import_words(caller, import.file_name, what, import.by, import.at), import.undone.has_value(),
        can_undo ? std::optional{at} : std::nullopt};
}

// What has just become of the latest import.
Html done_notice(Language const& t, RatingImport const& import, std::string_view done) {
    auto const count = static_cast<std::int64_t>(import.replaced.size());
    if (done == "import" && !import.undone)
        return layout::notice(
            t, layout::Tone::done, t.text("Import terminé."), t.count(count, "{} réponse gardée.", "{} réponses gardées."));
    return when(done == "annule", [&] {
        return layout::notice(t, layout::Tone::done, t.text("Import annulé."),
            t.text("Les réponses d'avant sont revenues, sauf celles que quelqu'un a changées depuis."));
    });
}

} // namespace

Url import_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "import"});
}

Html import_link(Language const& t, Diagnostic const& diagnostic) {
    return t.html(R"(
<p class="after">{Des réponses déjà dans un tableau ? <1>Les importer</1>}</p>)",
        import_url(diagnostic));
}

Html import_page(Caller const& caller, Diagnostic const& diagnostic, std::span<RatingImport const> imports,
    std::span<html::Problem const> problems, std::string_view done) {
    auto const& t = caller.t;
    auto const file = [&](std::string_view name) {
        return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", name});
    };
    auto const help = t.html(R"(
<div class="prose"><p>{Le plus simple : téléchargez <1>le modèle (XLSX)</1>, <2>le même en CSV</2> ou <3>le classeur de vos résultats</3>, remplissez la colonne « Niveau », et les colonnes « Commentaire » et « Raison » si vous voulez, puis revenez ici.}</p><p>{Une ligne vide ne change rien. Un commentaire vide laisse celui qui est gardé.}</p></div>)",
        file("modele.xlsx"), file("modele.csv"), file("resultats.xlsx"));
    auto const form = when(diagnostic.is_open(), [&] {
        return layout::upload_form(caller, import_url(diagnostic),
            t.text("Rien n'est gardé à cette étape : vous verrez d'abord, ligne par ligne, ce qui changerait."),
            t.text("Voir ce qui changerait"), problems);
    });
    auto const notice = when(!imports.empty(), [&] { return done_notice(t, imports.front(), done); });
    std::vector<layout::EarlierImport> before;
    for (auto const& import : imports) before.push_back(earlier(caller, diagnostic, import));
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        notice, help, form, layout::earlier_imports(caller, t.text("Imports de cette démarche"), before));
}

Html dry_run_page(Caller const& caller, Diagnostic const& diagnostic, RatingImportId const& id, std::string_view file_name,
    std::span<ImportLine const> lines) {
    auto const& t = caller.t;
    auto const taken = std::ranges::count_if(lines, &ImportLine::is_taken);
    auto const refused = std::ranges::count_if(lines, [](ImportLine const& line) { return is_refused(line.state); });
    auto const sum = t.text("{} à garder, {}, sur {}.",
        {t.count(taken, "{} réponse", "{} réponses"), t.count(refused, "{} ligne refusée", "{} lignes refusées"),
            t.count(static_cast<std::int64_t>(lines.size()), "{} ligne lue", "{} lignes lues")});
    auto const keep = when(taken > 0, [&] {
        auto const fields = each(lines, [&](ImportLine const& line) { return line.is_taken() ? kept_fields(t, line) : Html{}; });
        auto const content = t.html(R"(<input type="hidden" name="id" value="{}"><input type="hidden" name="fichier" value="{}">{}
<div class="buttons after"><button class="button" type="submit">{}</button><a href="{}">{Choisir un autre fichier}</a></div>)",
            id, file_name, fields, t.count(taken, "Garder {} réponse", "Garder {} réponses"), import_url(diagnostic));
        return html::form(t,
            Url::page(
                {"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "import", "reponses"}),
            caller.form_key, content);
    });
    auto const back = when(taken == 0,
        [&] { return t.html(R"(<p><a class="button" href="{}">{Choisir un autre fichier}</a></p>)", import_url(diagnostic)); });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        layout::notice(t, refused > 0 ? layout::Tone::care : layout::Tone::plain, t.text("Rien n'est encore gardé."), sum), keep,
        back, line_tables(t, lines));
}

Html import_done(Language const& t, Diagnostic const& diagnostic, RatingImport const& import,
    std::vector<referentiel::Criterion const*> const& stale) {
    auto const left = each(stale, [&](referentiel::Criterion const* criterion) {
        return t.html(R"(<li><a href="{}">{}. {}</a></li>)", card_url(diagnostic, *criterion), criterion->number,
            criterion->title.in(t.code()));
    });
    auto const notice = layout::notice(t, layout::Tone::care, t.text("Une autre personne a répondu entre-temps."),
        t.text("Ces critères gardent sa réponse :"), t.html("<ul>{}</ul>", left));
    return t.html(R"(
<div class="stack-wide">{}{}<p>{}</p></div>)",
        done_notice(t, import, "import"), notice,
        layout::button_link(t, overview_url(diagnostic), t.text("Revenir à l'autodiagnostic")));
}

} // namespace diagnostic
