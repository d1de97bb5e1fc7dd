#include "api/problem.h"

#include "api/decimals.h"
#include "core/unicode.h"

#include <boost/json.hpp>

namespace api {

web::Response problem(int status, std::string_view title, std::string_view detail) {
    boost::json::object object{{"type", "about:blank"}, {"title", title}, {"status", status}};
    if (!detail.empty()) object["detail"] = detail;
    return web::json(boost::json::serialize(object), status, "application/problem+json");
}

web::Response problem(html::Language const& t, int status, web::Request const* request, std::string_view reference) {
    auto const path = request ? shortened(request->path, 200) : std::string{};
    auto const told = [&](std::string const& title, std::string const& detail) { return problem(status, title, detail); };
    switch (status) {
        case 400:
            return told(t.text("La demande ne peut pas être lue"),
                t.text("Ce qui a été envoyé à {} n'a pas la forme attendue : vérifiez les paramètres et le corps.", {path}));
        case 401:
            return told(t.text("Une clé ou une session est nécessaire"),
                t.text("{} demande une clé d'API valable, ou d'être connecté.", {path}));
        case 403:
            return told(t.text("Cette action n'est pas permise"),
                t.text("La clé, ou le rôle de la personne à qui elle appartient, ne permet pas {} sur {}.",
                    {request ? request->method : "", path}));
        case 404:
            return told(t.text("Rien à cette adresse"),
                t.text("{} ne mène à rien que vous puissiez lire : vérifiez les identifiants de l'adresse.", {path}));
        case 405:
            return told(t.text("Cette méthode n'existe pas ici"),
                t.text("{} ne répond pas à {} : l'en-tête Allow dit à quoi.", {path, request ? request->method : ""}));
        case 409:
            return told(t.text("Quelque chose a changé entre-temps"),
                t.text("{} n'est plus ce que vous aviez lu : lisez-le de nouveau, puis recommencez.", {path}));
        case 413:
            return told(t.text("La demande est trop volumineuse"),
                t.text("Envoyez moins à la fois à {} : un texte plus court ou un fichier plus léger.", {path}));
        case 415:
            return told(t.text("Ce type de contenu n'est pas lu ici"),
                t.text("{} ne lit pas ce que dit l'en-tête Content-Type de la demande.", {path}));
        case 422:
            return told(
                t.text("La demande est incomplète"), t.text("Il manque quelque chose à ce qui a été envoyé à {}.", {path}));
        case 429:
            return told(t.text("Trop de demandes en peu de temps"),
                t.text("Attendez avant de demander {} de nouveau : l'en-tête Retry-After dit combien de secondes.", {path}));
        case 503:
            return told(t.text("Le service est très demandé"),
                t.text("{} n'a pas pu répondre, et rien n'a changé : recommencez dans quelques secondes.", {path}));
        case 507:
            return told(t.text("Il n'y a plus de place pour enregistrer"),
                t.text("Rien de ce qui a été envoyé à {} n'est gardé : réessayez quand de la place aura été faite.", {path}));
        default:
            return told(t.text("La demande n'a pas abouti"),
                t.text("{} n'a pas pu répondre, de notre fait. Référence à nous donner : {}.", {path, std::string{reference}}));
    }
}

web::Response closed(html::Language const& t, accounts::Cycle const& cycle) {
    return problem(409, t.text("Cette démarche est close"),
        t.text("La démarche « {} » se lit, mais ne se change plus : une personne au pilotage peut la rouvrir.", {cycle.label}));
}

web::Response unknown_criterion(html::Language const& t, std::string_view asked) {
    return problem(404, t.text("Ce critère n'est pas dans cet autodiagnostic"),
        t.text("Aucun critère évalué ne porte la clé ou le numéro « {} ».", {shortened(std::string{asked}, 200)}));
}

web::Response unreadable(html::Language const& t, std::string_view example, std::string const& fault) {
    return problem(400, t.text("Ce corps de requête ne peut pas être lu"),
        (fault.empty() ? "" : fault + " ") + t.text("Envoyez du JSON de cette forme : {}", {std::string{example}}));
}

web::Response conflict(
    std::string_view title, std::string_view detail, boost::json::value const& yours, boost::json::value const& theirs) {
    boost::json::object const object{
        {"type", "about:blank"}, {"title", title}, {"status", 409}, {"detail", detail}, {"yours", yours}, {"theirs", theirs}};
    return web::json(with_plain_decimals(boost::json::serialize(object)), 409, "application/problem+json");
}

} // namespace api
