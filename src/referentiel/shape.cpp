#include "referentiel/shape.h"

#include "referentiel/referentiel.h"
#include "referentiel/scalars.h"

#include <algorithm>

namespace referentiel {

namespace {

// Walks the tree along the format. Knows where it is, to say it.
class Shape {
public:
    explicit Shape(Findings& findings) : findings_{findings}, t{findings.t} {}

    void check_file(Value const& file) {
        static constexpr std::array<std::string_view, 8> needed{
            "format", "code", "version", "languages", "title", "scales", "score", "content"};
        if (!is_map(file, file.place)) return;
        need(file, file.place, needed);
        each_word(file, file_words());
    }

private:
    using Check = void (Shape::*)(Value const&, Place);
    struct Word {
        std::string_view name;
        Check check;
    };

    static std::span<Word const> file_words() {
        static constexpr std::array<Word, 15> words{
            {{"format", &Shape::format}, {"code", &Shape::key}, {"version", &Shape::version}, {"languages", &Shape::languages},
                {"title", &Shape::text}, {"about", &Shape::text}, {"notices", &Shape::texts}, {"owner", &Shape::line},
                {"licence", &Shape::line}, {"storeys", &Shape::storeys}, {"profile", &Shape::profile}, {"scales", &Shape::scales},
                {"score", &Shape::score}, {"content", &Shape::content}, {"lineage", &Shape::lineage}}};
        return words;
    }

    static std::span<Word const> node_words() {
        static constexpr std::array<Word, 21> words{{{"chapter", &Shape::key}, {"criterion", &Shape::key}, {"item", &Shape::key},
            {"number", &Shape::number}, {"official", &Shape::number}, {"outline", &Shape::boolean}, {"title", &Shape::text},
            {"statement", &Shape::text}, {"plain", &Shape::text}, {"guidance", &Shape::text}, {"weight", &Shape::weight},
            {"imperative", &Shape::boolean}, {"only_if", &Shape::key}, {"scale", &Shape::key}, {"questions", &Shape::texts},
            {"levels", &Shape::wordings}, {"examples", &Shape::examples}, {"evidence", &Shape::texts}, {"links", &Shape::links},
            {"covers", &Shape::covers}, {"content", &Shape::content}}};
        return words;
    }

    // Maps

    bool is_map(Value const& value, Place place) {
        if (value.kind == Value::Kind::map) return true;
        if (!say_empty(value, place))
            findings_.fault(place, t.text("{} doit être fait de mots suivis de leur valeur", {here()}),
                t.text("écrivez un mot, un deux-points et sa valeur, un par ligne"));
        return false;
    }

    void need(Value const& map, Place place, std::span<std::string_view const> words) {
        for (auto const word : words)
            if (!map.find(word))
                findings_.fault(place, t.text("{} : il manque « {} »", {here(), std::string{word}}),
                    t.text("ajoutez « {}: » ici", {std::string{word}}));
    }

    void each_word(Value const& map, std::span<Word const> known) {
        for (std::size_t at = 0; at < map.words.size(); ++at) {
            auto const& [name, place] = map.words[at];
            auto const found = std::ranges::find(known, name, &Word::name);
            if (found == known.end()) {
                say_unknown(name, place, known);
                continue;
            }
            path_.push_back(name);
            (this->*found->check)(map.parts[at], place);
            path_.pop_back();
        }
    }

    void say_unknown(std::string const& name, Place place, std::span<Word const> known) {
        if (findings_.is_full()) return findings_.fault(place, "", "");
        std::vector<std::string_view> names;
        for (auto const& word : known) names.push_back(word.name);
        auto const near = nearest(name, names);
        findings_.fault(place, t.text("« {} » n'est pas un mot connu ici", {shown(name)}),
            near.empty() ? t.text("mots connus : {}", {joined(names)})
                         : t.text("vouliez-vous dire « {} » ?", {std::string{near}}));
    }

    template <std::size_t size>
    void fields(
        Value const& value, Place place, std::array<Word, size> const& known, std::initializer_list<std::string_view> needed) {
        if (!is_map(value, place)) return;
        need(value, place, std::span{needed.begin(), needed.size()});
        each_word(value, known);
    }

