#include "site/presentation.h"

#include "html/icon.h"
#include "layout/parts.h"
#include "site/method.h"

namespace site {
namespace {

using accounts::Caller;
using html::each, html::Html, html::Language;

// One stroke for each step of the method, and the dialogue across, as votes are counted.
Html counting_square(Language const& t) {
    auto const strokes = t.html(R"(
<path class="stroke stroke--dialogue" d="M126 342 400 66"></path><path class="stroke" d="M133 330 126 78"></path><path class="stroke" d="M114 88 406 84"></path><path class="stroke" d="M394 70 400 334"></path><path class="stroke" d="M414 322 116 326"></path>)");
    auto const words = t.html(R"~(
<text transform="translate(98 206) rotate(-90)" text-anchor="middle">{Autodiagnostic}</text><text x="260" y="56" text-anchor="middle">{Bonnes pratiques}</text><text transform="translate(430 206) rotate(90)" text-anchor="middle">{Plan d'actions}</text><text x="262" y="372" text-anchor="middle">{Suivi du plan}</text><text transform="translate(247 198) rotate(-45.2)" text-anchor="middle">{Dialogue}</text>)~");
    return t.html(R"(
<svg class="method" viewBox="0 0 520 430" role="img" aria-labelledby="trace"><title id="trace">{Un carré tracé en cinq traits : diagnostic, pratiques, plan, suivi, et le dialogue qui les traverse}</title>{}{}</svg>)",
        strokes, words);
}

// One's own space for who is signed in, a new one for anybody else.
Html first_steps(Caller const& caller, std::optional<Url> const& demonstration) {
    auto const& t = caller.t;
    if (caller.signed_in)
        return t.html(R"(
<div class="buttons"><a class="button" href="{}">{Aller à mon espace}</a><a class="button button--second" href="{}">{Lire la méthode}</a></div>)",
            Url::page({"compte", "structures"}), Url::page({"methode"}));
    auto const second = demonstration ? layout::second_button_link(t, *demonstration, t.text("Visiter la démonstration"))
                                      : layout::second_button_link(t, Url::page({"tarifs"}), t.text("Voir les tarifs"));
    return t.html(R"(
<div class="buttons"><a class="button" href="{}">{Essayer trois mois, gratuitement}</a>{}</div>)",
        Url::page({"inscription"}), second);
}

Html hero(Caller const& caller, std::optional<Url> const& demonstration) {
    return caller.t.html(R"(
<div class="wrap"><section class="hero"><div><h1><span>{Savoir où l'on en est.}</span> <span>{Décider ensemble de la suite.}</span></h1><p class="lead">{ESS Pratiques aide les associations, coopératives, mutuelles et fondations à évaluer leurs pratiques, à écouter celles et ceux qui comptent pour elles, et à tenir leurs engagements, année après année.}</p>{}</div><figure>{}</figure></section></div>)",
        first_steps(caller, demonstration), counting_square(caller.t));
}

struct Step {
    int side;
    std::string title;
    std::string text;
};

Html step(Language const& t, Step const& step) {
    return t.html(R"(
<li>{}<h3>{}</h3><p>{}</p></li>)",
        html::side_sign(t, step.side), step.title, step.text);
}

Html five_strokes(Language const& t) {
    std::vector<Step> const steps{
        {1, t.text("Autodiagnostic"),
            t.text("Pour chaque critère, choisissez la phrase qui vous ressemble. Seul ou à plusieurs, en une heure ou en dix "
                   "fois : tout est gardé.")},
        {2, t.text("Bonnes pratiques"),
            t.text("Décrivez ce que vous faites déjà, joignez les preuves, dites ce qui presse. Rien ne se perd quand une "
                   "personne part.")},
        {3, t.text("Plan d'actions"),
            t.text("Fixez un niveau à atteindre, une action, un nom, un mois. Les indicateurs disent à quoi vous verrez le "
                   "changement.")},
        {4, t.text("Suivi du plan"),
            t.text("Notez l'avancement au fil de l'eau. Ce qui est en retard se voit, ce qui avance aussi.")},
        {5, t.text("Parties prenantes"),
            t.text("Placez sur une carte les personnes et les organisations qui vous entourent, invitez-les à donner leur avis, "
                   "répondez à leurs suggestions.")},
    };
    return t.html(R"(
<section class="chapter chapter--sheet" aria-labelledby="cinq"><div class="wrap"><h2 id="cinq">{Cinq traits, comme on compte les voix}</h2><p class="lead">{Quatre étapes qui s'enchaînent, et un dialogue qui les traverse toutes.}</p>{}
<ol class="stepping">{}
</ol></div></section>)",
        what_is_open(t), each(steps, [&](Step const& each_step) { return step(t, each_step); }));
}

Html scale(Caller const& caller) {
    auto const& t = caller.t;
    auto const levels = each(standard_levels(caller.desk.library), [&](referentiel::Level const& level) {
        return t.html(R"(
<li>{}<b>{}</b><span>{}</span></li>)",
            html::level_sign(t, level.rank()), level.code(), level.answer(t.code()));
    });
    return t.html(R"(
<section class="chapter" aria-labelledby="echelle"><div class="wrap halves"><div><h2 id="echelle" class="big">{Une échelle que tout le monde comprend}</h2><p class="lead">{Pas de note sur cent, pas de classement : cinq niveaux, du premier pas à l'exemple. Ils se discutent en équipe, en conseil d'administration, avec les usagers.}</p><p class="after">{Voici leur sens commun. Chaque critère les dit ensuite dans ses propres phrases : <1>lisez celles d'un critère</1>.}</p></div>
<ol class="levels lines">{}
</ol></div></section>)",
        Url::page({"referentiels"}), levels);
}

