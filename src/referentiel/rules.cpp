#include "referentiel/rules.h"

#include "core/unicode.h"
#include "referentiel/scalars.h"
#include "referentiel/shape.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace referentiel {

namespace {

constexpr std::size_t longest_wording = 250; // it is read on a radio button

bool is_blank(std::string_view rest) {
    return rest.empty() || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t' || rest.starts_with("\u00a0") ||
           rest.starts_with("\u202f");
}

bool ends_blank(std::string_view before) {
    return before.ends_with(' ') || before.ends_with('\n') || before.ends_with('\t') || before.ends_with("\u00a0") ||
           before.ends_with("\u202f");
}

bool lacks_french_blank(std::string_view words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const rest = words.substr(at), before = words.substr(0, at);
        if (rest.starts_with("«") && rest.size() > 2 && !is_blank(rest.substr(2))) return true;
        if (before.empty() || ends_blank(before)) continue;
        auto const is_high = rest[0] == ';' || rest[0] == '!' || rest[0] == '?' || rest.starts_with("»");
        if (is_high && !before.ends_with("«") && !before.ends_with('(')) return true;
        if (rest[0] == ':' && is_blank(rest.substr(1)) && !(before.back() >= '0' && before.back() <= '9')) return true;
    }
    return false;
}

bool has_english_blank(std::string_view words) {
    for (std::size_t at = 1; at < words.size(); ++at)
        if (std::string_view{":;!?"}.find(words[at]) != std::string_view::npos && ends_blank(words.substr(0, at))) return true;
    return false;
}

struct ScaleCodes {
    std::vector<std::string_view> levels, all;
};

// A node and what it takes from those above it.
struct Standing {
    Value const* node;
    std::string_view kind;
    std::string_view parent; // kind; empty at the top
    std::string_view scale;
};

class Rules {
public:
    Rules(Value const& file, Context const& context, Findings& findings)
        : file_{file}, context_{context}, findings_{findings}, t{findings.t} {
        for (auto const& language : file.find("languages")->parts) languages_.push_back(language.text);
        walk(*file.find("content"), "", file.find("scales")->parts.front().find("key")->text);
    }

    void check() {
        texts(file_);
        scales();
        profile();
        for (auto const& standing : standings_) {
            names(standing);
            nesting(standing);
            rating(standing);
            only_if(standing);
            links(standing);
        }
        only_in();
        covers();
    }

private:
    void walk(Value const& content, std::string_view parent, std::string_view scale) {
        for (auto const& node : content.parts) {
            auto const kind = kind_of(node);
            auto const* own = node.find("scale");
            auto const below = own ? std::string_view{own->text} : scale;
            standings_.push_back({&node, kind, parent, below});
            if (auto const* content_of_node = node.find("content")) walk(*content_of_node, kind, below);
        }
    }

    // Texts

    void texts(Value const& map) {
        constexpr std::array<std::string_view, 11> single{
            "title", "about", "question", "short", "degree", "answer", "label", "statement", "plain", "guidance", "who"};
        for (std::size_t at = 0; at < map.words.size(); ++at) {
            auto const& [word, place] = map.words[at];
            auto const& part = map.parts[at];
            if (std::ranges::find(single, word) != single.end() || word == "practice") text(word, place, part);
            else if (word == "notices" || word == "storeys" || word == "questions" || word == "evidence")
                for (auto const& one : part.parts) text(word, one.place, one);
            else if (word == "levels" && part.kind == Value::Kind::map) wordings(part);
            else if (part.kind == Value::Kind::map) texts(part);
            else
                for (auto const& one : part.parts) texts(one);
        }
    }

    void wordings(Value const& levels) {
        for (std::size_t at = 0; at < levels.words.size(); ++at) {
            text(levels.words[at].text, levels.words[at].place, levels.parts[at]);
            for_each_language(
                levels.parts[at], levels.words[at].place, [&](std::string_view, std::string const& words, Place place) {
                    auto const signs = length(words);
                    if (signs > longest_wording)
                        findings_.advise(place, t.text("cette formulation a {} signes", {std::to_string(signs)}),
                            t.text("{} au plus : elle se lit sur un bouton", {std::to_string(longest_wording)}));
                });
        }
    }

    template <typename Look>
    void for_each_language(Value const& text, Place place, Look const& look) {
        if (text.is_text()) look(languages_.front(), text.text, place);
        for (std::size_t at = 0; at < text.words.size(); ++at)
            look(text.words[at].text, text.parts[at].text, text.words[at].place);
    }

