#include "layout/components.h"

#include "charts/chart.h"
#include "charts/signs.h"
#include "core/typography.h"
#include "html/form.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <array>

namespace layout {
namespace {

using html::Attribute, html::each, html::Html, html::Language;

// No phrase, so that no catalogue asks for its translation.
std::string french(std::string_view text) { return french_typography(text); }

Html paragraph(Language const& t, std::string_view text) { return t.html("<p>{}</p>", french(text)); }

Html buttons(Language const& t) {
    return component(t, "boutons", "Boutons", "Un seul bouton plein par écran : ce qu'on est venu faire.",
        t.html(R"(
<div class="buttons"><button class="button" type="button">{}</button><button class="button button--second" type="button">{}{}</button><button class="button button--plain" type="button">{}</button><button class="button button--danger" type="button">{}{}</button></div>)",
            french("Évaluer le chapitre"), html::icon(t, "download"), french("Télécharger"), french("Annuler"),
            html::icon(t, "bin"), french("Supprimer le diagnostic")));
}

Html fields(Language const& t) {
    std::vector<html::Problem> const problems{
        {"exemple-adresse", french("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")}};
    std::array<html::Option, 2> const forms{{{"association", "Association"}, {"cooperative", french("Coopérative")}}};
    return component(t, "champs", "Champs",
        "Étiquette, indice, erreur, puis le champ ; « (facultatif) » sur les champs qui le sont.",
        t.html(R"(
<div class="narrow">{}{}{}{}{}</div>)",
            html::text_field(t, {.name = "exemple-nom", .label = french("Nom de la structure"), .value = "Les Deux Rives"}),
            html::text_field(t,
                {.name = "exemple-adresse",
                    .label = french("Adresse électronique"),
                    .value = "solene.kerbrat@lesdeuxrives",
                    .hint = french("Nous y enverrons un lien de confirmation."),
                    .type = "email"},
                problems),
            html::select_field(t, {.name = "exemple-forme", .label = french("Forme juridique")}, forms),
            html::long_text_field(t, {.name = "exemple-texte", .label = "Commentaire", .is_optional = true}, 3),
            html::tick_field(t, {.name = "exemple-accord", .label = french("J'accepte les conditions d'utilisation")}, true)));
}

Html summary(Language const& t) {
    return component(t, "erreurs", "Ce qu'il reste à corriger",
        "En tête de page après un envoi incomplet ; chaque ligne mène à son champ, dans les mêmes mots.",
        t.html(R"(
<div class="summary"><h3>{}{}</h3><ul><li><a href="{}">{}</a></li></ul></div>)",
            html::icon(t, "warning"), french("Il y a un problème"), Url::here("exemple-adresse"),
            french("Saisissez une adresse complète, par exemple prenom.nom@exemple.fr")));
}

struct Level {
    int rank;
    std::string_view words;
};

constexpr std::array<Level, 5> levels{{{1, "Mon organisation n'a pas encore engagé de réflexion"},
    {2, "Mon organisation peut le dire"}, {3, "Un document décrit la pratique de mon organisation"},
    {4, "Mon organisation mesure et peut rendre compte de cette affirmation"},
    {5, "Mon organisation est exemplaire sur cette affirmation"}}};

Html choice(Language const& t, Level const& level) {
    return t.html(R"(
<label><input type="radio" name="exemple-niveau" value="{}"{}><b>{}</b>{}</label>)",
        level.rank, Attribute{"checked", level.rank == 2}, level.rank, french(level.words));
}

Html not_concerned(Language const& t) {
    return t.html(R"(
<div class="degrees degrees--apart"><label><input type="radio" name="exemple-niveau" value="NC"><b>N</b>{}</label><div class="degrees__reason">{}</div></div>)",
        french("Non concerné"),
        html::long_text_field(
            t, {.name = "exemple-raison", .label = french("Pourquoi ce critère ne vous concerne-t-il pas ?")}, 2));
}

Html comment(Language const& t) {
    return t.html(R"(
<div class="criterion__more"><details class="fold"><summary>{}</summary>{}</details></div>)",
        french("Ajouter un commentaire"),
        html::long_text_field(t, {.name = "exemple-commentaire", .label = "Commentaire", .is_optional = true}, 3));
}

