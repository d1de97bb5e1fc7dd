#include "diagnostic/profile_form.h"

#include "layout/parts.h"

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attributes, html::each, html::Html, html::Language, html::Problem;
using referentiel::Question;

std::string field(Question const& question) { return "profil-" + question.key; }

std::optional<bool> answer_to(Question const& question, Answers const& answers) {
    auto const found = answers.find(question.key);
    return found == answers.end() ? std::nullopt : std::optional{found->second};
}

// Where a problem leads.
std::string first_choice_id(Question const& question) { return field(question) + "-oui"; }

struct Choice {
    std::string_view value;
    std::string label;
    bool is_chosen;
    bool is_wrong;
};

Html choice_of(Language const& t, Question const& question, Choice const& choice) {
    auto const id = field(question) + "-" + std::string{choice.value};
    Attributes rare{{"checked", choice.is_chosen}};
    if (choice.is_wrong) rare.push_back({"aria-describedby", first_choice_id(question) + "-error"});
    return t.html(R"(
<div class="choice"><input type="radio" name="{}" id="{}" value="{}"{}><label for="{}"><span>{}</span></label></div>)",
        field(question), id, choice.value, rare, id, choice.label);
}

Html question_field(Language const& t, Question const& question, Answers const& answers, std::span<Problem const> problems) {
    auto const answer = answer_to(question, answers);
    auto const is_wrong = html::problem_of(problems, first_choice_id(question)).has_value();
    return t.html(R"(
<fieldset class="{}"><legend>{}</legend>{}<div class="choices">{}{}</div></fieldset>)",
        is_wrong ? "field field--wrong" : "field", question.text.in(t.code()),
        html::error_message(t, first_choice_id(question), problems),
        choice_of(t, question, {"oui", t.text("Oui"), answer == true, is_wrong}),
        choice_of(t, question, {"non", t.text("Non"), answer == false, is_wrong}));
}

Html question_line(Language const& t, Question const& question, Answers const& answers) {
    auto const answer = answer_to(question, answers);
    auto const words = !answer ? t.text("Pas encore répondu") : *answer ? t.text("Oui") : t.text("Non");
    return t.html(R"(
<div><dt>{}</dt><dd>{}</dd></div>)",
        question.text.in(t.code()), words);
}

} // namespace

Html profile_section(Caller const& caller, Diagnostic const& diagnostic, Answers const& answers, bool may_answer,
    std::span<Problem const> problems) {
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
        each(questions, [&](Question const& question) { return question_field(t, question, answers, problems); }));
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

std::vector<Problem> problems_of(Language const& t, web::Form const& form, referentiel::Version const& version) {
    std::vector<Problem> problems;
    for (auto const& question : version.profile) {
        auto const sent = form.line(field(question));
        if (!sent.empty() && sent != "oui" && sent != "non")
            problems.push_back({first_choice_id(question), t.text("Choisissez Oui ou Non")});
    }
    return problems;
}

Url profile_url(Diagnostic const& diagnostic) {
    return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", "profil"});
}

} // namespace diagnostic