    void refuse(Value const& map, std::string_view word) {
        if (map.find(word))
            findings_.fault(map.place_of(word), t.text("« {} » n'est pas permis ici", {std::string{word}}),
                t.text("déplacez-le dans un critère, ou supprimez-le"));
    }

    // Lists

    template <typename CheckPart>
    void each_part(Value const& list, Place place, CheckPart const& check, std::size_t least = 1) {
        if (list.kind != Value::Kind::list) {
            if (!say_empty(list, place))
                findings_.fault(place, t.text("{} doit être une liste", {here()}),
                    t.text("commencez chaque élément par un tiret, sur sa propre ligne"));
            return;
        }
        if (list.parts.size() < least)
            findings_.fault(place, t.text("{} a trop peu d'éléments : {} au moins", {here(), std::to_string(least)}),
                t.text("complétez la liste, ou supprimez la ligne"));
        for (std::size_t at = 0; at < list.parts.size(); ++at) {
            path_.push_back(std::to_string(at + 1));
            check(list.parts[at], list.parts[at].place);
            path_.pop_back();
        }
    }

    void each_part(Value const& list, Place place, Check check, std::size_t least = 1) {
        each_part(
            list, place, [&](Value const& part, Place at) { (this->*check)(part, at); }, least);
    }

    void at_most(Value const& list, Place place, std::size_t most) {
        if (list.kind == Value::Kind::list && list.parts.size() > most)
            findings_.fault(place, t.text("{} a trop d'éléments : {} au plus", {here(), std::to_string(most)}),
                t.text("raccourcissez la liste"));
    }

    void refuse_repeated(Value const& list) {
        std::set<std::string_view> seen;
        for (auto const& part : list.parts)
            if (part.is_text() && !seen.insert(part.text).second)
                findings_.fault(
                    part.place, t.text("« {} » est deux fois dans la liste", {shown(part.text)}), t.text("gardez-en un seul"));
    }

    // Scalars

    bool say_empty(Value const& value, Place place) {
        auto const is_empty =
            value.kind == Value::Kind::nothing || (value.is_text() && value.text.find_first_not_of(" \n\t") == std::string::npos);
        if (is_empty) findings_.fault(place, t.text("{} est vide", {here()}), t.text("écrivez son texte, ou supprimez la ligne"));
        return is_empty;
    }

    // A text as every reader of YAML understands it: written, in quotes where it looks like something else.
    bool is_string(Value const& value, Place place) {
        if (say_empty(value, place)) return false;
        if (!value.is_text()) {
            findings_.fault(
                place, t.text("{} doit être un texte", {here()}), t.text("écrivez le texte sur cette ligne, ou après >-"));
            return false;
        }
        if (value.kind == Value::Kind::quoted) return true;
        if (is_yes_or_no(value.text))
            findings_.fault(place, t.text("{} se lit comme oui ou non, pas comme un texte", {here()}),
                t.text("mettez le mot entre guillemets doubles"));
        else if (looks_like_number(value.text))
            findings_.fault(place, t.text("{} : {} se lit comme un nombre", {here(), shown(value.text)}),
                t.text("mettez-le entre guillemets doubles : \"{}\"", {shown(value.text)}));
        else if (looks_like_date(value.text))
            findings_.fault(place, t.text("{} : {} se lit comme une date", {here(), shown(value.text)}),
                t.text("mettez-le entre guillemets doubles : \"{}\"", {shown(value.text)}));
        else return true;
        return false;
    }

    void is_shaped(Value const& value, Place place, bool (*is_valid)(std::string_view), std::string remedy) {
        if (is_string(value, place) && !is_valid(value.text))
            findings_.fault(place, t.text("{} : « {} » ne convient pas", {here(), shown(value.text)}), std::move(remedy));
    }

    void is_among(Value const& value, Place place, std::span<std::string_view const> words) {
        if (say_empty(value, place)) return;
        if (value.is_text() && std::ranges::find(words, value.text) != words.end()) return;
        findings_.fault(
            place, t.text("{} : « {} » n'est pas accepté", {here(), shown(value.text)}), choice(t, value.text, words));
    }