Html for_whom(Language const& t) {
    auto const structures = t.html(R"(
<div><h3>{Les structures}</h3><p>{De l'association de deux salariées à la mutuelle régionale. On répond seul ou à plusieurs, avec un rôle pour chaque personne : piloter, contribuer, ou seulement lire.}</p></div>)");
    auto const networks = t.html(R"(
<div><h3>{Les têtes de réseau}</h3><p>{Un abonnement pour vos adhérents. Les réponses restent à chaque structure : rien n'en est montré sans son accord.}</p></div>)");
    auto const students = t.html(R"(
<div><h3>{Les études et la formation}</h3><p>{L'accès est gratuit, pour apprendre la méthode sur un cas réel ou fictif.}</p></div>)");
    return t.html(R"(
<section class="chapter chapter--sheet" aria-labelledby="pour-qui"><div class="wrap"><h2 id="pour-qui">{Pour qui}</h2><div class="trio">{}{}{}</div></div></section>)",
        structures, networks, students);
}

Html cooperative(Language const& t) {
    return t.html(R"(
<section class="chapter" aria-labelledby="cooperative"><div class="wrap halves"><div><h2 id="cooperative" class="big">{Un outil qui appartient à celles et ceux qui s'en servent}</h2></div><div class="prose"><p>{Depuis 2021, une société coopérative d'intérêt collectif porte ESS Pratiques. Fondateurs, bénéficiaires, partenaires du territoire et salariés y ont chacun leur collège.}</p><p>{Le programme est libre : <1>le code source</1> se lit, s'installe et se modifie.}</p><p>{Vos données restent les vôtres : elles ne sont ni vendues ni partagées. Lisez <1>ce que nous gardons, et pourquoi</1>.}</p></div></div></section>)",
        Url::page({"source"}), Url::page({"donnees"}));
}

} // namespace

Html presentation(Caller const& caller, std::optional<Url> const& demonstration) {
    auto const& t = caller.t;
    return t.html("{}{}{}{}{}", hero(caller, demonstration), five_strokes(t), scale(caller), for_whom(t), cooperative(t));
}

} // namespace site