Html criterion(Language const& t) {
    auto const body = t.html(R"(
<fieldset><legend>{}</legend><div class="degrees">{}</div>{}{}</fieldset>)",
        french("Nous créons des conditions de travail et d'évolution qui donnent envie de venir, de rester et d'apprendre."),
        each(levels, [&](Level const& level) { return choice(t, level); }), not_concerned(t), comment(t));
    return component(t, "critere", "Critère",
        "Cinq phrases entières, la ligne est l'étiquette ; ce qui est choisi est surligné. Touches 1 à 5 et N.",
        t.html(R"(
<article class="criterion"><h3><b class="criterion__code">13</b> <span>{}</span></h3>{}<div class="criterion__foot">{}</div></article>)",
            french("Emploi et parcours"), body, saved(t, french("Enregistré à 14 h 02 par Solène Kerbrat"))));
}

Html chapters(Language const& t) {
    return component(t, "chapitres", "Chapitres", "Où l'on en est ; sur un téléphone, une case par chapitre.",
        t.html(R"(
<div class="with-aside"><nav class="chapters" aria-label="{}"><ol class="chapters__list"><li><a href="{}"><span class="chapters__name">Gouvernance</span>{}</a></li><li><a href="{}" aria-current="page"><span class="chapters__name">Travail et emploi</span>{}</a></li></ol></nav><div>{}</div></div>)",
            "Chapitres, exemple", Url::here("chapitres"), chapter_count(t, 5, 5, false), Url::here("chapitres"),
            chapter_count(t, 2, 5, true), charts::tally(t, 2, 5, french("critères du chapitre"))));
}

Html signs(Language const& t) {
    std::array const ranks{1, 2, 3, 4, 5};
    auto const scale = each(ranks, [&](int rank) {
        return t.html(
            R"(<span class="maturity"><span>{}{} {} / 5</span></span>)", html::level_sign(t, rank), charts::marks(t, rank), rank);
    });
    auto const swatches =
        each(ranks, [&](int rank) { return t.html(R"(<span class="swatch swatch--{}">{}</span>)", rank, rank); });
    auto const maturity = t.html(R"(
<p class="maturity"><span>{} {} <b>2 / 5</b></span><span>{} {} <b>4 / 5</b></span></p>)",
        charts::marks(t, 2), french("Maturité actuelle :"), charts::marks(t, 2, 4), french("Maturité envisagée :"));
    return component(t, "signes", "Signes", "Un trait par niveau ou par chose faite ; le mot est toujours à côté.",
        t.html(R"(
<p class="cluster">{}</p>{}<p class="cluster">{}</p>{}<p>{}</p>)",
            scale, maturity, swatches, charts::tally(t, 12, 35, french("critères évalués")), charts::meter(t, 40)));
}

Html timings(Language const& t) {
    struct Timing {
        std::string name;
        std::string words;
    };
    std::array<Timing, 4> const all{
        {{"late", "En retard"}, {"ontime", "Dans les temps"}, {"ahead", "En avance"}, {"unset", "Non renseigné"}}};
    return component(t, "delais", "Délais et étiquettes",
        "Une forme, une bordure et un mot : la couleur ne dit jamais rien seule.",
        t.html(R"(
<p class="cluster">{}<span class="tag">{}{}</span></p>)",
            each(all,
                [&](Timing const& timing) {
                    return t.html(
                        R"(<span class="timing timing--{}">{}{}</span>)", timing.name, html::icon(t, timing.name), timing.words);
                }),
            html::icon(t, "clock"), french("Expire le 31 mars")));
}

Html tile(
    Language const& t, int side, std::string_view title, Html const& progress, std::string_view why, std::string_view next) {
    return t.html(R"(
<div class="tile"><h3 class="tile__title">{}<a href="{}">{}</a></h3>{}<p class="tile__next"><span>{}</span><a href="{}">{}</a></p></div>)",
        html::side_sign(t, side), Url::here("tuiles"), french(title), progress, french(why), Url::here("tuiles"), french(next));
}

Html tiles(Language const& t) {
    return component(t, "tuiles", "Tuiles", "Une feuille pliée en quatre : où l'on en est, et le prochain pas en un verbe.",
        t.html(R"(
<div class="tiles">{}{}</div>)",
            tile(t, 1, "Votre diagnostic", charts::tally(t, 24, 35, french("critères évalués")), "Chapitre en cours",
                "Reprendre Travail et emploi"),
            tile(t, 2, "Vos bonnes pratiques", charts::tally(t, 18, 35, french("pratiques décrites")),
                "Évalué mais pas encore décrit", "Décrire le critère 25")));
}