    void line(Value const& value, Place place) { is_string(value, place); }
    void key(Value const& value, Place place) {
        is_shaped(value, place, is_key,
            t.text("une clé est faite de lettres minuscules sans accent, de chiffres et de traits d'union, 60 signes au plus"));
    }
    void number(Value const& value, Place place) {
        is_shaped(value, place, is_number_of_node,
            t.text(
                "un numéro commence par un chiffre ou une majuscule et n'a que lettres, chiffres et points, dix signes au plus"));
    }
    void code_of_level(Value const& value, Place place) {
        is_shaped(value, place, is_code_of_level, t.text("le code d'un niveau est un chiffre, une à trois majuscules ou \"*\""));
    }
    void version(Value const& value, Place place) {
        is_shaped(value, place, is_number_of_version, t.text("un numéro de version a deux nombres et un point : \"1.0\""));
    }

    void format(Value const& value, Place place) {
        if (value.kind == Value::Kind::plain && value.text == "1") return;
        if (!say_empty(value, place))
            findings_.fault(place, t.text("le format « {} » n'est pas connu", {shown(value.text)}), t.text("écrivez format: 1"));
    }

    void boolean(Value const& value, Place place) {
        if (!say_empty(value, place) && !yes_or_no(value))
            findings_.fault(
                place, t.text("{} doit être true ou false", {here()}), t.text("écrivez true ou false, sans guillemets"));
    }

    void weight(Value const& value, Place place) {
        if (say_empty(value, place)) return;
        auto const number = decimal_number(value);
        if (!number || number->top <= 0 || number->top > 100 * number->bottom)
            findings_.fault(place, t.text("{} doit être un nombre de 0 à 100", {here()}),
                t.text("écrivez par exemple 2 ou 0.5, sans guillemets"));
    }

    void share(Value const& value, Place place) {
        if (say_empty(value, place)) return;
        auto const number = decimal_number(value);
        if (!number || number->top > number->bottom)
            findings_.fault(
                place, t.text("{} doit être un nombre de 0 à 1", {here()}), t.text("écrivez par exemple 0.25, sans guillemets"));
    }

    void decimals(Value const& value, Place place) {
        if (say_empty(value, place)) return;
        if (value.kind != Value::Kind::plain || value.text.size() != 1 || value.text[0] < '0' || value.text[0] > '4')
            findings_.fault(place, t.text("{} doit être un nombre entier de 0 à 4", {here()}),
                t.text("écrivez par exemple 1, sans guillemets"));
    }

    // Texts

    void text(Value const& value, Place place) {
        if (value.kind != Value::Kind::map) {
            is_string(value, place);
            return;
        }
        if (value.words.empty())
            findings_.fault(place, t.text("{} est vide", {here()}), t.text("écrivez son texte, ou supprimez la ligne"));
        for (std::size_t at = 0; at < value.words.size(); ++at) {
            auto const& [language, where] = value.words[at];
            if (!is_language(language))
                findings_.fault(where, t.text("{} : « {} » n'est pas une langue (deux lettres)", {here(), shown(language)}),
                    t.text("mettez entre guillemets doubles un texte qui a une virgule ou un deux-points, ou écrivez-le sous la "
                           "langue avec >-"));
            path_.push_back(shown(language));
            is_string(value.parts[at], where);
            path_.pop_back();
        }
    }

    void texts(Value const& value, Place place) { each_part(value, place, &Shape::text); }

    void storeys(Value const& value, Place place) {
        at_most(value, place, most_storeys);
        texts(value, place);
    }

    void languages(Value const& value, Place place) {
        each_part(value, place, [&](Value const& language, Place at) {
            is_shaped(language, at, is_language, t.text("deux lettres minuscules : fr, en"));
        });
        if (value.kind == Value::Kind::list) refuse_repeated(value);
    }

    void keys(Value const& value, Place place) {
        each_part(value, place, &Shape::key);
        if (value.kind == Value::Kind::list) refuse_repeated(value);
    }

    // Parts of the file

    void profile(Value const& value, Place place) {
        static constexpr std::array<Word, 2> words{{{"key", &Shape::key}, {"question", &Shape::text}}};
        each_part(value, place, [&](Value const& part, Place at) { fields(part, at, words, {"key", "question"}); });
    }

    void scales(Value const& value, Place place) {
        static constexpr std::array<Word, 5> words{{{"key", &Shape::key}, {"title", &Shape::text},
            {"cumulative", &Shape::boolean}, {"levels", &Shape::degrees}, {"special", &Shape::specials}}};
        each_part(value, place, [&](Value const& part, Place at) { fields(part, at, words, {"key", "levels"}); });
    }

