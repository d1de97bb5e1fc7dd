#include "site/presentation.h"

#include "html/icon.h"

namespace site {
namespace {

using accounts::Caller;
using html::Html, html::Language;

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
Html first_steps(Caller const& caller) {
    auto const& t = caller.t;
    if (caller.signed_in)
        return t.html(R"(
<div class="buttons"><a class="button" href="{}">{Aller à mon espace}</a><a class="button button--second" href="{}">{Lire la méthode}</a></div>)",
            Url::page({"compte", "structures"}), Url::page({"methode"}));
    return t.html(R"(
<div class="buttons"><a class="button" href="{}">{Essayer trois mois, gratuitement}</a><a class="button button--second" href="{}">{Voir les tarifs}</a></div>)",
        Url::page({"inscription"}), Url::page({"tarifs"}));
}

Html hero(Caller const& caller) {
    return caller.t.html(R"(
<div class="wrap"><section class="hero"><div><h1><span>{Savoir où l'on en est.}</span> <span>{Décider ensemble de la suite.}</span></h1><p class="lead">{ESS Pratiques aide les associations, coopératives, mutuelles et fondations à évaluer leurs pratiques, à écouter celles et ceux qui comptent pour elles, et à tenir leurs engagements, année après année.}</p>{}</div><figure>{}</figure></section></div>)",
        first_steps(caller), counting_square(caller.t));
}

} // namespace

Html presentation(Caller const& caller) { return hero(caller); }

} // namespace site
