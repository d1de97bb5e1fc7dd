#include "site/tariff_views.h"

#include "layout/parts.h"

namespace site {
namespace {

using accounts::Caller;
using html::each, html::Html, html::Language, html::when;
using layout::Column;

std::string euros(Language const& t, Euros amount) { return t.text("{} €", {t.number(amount)}); }

struct Named {
    std::string name;
    std::string whom;
};

Named named(Language const& t, Subscription subscription) {
    switch (subscription) {
        case Subscription::standard: return {t.text("Standard"), t.text("5 personnes salariées et plus")};
        case Subscription::small_structure: return {t.text("Petite structure"), t.text("Moins de 5 personnes salariées")};
        case Subscription::teaching:
            return {t.text("Études et formation"), t.text("Étudiants, enseignants, organismes de formation")};
    }
    return {};
}

Html price_row(Language const& t, Tariff const& tariff, Price const& price) {
    auto const [name, whom] = named(t, price.subscription);
    auto const total = with_tax(tariff, price.before_tax);
    return t.html(R"(
<tr><th scope="row">{}<span class="small quiet below">{}</span></th><td class="figure"><span class="price">{}</span></td><td class="figure">{}</td><td class="figure quiet">{}</td></tr>)",
        name, whom, euros(t, price.before_tax), euros(t, total), euros(t, total / 12));
}

Html bundle_row(Language const& t, Tariff const& tariff, std::string_view name, Euros before_tax) {
    return t.html(R"(
<tr><th scope="row">{}</th><td class="figure"><span class="price">{}</span></td><td class="figure">{}</td></tr>)",
        name, euros(t, before_tax), euros(t, with_tax(tariff, before_tax)));
}

Html structures(Language const& t, Tariff const& tariff) {
    return layout::register_table(
        t, {.id = "structures",
               .caption = t.text("Pour une structure, par an"),
               .columns = {{t.text("Abonnement")}, {t.text("HT"), Column::figure}, {t.text("TTC"), Column::figure},
                   {t.text("TTC par mois"), Column::figure}},
               .rows = each(tariff.structures, [&](Price const& price) { return price_row(t, tariff, price); })});
}

Html networks(Language const& t, Tariff const& tariff) {
    auto const bundles = each(tariff.networks, [&](Bundle const& bundle) {
        auto const name = t.text("De {} à {} comptes", {t.number(bundle.fewest), t.number(bundle.most)});
        return bundle_row(t, tariff, name, bundle.before_tax);
    });
    auto const further = t.text("Chaque compte au-delà de {}", {t.number(tariff.networks.back().most)});
    return layout::register_table(
        t, {.id = "reseaux",
               .caption = t.text("Pour une tête de réseau, par an"),
               .note = t.text("Un seul abonnement pour plusieurs comptes, gérés par le réseau."),
               .columns = {{t.text("Bouquet")}, {t.text("HT"), Column::figure}, {t.text("TTC"), Column::figure}},
               .rows = t.html("{}{}", bundles, bundle_row(t, tariff, further, tariff.further_account))});
}

Html discovery(Caller const& caller, Tariff const& tariff) {
    auto const& t = caller.t;
    auto const button =
        when(!caller.signed_in, [&] { return layout::button_link(t, Url::page({"inscription"}), t.text("Créer mon espace")); });
    return t.html(R"(
<section class="offer" aria-labelledby="decouverte"><div><h2 id="decouverte">{}</h2><p>{Le parcours complet, sans carte bancaire. À la fin, vous gardez la lecture et l'export de tout ce que vous avez saisi.}</p></div>{}</section>)",
        t.text("Offre découverte : {} mois gratuits", {t.number(tariff.free_months)}), button);
}

Html on_quote(Language const& t) {
    return t.html(R"(
<div><h2 class="section-title">{Sur devis}</h2><ul class="lines lines--tight"><li>{Saisie de votre propre référentiel}</li><li>{Reprise de vos données : diagnostic, plan d'actions, carte des parties prenantes}</li><li>{Sensibilisation à l'engagement sociétal et à l'amélioration continue}</li><li>{Aide à la prise en main}</li></ul><p class="after"><a href="{}">{Demander un devis}</a></p></div>)",
        Url::page({"aide"}));
}

Html paying(Language const& t, Tariff const& tariff) {
    return t.html(R"(
<div><h2 class="section-title">{Payer, renouveler, arrêter}</h2><div class="prose"><p>{}</p><p>{Sans renouvellement, votre espace passe en lecture : vous consultez et exportez tout, aussi longtemps que vous le voulez. Rien n'est effacé, rien n'est retenu.}</p><p>{Le prix dépend du nombre de personnes salariées que vous déclarez ; dites-le-nous quand il change.}</p></div></div>)",
        t.text("Sur facture, par virement. La TVA est de {}.", {t.percent(tariff.vat_percent)}));
}

} // namespace

Html tariff_page(Caller const& caller, Tariff const& tariff) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="stack-wide">{}
<div class="halves"><div>{}</div><div>{}</div></div>
<div class="halves">{}{}</div>
<p class="quiet small">{}</p></div>)",
        discovery(caller, tariff), structures(t, tariff), networks(t, tariff), on_quote(t), paying(t, tariff),
        t.text("Prix en vigueur le {}.", {t.date(caller.today())}));
}

} // namespace site