    void degrees(Value const& value, Place place) {
        static constexpr std::array<Word, 5> words{{{"code", &Shape::code_of_level}, {"value", &Shape::share},
            {"short", &Shape::text}, {"degree", &Shape::text}, {"answer", &Shape::text}}};
        at_most(value, place, 10);
        each_part(
            value, place,
            [&](Value const& part, Place at) {
                fields(part, at, words, {"code", "degree"});
            },
            2);
    }

    void specials(Value const& value, Place place) {
        static constexpr std::array<Word, 8> words{{{"code", &Shape::code_of_level}, {"effect", &Shape::effect},
            {"level", &Shape::code_of_level}, {"reason", &Shape::reason}, {"never_for_imperative", &Shape::boolean},
            {"only_in", &Shape::keys}, {"label", &Shape::text}, {"answer", &Shape::text}}};
        each_part(value, place, [&](Value const& part, Place at) {
            fields(part, at, words, {"code", "effect", "label"});
            auto const* effect = part.find("effect");
            if (!effect) return;
            if (effect->text == "counts_as") need(part, at, std::array<std::string_view, 1>{"level"});
            else refuse(part, "level");
            if (effect->text == "not_concerned") need(part, at, std::array<std::string_view, 1>{"reason"});
        });
    }

    void effect(Value const& value, Place place) {
        is_among(value, place, std::array<std::string_view, 3>{"not_concerned", "excluded", "counts_as"});
    }
    void reason(Value const& value, Place place) {
        is_among(value, place, std::array<std::string_view, 2>{"required", "optional"});
    }
    void average(Value const& value, Place place) {
        is_among(value, place, std::array<std::string_view, 3>{"criteria", "children", "none"});
    }
    void rounding(Value const& value, Place place) {
        is_among(value, place, std::array<std::string_view, 2>{"at_display", "at_each_step"});
    }

    void score(Value const& value, Place place) {
        static constexpr std::array<Word, 4> words{{{"average", &Shape::average}, {"decimals", &Shape::decimals},
            {"rounding", &Shape::rounding}, {"imperative_from", &Shape::code_of_level}}};
        fields(value, place, words, {"average"});
    }

    void lineage(Value const& value, Place place) {
        static constexpr std::array<Word, 2> words{{{"from", &Shape::version}, {"changes", &Shape::changes}}};
        fields(value, place, words, {"from"});
    }

    void changes(Value const& value, Place place) {
        static constexpr std::array<Word, 3> words{{{"change", &Shape::change}, {"old", &Shape::keys}, {"new", &Shape::keys}}};
        each_part(
            value, place,
            [&](Value const& part, Place at) {
                fields(part, at, words, {"change"});
                auto const* change = part.find("change");
                if (!change) return;
                if (change->text == "new") refuse(part, "old");
                else need(part, at, std::array<std::string_view, 1>{"old"});
                if (change->text == "removed") refuse(part, "new");
                else need(part, at, std::array<std::string_view, 1>{"new"});
            },
            0);
    }
    void change(Value const& value, Place place) {
        is_among(value, place, std::array<std::string_view, 6>{"reworded", "split", "merged", "moved", "removed", "new"});
    }

    // The tree

    void content(Value const& value, Place place) {
        ++storey_;
        each_part(value, place, &Shape::node, 0);
        --storey_;
    }

    void node(Value const& value, Place place) {
        if (++nodes_ == most_nodes + 1)
            findings_.fault(place, t.text("le référentiel a plus de {} nœuds", {t.number(std::int64_t{most_nodes})}),
                t.text("partagez-le en plusieurs référentiels"));
        if (storey_ == most_storeys + 1)
            findings_.fault(place, t.text("l'arbre est trop profond"), t.text("huit étages au plus"));
        if (nodes_ > most_nodes || storey_ > most_storeys) return;
        if (!is_map(value, place)) return;

        auto const kinds = std::ranges::count_if(node_kinds, [&](auto kind) { return value.find(kind) != nullptr; });
        if (kinds != 1)
            findings_.fault(place, t.text("{} doit être exactement un parmi chapter, criterion, item", {here()}),
                t.text("commencez-le par l'un de ces trois mots"));
        if (value.find("chapter")) {
            need(value, place, std::array<std::string_view, 1>{"title"});
            for (auto const word : {"levels", "imperative", "covers", "examples", "evidence"}) refuse(value, word);
        }
        if (value.find("criterion")) need(value, place, std::array<std::string_view, 3>{"number", "title", "statement"});
        if (value.find("item")) {
            need(value, place, std::array<std::string_view, 2>{"number", "statement"});
            for (auto const word : {"content", "covers"}) refuse(value, word);
        }
        each_word(value, node_words());
    }