    void text(std::string const& name, Place place, Value const& text) {
        for (std::size_t at = 0; at < languages_.size(); ++at)
            if (text.is_text() ? at > 0 : !text.find(languages_[at]))
                findings_.fault(place, t.text("{} : il manque le texte en « {} »", {name, std::string{languages_[at]}}),
                    t.text("ajoutez « {}: … », ou retirez {} de languages",
                        {std::string{languages_[at]}, std::string{languages_[at]}}));
        for (auto const& [language, where] : text.words)
            if (std::ranges::find(languages_, language) == languages_.end())
                findings_.fault(where, t.text("« {} » n'est pas une langue du fichier ({})", {language, joined(languages_)}),
                    t.text("ajoutez-la à languages, ou supprimez ce texte"));
        for_each_language(text, place, [&](std::string_view language, std::string const& words, Place where) {
            if (language == "fr" && lacks_french_blank(words))
                findings_.advise(
                    where, t.text("le français met un espace avant : ; ! ? » et après «"), t.text("ajoutez l'espace ordinaire"));
            if (language == "en" && has_english_blank(words))
                findings_.advise(where, t.text("l'anglais ne met pas d'espace avant : ; ! ?"), t.text("supprimez l'espace"));
            if (words.find("...") != std::string::npos)
                findings_.advise(where, t.text("trois points"), t.text("tapez le signe …"));
        });
    }

    // Scales and profile

    void scales() {
        for (auto const& scale : file_.find("scales")->parts) {
            ScaleCodes codes;
            for (auto const& level : scale.find("levels")->parts) codes.levels.push_back(level.find("code")->text);
            codes.all = codes.levels;
            if (auto const* specials = scale.find("special"))
                for (auto const& special : specials->parts) codes.all.push_back(special.find("code")->text);
            repeated_codes(scale, codes);
            counted_codes(scale, codes);
            auto const& key = scale.find("key")->text;
            if (!scales_.emplace(key, std::move(codes)).second)
                findings_.fault(
                    scale.place_of("key"), t.text("l'échelle « {} » est là deux fois", {key}), t.text("renommez-en une"));
            else scale_keys_.push_back(key);
        }
        auto const& score = *file_.find("score");
        auto const* from = score.find("imperative_from");
        if (!from) return;
        for (auto const& [key, codes] : scales_)
            if (std::ranges::find(codes.levels, from->text) != codes.levels.end()) return;
        findings_.fault(score.place_of("imperative_from"), t.text("il n'y a pas de niveau « {} »", {from->text}),
            t.text("choisissez parmi : {}", {joined(scales_.at(scale_keys_.front()).levels)}));
    }

    void repeated_codes(Value const& scale, ScaleCodes const& codes) {
        std::set<std::string_view> seen;
        for (auto const code : codes.all)
            if (!seen.insert(code).second)
                findings_.fault(scale.place, t.text("le code « {} » est deux fois dans cette échelle", {std::string{code}}),
                    t.text("donnez à chaque niveau et à chaque code particulier le sien"));
    }

    void counted_codes(Value const& scale, ScaleCodes const& codes) {
        auto const* specials = scale.find("special");
        if (!specials) return;
        for (auto const& special : specials->parts)
            if (auto const* level = special.find("level");
                level && std::ranges::find(codes.levels, level->text) == codes.levels.end())
                no_level(special.place_of("level"), level->text, codes);
    }

    void no_level(Place place, std::string const& code, ScaleCodes const& codes) {
        findings_.fault(
            place, t.text("il n'y a pas de niveau « {} »", {code}), t.text("choisissez parmi : {}", {joined(codes.levels)}));
    }

    void profile() {
        auto const* profile = file_.find("profile");
        if (!profile) return;
        for (auto const& question : profile->parts) {
            std::string_view const key = question.find("key")->text;
            if (std::ranges::find(questions_, key) != questions_.end())
                findings_.fault(question.place_of("key"), t.text("la question « {} » est là deux fois", {std::string{key}}),
                    t.text("renommez-en une"));
            else questions_.push_back(key);
        }
    }

    // Nodes

