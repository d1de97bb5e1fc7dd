#include "referentiel/json.h"

#include <boost/json.hpp>

namespace referentiel {

namespace {

namespace json = boost::json;

constexpr std::string_view name_of(Effect effect) {
    switch (effect) {
        case Effect::ordinary: return "ordinary";
        case Effect::not_concerned: return "not_concerned";
        case Effect::excluded: return "excluded";
        case Effect::counts_as: break;
    }
    return "counts_as";
}

constexpr std::string_view name_of(Average average) {
    switch (average) {
        case Average::criteria: return "criteria";
        case Average::children: return "children";
        case Average::none: break;
    }
    return "none";
}

json::string text(std::string_view text) { return json::string{text.data(), text.size()}; }

double number(Fraction fraction) { return static_cast<double>(fraction.top) / static_cast<double>(fraction.bottom); }

// Exactly one language speaks in an answer of the API.
class Writer {
public:
    explicit Writer(std::string_view language) : language_{language} {}

    json::object version(Version const& version) const {
        json::object object{{"code", text(version.code.text())}, {"version", text(version.number)},
            {"sha256", text(version.hash.text())}, {"language", text(language_)}, {"title", said(version.title)}};
        put(object, "about", version.about);
        put(object, "notices", version.notices);
        put(object, "owner", version.owner);
        put(object, "licence", version.licence);
        json::array languages, scales, profile;
        for (auto const& language : version.languages) languages.push_back(text(language));
        for (auto const& one : version.scales) scales.push_back(scale(one));
        for (auto const& question : version.profile)
            profile.push_back(json::object{{"key", text(question.key)}, {"question", said(question.text)}});
        object["languages"] = std::move(languages);
        put(object, "storeys", version.storeys);
        if (!profile.empty()) object["profile"] = std::move(profile);
        object["scales"] = std::move(scales);
        object["score"] = score(version.score);
        object["content"] = nodes(version, version.top_nodes());
        return object;
    }

private:
    json::string said(Text const& said) const { return text(said.in(language_)); }

    static void put(json::object& object, std::string_view name, std::string const& value) {
        if (!value.empty()) object[name] = text(value);
    }
    void put(json::object& object, std::string_view name, Text const& value) const {
        if (!value.empty()) object[name] = said(value);
    }
    void put(json::object& object, std::string_view name, std::vector<Text> const& values) const {
        if (values.empty()) return;
        json::array array;
        for (auto const& value : values) array.push_back(said(value));
        object[name] = std::move(array);
    }

    json::object level(Level const& level) const {
        json::object object{{"code", text(level.code())}, {"effect", text(name_of(level.effect()))},
            {"label", text(level.label(language_))}, {"answer", text(level.answer(language_))},
            {"short", text(level.short_label(language_))}};
        if (level.is_counted()) {
            object["rank"] = level.rank();
            object["value"] = number(*level.value());
        } else object["reason_required"] = level.is_reason_required();
        return object;
    }

    json::object scale(Scale const& scale) const {
        json::array levels, specials;
        for (auto const& one : scale.levels()) levels.push_back(level(one));
        for (auto const& one : scale.specials()) specials.push_back(level(one));
        json::object object{{"key", text(scale.key())}, {"cumulative", scale.is_cumulative()}, {"levels", std::move(levels)},
            {"special", std::move(specials)}};
        put(object, "title", scale.title(language_));
        return object;
    }

    static json::object score(ScoreRule const& rule) {
        json::object object{{"average", text(name_of(rule.average))}, {"decimals", rule.decimals},
            {"rounding", rule.rounding == Rounding::at_each_step ? "at_each_step" : "at_display"}};
        put(object, "imperative_from", rule.imperative_from);
        return object;
    }

    // Ends: a tree has at most eight storeys.
    json::array nodes(Version const& version, std::vector<Node> const& nodes) const {
        json::array array;
        for (auto const& node : nodes)
            array.push_back(std::visit([&](auto const* one) { return this->node(version, *one); }, node));
        return array;
    }

    json::object node(Version const& version, Chapter const& chapter) const {
        if (chapter.is_implied) {
            auto object = rated("criterion", version.criteria_of(chapter).front());
            object["weight"] = number(chapter.weight);
            return object;
        }
        auto object = shared("chapter", chapter);
        object["content"] = nodes(version, version.nodes_of(chapter));
        return object;
    }

    json::object node(Version const&, Criterion const& criterion) const { return rated("criterion", criterion); }

    json::object rated(std::string_view kind, Criterion const& criterion) const {
        auto object = shared(kind, criterion);
        object["scale"] = text(criterion.scale->key());
        object["imperative"] = criterion.is_imperative;
        json::array levels, examples, items;
        for (auto const& level : criterion.scale->levels_for(criterion))
            levels.push_back(json::object{{"code", text(level.code())}, {"wording", text(criterion.wording(level, language_))}});
        object["levels"] = std::move(levels);
        for (auto const& one : criterion.examples) examples.push_back(example(one));
        if (!examples.empty()) object["examples"] = std::move(examples);
        put(object, "evidence", criterion.evidence);
        if (criterion.covers) object["covers"] = covers(*criterion.covers);
        for (auto const& item : criterion.items) items.push_back(rated("item", item));
        if (!items.empty()) object["items"] = std::move(items);
        return object;
    }

    json::object example(Example const& example) const {
        json::object object{
            {"kind", text(to_text(example.kind))}, {"who", said(example.who)}, {"practice", said(example.practice)}};
        put(object, "level", example.level);
        return object;
    }

    static json::object covers(Covers const& covers) {
        json::array others;
        for (auto const& key : covers.others) others.push_back(text(key.text()));
        return {
            {"referentiel", text(covers.referentiel.text())}, {"main", text(covers.main.text())}, {"others", std::move(others)}};
    }

    template <typename Part>
    json::object shared(std::string_view kind, Part const& part) const {
        json::object object{{"kind", text(kind)}, {"key", text(part.key.text())}};
        put(object, "number", part.number);
        put(object, "official", part.official);
        put(object, "title", part.title);
        put(object, "statement", part.statement);
        put(object, "plain", part.plain);
        put(object, "guidance", part.guidance);
        put(object, "questions", part.questions);
        if (!part.links.empty()) object["links"] = links(part.links);
        object["weight"] = number(part.weight);
        put(object, "only_if", part.only_if);
        if (part.is_outline) object["outline"] = true;
        return object;
    }

    static json::object links(Links const& links) {
        json::object object;
        for (auto const& [code, numbers] : links) {
            json::array array;
            for (auto const& one : numbers) array.push_back(text(one));
            object[code] = std::move(array);
        }
        return object;
    }

    std::string_view language_;
};

} // namespace

std::string json_of(Version const& version, std::string_view language) {
    return json::serialize(Writer{language}.version(version));
}

} // namespace referentiel