Html lines(Language const& t) {
    return component(t, "lignes", "Lignes, faits et journal", "Les lignes d'abord, les boîtes ensuite.",
        t.html(R"(
<ul class="lines"><li class="line"><p class="line__title"><a href="{}">{}</a></p><p class="small quiet">{}</p></li></ul>
<dl class="facts"><div><dt>{}</dt><dd>Les Deux Rives</dd></div><div><dt>{}</dt><dd>2026</dd></div></dl>
<ol class="stream"><li><p class="stream__when"><b>Maud Tessier</b> {}</p><p class="stream__note">{}</p></li></ol>)",
            Url::here("lignes"), french("Évaluer les critères 15, 16 et 17"), french("Confiés par Maud Tessier"), "Structure",
            french("Démarche"), french("le 10 mars à 9 h 15"), french("Diagnostic clôturé : 35 critères évalués.")));
}

Html messages(Language const& t) {
    return component(t, "messages", "Messages",
        "Ce qui s'est passé, puis ce qu'on peut faire ; le brique est réservé à ce qui bloque.",
        t.html("{}{}{}{}{}",
            notice(t, Tone::plain, french("Le référentiel a changé."), french("Vos réponses de 2025 restent lisibles.")),
            notice(t, Tone::done, french("Diagnostic clôturé."), french("Vos 35 réponses sont figées pour 2026.")),
            notice(t, Tone::care, french("Maud Tessier a aussi modifié ce texte."), french("Les deux versions sont gardées.")),
            notice(t, Tone::wrong, french("La connexion est coupée."),
                french("Votre saisie est gardée sur cet ordinateur ; elle sera envoyée dès que possible.")),
            t.html(R"(
<p class="toast">{}<span>{}</span><button type="button">{}</button></p>)",
                html::icon(t, "bin"), french("Diagnostic supprimé."), french("Annuler la suppression"))));
}

Html empty_list(Language const& t) {
    return component(t, "vide", "Liste vide", "Elle dit quoi faire.",
        empty(
            t, {french("Aucun diagnostic pour l'instant"), french("Choisissez un référentiel : une heure suffit pour commencer."),
                   button_link(t, Url::here("vide"), french("Choisir un référentiel"))}));
}

Html question(Language const& t) {
    return component(t, "confirmation", "Confirmation", "Elle nomme la chose, et dit ce qui va se passer.",
        t.html(R"(
<dialog class="dialog" open aria-labelledby="exemple-question"><h3 id="exemple-question">{}</h3><p>{}</p><div class="buttons"><button class="button button--danger" type="button">{}</button><button class="button button--second" type="button">{}</button></div></dialog>)",
            french("Supprimer le diagnostic 2026 ?"),
            french("Ses 35 réponses iront à la corbeille ; vous pourrez les reprendre pendant 30 jours."),
            french("Supprimer le diagnostic"), french("Le garder")));
}

charts::Chart example_chart(std::vector<charts::Axis> axes) {
    return {.id = "exemple-radar",
        .title = french("Radar d'exemple : maturité actuelle, envisagée et en 2025"),
        .current = french("Maturité actuelle"),
        .second = french("Maturité envisagée"),
        .earlier = {"2025", "2024", "2023"},
        .axes = std::move(axes)};
}