    void names(Standing const& standing) {
        auto const& node = *standing.node;
        auto const& key = node.find(standing.kind)->text;
        auto const [first, is_new] = keys_.emplace(key, Named{node.place.line, standing.kind});
        if (!is_new)
            findings_.fault(node.place,
                t.text("la clé « {} » sert déjà à la ligne {}", {key, std::to_string(first->second.line)}),
                t.text("choisissez-en une autre : une clé nomme un nœud pour toujours"));
        auto const* number = node.find("number");
        if (!number) return;
        auto const place = node.place_of("number");
        auto const [same, is_new_number] = numbers_.emplace(number->text, place.line);
        if (!is_new_number)
            findings_.fault(place,
                t.text("le numéro « {} » sert déjà à la ligne {}", {number->text, std::to_string(same->second)}),
                t.text("donnez à chaque critère le sien"));
    }

    void nesting(Standing const& standing) {
        auto const& [node, kind, parent, scale] = standing;
        auto const stands_well = kind == "chapter"     ? parent.empty() || parent == "chapter"
                                 : kind == "criterion" ? parent.empty() || parent == "chapter"
                                                       : parent == "criterion";
        if (!stands_well)
            findings_.fault(node->place,
                t.text("un {} ne peut pas être sous un {}",
                    {std::string{kind}, parent.empty() ? t.text("fichier") : std::string{parent}}),
                t.text("dans l'ordre : chapter, chapter…, criterion, item"));
        auto const* content = node->find("content");
        auto const* outline = node->find("outline");
        auto const is_outline = outline && yes_or_no(*outline).value_or(false);
        if (kind == "chapter" && (!content || content->parts.empty()) && !is_outline)
            findings_.fault(node->place, t.text("le chapitre « {} » est vide", {node->find("chapter")->text}),
                t.text("ajoutez ses critères, ou écrivez outline: true"));
    }

    void rating(Standing const& standing) {
        auto const& node = *standing.node;
        auto const scale = scales_.find(standing.scale);
        if (scale == scales_.end()) {
            if (node.find("scale"))
                findings_.fault(node.place_of("scale"), t.text("il n'y a pas d'échelle « {} »", {std::string{standing.scale}}),
                    t.text("choisissez parmi : {}", {joined(scale_keys_)}));
            return;
        }
        levels(standing, scale->second);
        auto const* examples = node.find("examples");
        if (!examples) return;
        for (auto const& example : examples->parts)
            if (auto const* level = example.find("level");
                level && std::ranges::find(scale->second.levels, level->text) == scale->second.levels.end())
                no_level(example.place_of("level"), level->text, scale->second);
    }

    void levels(Standing const& standing, ScaleCodes const& codes) {
        auto const* levels = standing.node->find("levels");
        if (!levels) return;
        for (auto const& [code, place] : levels->words)
            if (std::ranges::find(codes.all, code) == codes.all.end())
                findings_.fault(place, t.text("l'échelle « {} » n'a pas de niveau « {} »", {std::string{standing.scale}, code}),
                    t.text("choisissez parmi : {}", {joined(codes.all)}));
        auto const place = standing.node->place_of("levels");
        for (auto const code : codes.levels)
            if (!levels->find(code))
                findings_.fault(place, t.text("le niveau « {} » n'a pas de formulation", {std::string{code}}),
                    t.text("formulez tous les niveaux de l'échelle, ou aucun"));
        same_wordings(*levels, place);
    }

    void same_wordings(Value const& levels, Place place) {
        for (std::size_t at = 0; at < languages_.size(); ++at) {
            std::set<std::string_view> said;
            for (auto const& part : levels.parts) {
                auto const* words = part.is_text() ? (at == 0 ? &part : nullptr) : part.find(languages_[at]);
                if (words && !said.insert(words->text).second) {
                    findings_.fault(place, t.text("deux niveaux ont la même formulation en {}", {std::string{languages_[at]}}),
                        t.text("dites ce que l'on peut voir à chaque niveau"));
                    break;
                }
            }
        }
    }

    void only_if(Standing const& standing) {
        auto const* question = standing.node->find("only_if");
        if (!question || std::ranges::find(questions_, question->text) != questions_.end()) return;
        findings_.fault(standing.node->place_of("only_if"), t.text("aucune question « {} » dans profile", {question->text}),
            questions_.empty() ? t.text("ajoutez la question à profile")
                               : t.text("ajoutez la question, ou choisissez parmi : {}", {joined(questions_)}));
    }

