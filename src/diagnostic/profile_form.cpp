#include "diagnostic/profile_form.h"

#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attributes, html::each, html::Html, html::Language;
using referentiel::Question;

std::string field(Question const& question) { return "profil-" + question.key; }

std::optional<bool> answer_to(Question const& question, Answers const& answers) {
    auto const found = answers.find(question.key);
    return found == answers.end() ? std::nullopt : std::optional{found->second};
}

Html choice(Language const& t, Question const& question, std::string_view value, std::string_view label, bool is_chosen) {
    auto const id = field(question) + "-" + std::string{value};
    return t.html(R"(
<div class="choice"><input type="radio" name="{}" id="{}" value="{}"{}><label for="{}"><span>{}</span></label></div>)",
        field(question), id, value, html::Attribute{"checked", is_chosen}, id, label);
}

Html question_field(Language const& t, Question const& question, Answers const& answers) {
    auto const answer = answer_to(question, answers);
    return t.html(R"(
<fieldset class="field"><legend>{}</legend><div class="choices">{}{}</div></fieldset>)",
        question.text.in(t.code()), choice(t, question, "oui", t.text("Oui"), answer == true),
        choice(t, question, "non", t.text("Non"), answer == false));
}

Html question_line(Language const& t, Question const& question, Answers const& answers) {
    auto const answer = answer_to(question, answers);
    auto const words = !answer ? t.text("Pas encore répondu") : *answer ? t.text("Oui") : t.text("Non");
    return t.html(R"(
<div><dt>{}</dt><dd>{}</dd></div>)",
        question.text.in(t.code()), words);
}

} // namespace

Html profile_section(Caller const& caller, Diagnostic const& diagnostic, Answers const& answers, bool may_answer) {
    auto const& t = caller.t;
    auto const& questions = diagnostic.version().profile;
    if (questions.empty()) return {};
    auto const title = layout::section_title(t, "profil", t.text("Votre structure"));
    if (!may_answer)
        return t.html(R"(
<section aria-labelledby="profil">{}<dl class="pairs">{}</dl></section>)",
            title, each(questions, [&](Question const& question) { return question_line(t, question, answers); }));
    auto const content = t.html(R"({}
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer ces réponses}</button></div>)",
        each(questions, [&](Question const& question) { return question_field(t, question, answers); }));
    return t.html(R"(
<section aria-labelledby="profil">{}<p>{}</p>{}</section>)",
        title,
        t.text(
            "Vos réponses choisissent les critères qui vous sont posés. Rien n'est effacé si vous en changez : un critère écarté "
            "revient avec sa réponse."),
        html::form(t, profile_url(diagnostic), caller.form_key, content));
}

Answers read_answers(web::Form const& form, referentiel::Version const& version) {
    Answers answers;
    for (auto const& question : version.profile) {
        auto const sent = form.line(field(question));
        if (sent == "oui" || sent == "non") answers.emplace(question.key, sent == "oui");
    }
    return answers;
}

Url profile_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "profil"});
}

} // namespace diagnostic