Html radar(Language const& t) {
    auto const chart = example_chart({{"1", "Gouvernance", Decimal{34, 1}, Decimal{40, 1},
                                          {Decimal{30, 1}, Decimal{26, 1}, Decimal{21, 1}}},
        {"2", "Concertation", Decimal{27, 1}, Decimal{37, 1}, {Decimal{23, 1}, Decimal{19, 1}, Decimal{14, 1}}},
        {"3", french("Droits et diversité"), Decimal{30, 1}, Decimal{35, 1}, {Decimal{30, 1}, Decimal{26, 1}, Decimal{21, 1}}},
        {"4", "Travail et emploi", Decimal{36, 1}, Decimal{42, 1}, {Decimal{32, 1}, Decimal{28, 1}, Decimal{23, 1}}},
        {"5", french("Usagers et bénéficiaires"), Decimal{43, 1}, Decimal{45, 1},
            {Decimal{40, 1}, Decimal{36, 1}, Decimal{31, 1}}},
        {"6", "Ancrage territorial", Decimal{23, 1}, Decimal{30, 1}, {Decimal{23, 1}, Decimal{19, 1}, Decimal{14, 1}}},
        {"7", "Environnement", Decimal{18, 1}, Decimal{33, 1}, {Decimal{15, 1}, Decimal{11, 1}, Decimal{10, 1}}},
        {"8", french("Loyauté des pratiques"), Decimal{22, 1}, Decimal{34, 1},
            {Decimal{24, 1}, Decimal{20, 1}, Decimal{15, 1}}}});
    return component(t, "radar-titre", "Radar",
        "Plein : aujourd'hui. Tireté : la cible. Points : l'an dernier. Les mêmes chiffres sont dans un tableau.",
        t.html(R"(
<figure class="chart"><figcaption>{}</figcaption>{}</figure>)",
            charts::keys(t, chart), charts::radar(t, chart)));
}

Html bars(Language const& t) {
    charts::Axis const axis{"1", "Gouvernance", Decimal{34, 1}, Decimal{40, 1}, {Decimal{30, 1}, Decimal{26, 1}, Decimal{21, 1}}};
    auto const chart = example_chart({axis});
    return component(t, "barres", "Registre et barres", "Traits horizontaux, mots à gauche, chiffres à droite.",
        t.html("{}{}",
            register_table(
                t, {.id = "exemple-registre",
                       .caption = "Par chapitre",
                       .note = french("Moyennes sur 5."),
                       .columns = {{"Chapitre"}, {french("De 1 à 5")}, {"Actuelle", Column::figure}},
                       .rows = t.html(R"(<tr><th scope="row">1. Gouvernance</th><td>{}</td><td class="figure">3,4</td></tr>)",
                           charts::bar(t, axis, 5)),
                       .css_class = "register bars"}),
            t.html(R"(<figure class="chart">{}</figure>)", charts::bars(t, {.id = "exemple-barres",
                                                                               .title = french("Barres d'exemple"),
                                                                               .current = chart.current,
                                                                               .axes = chart.axes}))));
}

Html links(Language const& t) {
    return component(t, "lien", "Lien à transmettre et suite d'une liste",
        "Le bouton copie l'adresse ; sans script, elle se sélectionne.",
        t.html("{}{}{}", link_to_copy(t, "exemple-lien", french("Lien d'invitation"), "https://exemple.fr/invitations/3fA9"),
            see_more(t, Url::here("lien")), paragraph(t, "« Voir plus » est un lien : la page suivante a son adresse.")));
}

Html icons(Language const& t) {
    constexpr std::array<std::string_view, 36> names{"home", "plus", "check", "cross", "next", "back", "down", "sort", "pen",
        "bin", "download", "print", "filter", "search", "link", "file", "people", "person", "calendar", "clock", "comment",
        "bulb", "help", "info", "warning", "lock", "map", "list", "mail", "bold", "italic", "late", "ontime", "ahead", "unset",
        "handle"};
    return component(t, "icones", "Icônes", "Jamais sans leur mot.",
        t.html(R"(
<ul class="icons">{}</ul>)",
            each(names, [&](std::string_view name) {
                return t.html(R"(<li>{}<span class="small">{}</span></li>)", html::icon(t, name), name);
            })));
}

} // namespace

Html component(Language const& t, std::string_view id, std::string_view title, std::string_view use, Html const& example) {
    return t.html(R"(
<section aria-labelledby="{}">{}<p class="small quiet after">{}</p><div class="stack after">{}</div></section>)",
        id, section_title(t, id, french(title)), french(use), example);
}

Html components(Language const& t) {
    auto const asked = t.html("{}{}{}{}{}{}", buttons(t), fields(t), summary(t), criterion(t), chapters(t), signs(t));
    auto const told = t.html("{}{}{}{}{}{}", timings(t), tiles(t), lines(t), messages(t), empty_list(t), question(t));
    return t.html(R"(
<div class="stack-wide" lang="fr">{}{}{}{}{}{}</div>)",
        asked, told, radar(t), bars(t), links(t), icons(t));
}

} // namespace layout