    void links(Standing const& standing) {
        auto const* links = standing.node->find("links");
        if (!links) return;
        for (std::size_t at = 0; at < links->words.size(); ++at) {
            auto const& [code, place] = links->words[at];
            auto const catalogue = context_.catalogues.find(code);
            auto const* held = context_.library ? context_.library->latest(code) : nullptr;
            if (catalogue == context_.catalogues.end() && !held) {
                unknown_referentiel(code, place);
                continue;
            }
            for (auto const& number : links->parts[at].parts)
                if (held ? !has_number(*held, number.text) : !catalogue->second(number.text))
                    findings_.fault(place, t.text("« {} » n'existe pas dans {}", {number.text, code}),
                        t.text("vérifiez le numéro, et les guillemets qui l'entourent"));
        }
    }

    static bool has_number(Version const& version, std::string_view number) {
        return std::ranges::find(version.all_chapters, number, &Chapter::number) != version.all_chapters.end() ||
               std::ranges::find(version.criteria, number, &Criterion::number) != version.criteria.end() ||
               find_rated(version, number);
    }

    void unknown_referentiel(std::string const& code, Place place) {
        std::vector<std::string> known;
        for (auto const& [name, has] : context_.catalogues) known.push_back(name);
        if (context_.library)
            for (auto const* version : context_.library->versions()) known.emplace_back(version->code.text());
        std::vector<std::string_view> const names{known.begin(), known.end()};
        findings_.fault(place, t.text("« {} » n'est pas un référentiel connu", {code}), choice(t, code, names));
    }

    void only_in() {
        for (auto const& scale : file_.find("scales")->parts) {
            auto const* specials = scale.find("special");
            if (!specials) continue;
            for (auto const& special : specials->parts)
                if (auto const* keys = special.find("only_in"))
                    for (auto const& key : keys->parts)
                        if (auto const found = keys_.find(key.text); found == keys_.end() || found->second.kind != "chapter")
                            findings_.fault(special.place_of("only_in"), t.text("aucun chapitre n'a la clé « {} »", {key.text}),
                                t.text("écrivez la clé d'un chapitre de ce fichier"));
        }
    }

    // Covers

    void covers() {
        std::map<std::string, std::unordered_map<std::string, std::size_t>> covered;
        for (auto const& standing : standings_) {
            auto const* covers = standing.node->find("covers");
            if (!covers) continue;
            auto const& target = covers->find("referentiel")->text;
            auto const place = standing.node->place_of("covers");
            std::vector<std::string> keys{covers->find("main")->text};
            if (auto const* others = covers->find("others"))
                for (auto const& key : others->parts) keys.push_back(key.text);
            for (auto const& key : keys) {
                auto const [first, is_new] = covered[target].emplace(key, place.line);
                if (!is_new)
                    findings_.fault(place, t.text("« {} » est déjà couvert à la ligne {}", {key, std::to_string(first->second)}),
                        t.text("chaque critère est couvert une seule fois"));
                covered_key(target, key, place);
            }
        }
        if (context_.library)
            for (auto const& [target, keys] : covered) never_covered(target, keys);
    }

    void covered_key(std::string const& target, std::string const& key, Place place) {
        auto const* held = context_.library ? context_.library->latest(target) : nullptr;
        if (!held || std::ranges::any_of(held->criteria, [&](Criterion const& criterion) { return criterion.key.text() == key; }))
            return;
        std::vector<std::string_view> keys;
        for (auto const& criterion : held->criteria) keys.push_back(criterion.key.text());
        findings_.fault(place, t.text("« {} » n'est pas un critère de {}", {key, target}), choice(t, key, keys));
    }

    void never_covered(std::string const& target, std::unordered_map<std::string, std::size_t> const& keys) {
        auto const* held = context_.library->latest(target);
        if (!held) return;
        for (auto const& criterion : held->criteria)
            if (!keys.contains(std::string{criterion.key.text()}))
                findings_.fault({},
                    t.text("« {} », de {}, n'est couvert par aucun critère", {std::string{criterion.key.text()}, target}),
                    t.text("chaque critère est couvert une seule fois"));
    }

    struct Named {
        std::size_t line;
        std::string_view kind;
    };

    Value const& file_;
    Context const& context_;
    Findings& findings_;
    html::Language const& t;
    std::vector<std::string_view> languages_;
    std::vector<Standing> standings_;
    std::map<std::string_view, ScaleCodes> scales_;
    std::vector<std::string_view> scale_keys_, questions_;
    std::unordered_map<std::string, Named> keys_;
    std::unordered_map<std::string, std::size_t> numbers_;
};

} // namespace

void check_rules(Value const& file, Context const& context, Findings& findings) { Rules{file, context, findings}.check(); }

} // namespace referentiel
