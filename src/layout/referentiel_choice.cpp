#include "layout/referentiel_choice.h"

#include "referentiel/offer.h"

namespace layout {
namespace {

using html::Html, html::Language;
using referentiel::Version;

Html choice(Language const& t, Version const& version, bool is_chosen) {
    auto const id = "referentiel-" + std::string{version.code.text()};
    auto const input = t.html(R"(<input type="radio" name="referentiel" id="{}" value="{}"{}>)", id, version.code,
        html::Attribute{"checked", is_chosen});
    return t.html(R"(
<div class="choice choice--text">{}<label for="{}"><b>{}</b><span class="small quiet">{}</span><span class="small">{}</span></label></div>)",
        input, id, version.title.in(t.code()), referentiel::size_words(t, version), referentiel::choice_words(t, version));
}

} // namespace

Html referentiel_choice(Language const& t, ReferentielChoice const& what, std::span<html::Problem const> problems) {
    auto const is_wrong = html::problem_of(problems, "referentiel").has_value();
    auto const where_wrong = [&](std::string value) { return is_wrong ? std::optional{std::move(value)} : std::nullopt; };
    return t.html(R"(
<fieldset class="group" id="referentiel" tabindex="-1"{}><legend class="section-title">{}</legend>
<div>{}{}<div class="choices">{}</div></div></fieldset>)",
        html::Attributes{{"aria-invalid", where_wrong("true")}, {"aria-describedby", where_wrong("referentiel-error")}},
        what.title, what.hint, html::error_message(t, "referentiel", problems),
        html::each(
            what.offered, [&](Version const* version) { return choice(t, *version, version->code.text() == what.chosen); }));
}

} // namespace layout