    void wordings(Value const& value, Place place) {
        if (!is_map(value, place)) return;
        if (value.words.empty())
            findings_.fault(place, t.text("{} est vide", {here()}),
                t.text("écrivez le code de chaque niveau, puis sa formulation pour ce critère"));
        for (std::size_t at = 0; at < value.words.size(); ++at) {
            auto const& [code, where] = value.words[at];
            if (!is_code_of_level(code))
                findings_.fault(where, t.text("{} : « {} » ne convient pas", {here(), shown(code)}),
                    t.text("le code d'un niveau est un chiffre, une à trois majuscules ou \"*\""));
            path_.push_back(shown(code));
            text(value.parts[at], where);
            path_.pop_back();
        }
    }

    void examples(Value const& value, Place place) {
        static constexpr std::array<Word, 4> words{
            {{"kind", &Shape::kind}, {"level", &Shape::level_of_example}, {"who", &Shape::text}, {"practice", &Shape::text}}};
        each_part(value, place, [&](Value const& part, Place at) { fields(part, at, words, {"kind", "who", "practice"}); });
    }
    void kind(Value const& value, Place place) {
        std::vector<std::string_view> kinds;
        for (int at = 0; at <= static_cast<int>(Kind::etablissement_enseignement); ++at) kinds.push_back(to_text(Kind{at}));
        is_among(value, place, kinds);
    }
    void level_of_example(Value const& value, Place place) {
        if (!say_empty(value, place) && (!value.is_text() || !is_code_of_level(value.text)))
            findings_.fault(place, t.text("{} : « {} » ne convient pas", {here(), shown(value.text)}),
                t.text("le code d'un niveau est un chiffre, une à trois majuscules ou \"*\""));
    }

    void links(Value const& value, Place place) {
        if (!is_map(value, place)) return;
        if (value.words.empty())
            findings_.fault(
                place, t.text("{} est vide", {here()}), t.text("nommez un référentiel et ses numéros, ou supprimez la ligne"));
        for (std::size_t at = 0; at < value.words.size(); ++at) {
            auto const& [code, where] = value.words[at];
            path_.push_back(shown(code));
            if (!is_key(code))
                findings_.fault(where, t.text("{} : « {} » ne convient pas", {here(), shown(code)}),
                    t.text("écrivez le code d'un référentiel, puis ses numéros entre crochets"));
            each_part(value.parts[at], where, &Shape::line);
            if (value.parts[at].kind == Value::Kind::list) refuse_repeated(value.parts[at]);
            path_.pop_back();
        }
    }

    void covers(Value const& value, Place place) {
        static constexpr std::array<Word, 3> words{
            {{"referentiel", &Shape::key}, {"main", &Shape::key}, {"others", &Shape::keys}}};
        fields(value, place, words, {"referentiel", "main"});
    }

    // « content → 1 → title »
    std::string here() const {
        if (path_.empty()) return t.text("le fichier");
        std::string place;
        for (auto const& step : path_) {
            if (!place.empty()) place += " → ";
            place += step;
        }
        return place;
    }

    // A value as a sentence can hold it.
    static std::string shown(std::string_view value) {
        constexpr std::size_t longest = 60;
        if (value.size() <= longest) return std::string{value};
        auto end = longest;
        while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
        return std::string{value.substr(0, end)} + "…";
    }

    Findings& findings_;
    html::Language const& t;
    std::vector<std::string> path_;
    int storey_ = 0;
    std::size_t nodes_ = 0;
};

} // namespace

void check_shape(Value const& file, Findings& findings) { Shape{findings}.check_file(file); }

std::string_view kind_of(Value const& node) {
    for (auto const kind : node_kinds)
        if (node.find(kind)) return kind;
    return {};
}

} // namespace referentiel
