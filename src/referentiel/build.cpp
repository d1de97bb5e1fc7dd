#include "referentiel/build.h"

#include "core/secret.h"
#include "referentiel/scalars.h"

#include <algorithm>

namespace referentiel {

namespace {

std::string word_of(Value const& map, std::string_view word) {
    auto const* value = map.find(word);
    return value ? value->text : std::string{};
}

std::vector<std::string> words_of(Value const* list) {
    std::vector<std::string> words;
    if (list)
        for (auto const& part : list->parts) words.push_back(part.text);
    return words;
}

bool is_true(Value const& map, std::string_view word) {
    auto const* value = map.find(word);
    return value && yes_or_no(*value).value_or(false);
}

template <typename Key>
std::vector<Key> keys_of(Value const* list) {
    std::vector<Key> keys;
    for (auto const& word : words_of(list)) keys.push_back(Key::parse(word).value());
    return keys;
}

class Build {
public:
    Build(Value const& file, std::string_view bytes)
        : file_{file}, version_{ReferentielCode::parse(file.find("code")->text).value(), file.find("version")->text,
                           VersionHash::parse(hexadecimal(sha256(bytes))).value()} {}

    Version finish() && {
        head();
        scales();
        score();
        lineage();
        nodes(*file_.find("content"), {});
        connect();
        return std::move(version_);
    }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    // What a node takes from those above it.
    struct Above {
        std::size_t chapter = nowhere;
        int storey = 1;
        std::string scale{};
    };

    Text text(Value const& map, std::string_view word) const {
        auto const* value = map.find(word);
        return value ? text_of(*value, version_.languages) : Text{};
    }

    std::vector<Text> texts(Value const& map, std::string_view word) const {
        std::vector<Text> texts;
        if (auto const* list = map.find(word))
            for (auto const& part : list->parts) texts.push_back(text_of(part, version_.languages));
        return texts;
    }

    void head() {
        version_.languages = words_of(file_.find("languages"));
        version_.title = text(file_, "title");
        version_.about = text(file_, "about");
        version_.notices = texts(file_, "notices");
        version_.owner = word_of(file_, "owner");
        version_.licence = word_of(file_, "licence");
        version_.storeys = texts(file_, "storeys");
        if (auto const* profile = file_.find("profile"))
            for (auto const& question : profile->parts)
                version_.profile.push_back({word_of(question, "key"), text(question, "question")});
    }

    Degree level(Value const& part) const {
        Degree degree;
        degree.code = word_of(part, "code");
        degree.short_label = text(part, "short");
        degree.label = text(part, "degree");
        degree.answer = text(part, "answer");
        if (auto const* value = part.find("value")) degree.value = decimal_number(*value);
        return degree;
    }

    Degree special(Value const& part) const {
        Degree degree;
        auto const effect = word_of(part, "effect");
        degree.code = word_of(part, "code");
        degree.effect = effect == "counts_as"  ? Effect::counts_as
                        : effect == "excluded" ? Effect::excluded
                                               : Effect::not_concerned;
        degree.label = text(part, "label");
        degree.answer = text(part, "answer");
        degree.counted_as = word_of(part, "level");
        degree.is_reason_required = word_of(part, "reason") == "required";
        degree.never_for_imperative = is_true(part, "never_for_imperative");
        degree.only_in = keys_of<ChapterKey>(part.find("only_in"));
        return degree;
    }

    void scales() {
        for (auto const& part : file_.find("scales")->parts) {
            std::vector<Degree> degrees;
            for (auto const& one : part.find("levels")->parts) degrees.push_back(level(one));
            if (auto const* specials = part.find("special"))
                for (auto const& one : specials->parts) degrees.push_back(special(one));
            version_.scales.emplace_back(
                word_of(part, "key"), text(part, "title"), is_true(part, "cumulative"), std::move(degrees));
        }
    }

    void score() {
        auto const& score = *file_.find("score");
        auto const average = word_of(score, "average"), decimals = word_of(score, "decimals");
        version_.score = {.average = average == "children" ? Average::children
                                     : average == "none"   ? Average::none
                                                           : Average::criteria,
            .decimals = decimals.empty() ? 1 : decimals[0] - '0',
            .rounding = word_of(score, "rounding") == "at_each_step" ? Rounding::at_each_step : Rounding::at_display,
            .imperative_from = word_of(score, "imperative_from")};
    }

    void lineage() {
        auto const* lineage = file_.find("lineage");
        if (!lineage) return;
        version_.lineage = Lineage{word_of(*lineage, "from"), {}};
        if (auto const* changes = lineage->find("changes"))
            for (auto const& change : changes->parts)
                version_.lineage->changes.push_back(
                    {kind_of_change(word_of(change, "change")), words_of(change.find("old")), words_of(change.find("new"))});
    }

    static ChangeKind kind_of_change(std::string_view word) {
        if (word == "reworded") return ChangeKind::reworded;
        if (word == "split") return ChangeKind::split;
        if (word == "merged") return ChangeKind::merged;
        if (word == "moved") return ChangeKind::moved;
        return word == "removed" ? ChangeKind::removed : ChangeKind::added;
    }

    // Recursion ends: a tree has at most eight storeys.
    void nodes(Value const& list, Above const& above) {
        for (auto const& node : list.parts) {
            auto below = above;
            if (auto const* scale = node.find("scale")) below.scale = scale->text;
            if (node.find("chapter")) chapter(node, below);
            else if (above.chapter == nowhere) implied_chapter(node, below);
            else criterion(node, below);
        }
    }

    void chapter(Value const& node, Above below) {
        auto const at = version_.all_chapters.size(), first = version_.criteria.size();
        auto made = part<Chapter>(node, "chapter");
        made.storey = below.storey;
        version_.all_chapters.push_back(std::move(made));
        parents_.push_back(below.chapter);
        if (auto const* content = node.find("content")) nodes(*content, {at, below.storey + 1, below.scale});
        version_.all_chapters[at].first_criterion = first;
        version_.all_chapters[at].criterion_count = version_.criteria.size() - first;
    }

    // A criterion at the top has a page and a line of figures like any chapter. It leaves its weight to the chapter.
    void implied_chapter(Value const& node, Above const& above) {
        Chapter made{ChapterKey::parse(word_of(node, "criterion")).value()};
        made.title = text(node, "title");
        made.only_if = word_of(node, "only_if");
        made.is_implied = true;
        made.storey = above.storey;
        made.first_criterion = version_.criteria.size();
        made.criterion_count = 1;
        version_.all_chapters.push_back(std::move(made));
        parents_.push_back(nowhere);
        criterion(node, {version_.all_chapters.size() - 1, above.storey + 1, above.scale});
        std::swap(version_.all_chapters.back().weight, version_.criteria.back().weight);
    }

    void criterion(Value const& node, Above const& above) {
        auto made = rated_part(node, "criterion");
        Standing standing{above.chapter, above.scale, {}};
        if (auto const* content = node.find("content"))
            for (auto const& item : content->parts) {
                made.items.push_back(rated_part(item, "item"));
                made.items.back().is_imperative |= made.is_imperative;
                standing.scales_of_items.push_back(item.find("scale") ? word_of(item, "scale") : above.scale);
            }
        version_.criteria.push_back(std::move(made));
        standings_.push_back(std::move(standing));
    }

    // What chapters and criteria have in common.
    template <typename Part>
    Part part(Value const& node, std::string_view kind) const {
        Part made{decltype(Part::key)::parse(word_of(node, kind)).value()};
        made.number = word_of(node, "number");
        made.official = word_of(node, "official");
        made.title = text(node, "title");
        made.statement = text(node, "statement");
        made.plain = text(node, "plain");
        made.guidance = text(node, "guidance");
        made.questions = texts(node, "questions");
        if (auto const* links = node.find("links"))
            for (std::size_t at = 0; at < links->words.size(); ++at)
                made.links[links->words[at].text] = words_of(&links->parts[at]);
        if (auto const* weight = node.find("weight")) made.weight = decimal_number(*weight).value();
        made.only_if = word_of(node, "only_if");
        made.is_outline = is_true(node, "outline");
        return made;
    }

    Criterion rated_part(Value const& node, std::string_view kind) const {
        auto made = part<Criterion>(node, kind);
        if (auto const* levels = node.find("levels"))
            for (std::size_t at = 0; at < levels->words.size(); ++at)
                made.levels[levels->words[at].text] = text_of(levels->parts[at], version_.languages);
        if (auto const* examples = node.find("examples"))
            for (auto const& example : examples->parts)
                made.examples.push_back({find_kind(word_of(example, "kind")).value(), word_of(example, "level"),
                    text(example, "who"), text(example, "practice")});
        made.evidence = texts(node, "evidence");
        if (auto const* covers = node.find("covers"))
            made.covers = Covers{ReferentielCode::parse(word_of(*covers, "referentiel")).value(),
                CriterionKey::parse(word_of(*covers, "main")).value(), keys_of<CriterionKey>(covers->find("others"))};
        made.is_imperative = is_true(node, "imperative");
        return made;
    }

    Scale const* scale(std::string const& key) const {
        auto const found = std::ranges::find(version_.scales, key, &Scale::key);
        return found == version_.scales.end() ? &version_.scales.front() : &*found;
    }

    // Once nothing moves any more within the lists.
    void connect() {
        for (std::size_t at = 0; at < parents_.size(); ++at)
            if (parents_[at] != nowhere) version_.all_chapters[at].parent = &version_.all_chapters[parents_[at]];
        for (std::size_t at = 0; at < standings_.size(); ++at) {
            auto const& standing = standings_[at];
            auto& criterion = version_.criteria[at];
            criterion.chapter = standing.chapter == nowhere ? nullptr : &version_.all_chapters[standing.chapter];
            criterion.scale = scale(standing.scale);
            for (std::size_t item = 0; item < criterion.items.size(); ++item) {
                criterion.items[item].chapter = criterion.chapter;
                criterion.items[item].parent = &criterion;
                criterion.items[item].scale = scale(standing.scales_of_items[item]);
            }
        }
    }

    struct Standing {
        std::size_t chapter;
        std::string scale;
        std::vector<std::string> scales_of_items;
    };

    Value const& file_;
    Version version_;
    std::vector<std::size_t> parents_;
    std::vector<Standing> standings_;
};

} // namespace

Version build(Value const& file, std::string_view bytes) { return Build{file, bytes}.finish(); }

Text text_of(Value const& value, std::vector<std::string> const& languages) {
    std::vector<Text::Words> words;
    if (value.is_text()) words.push_back({languages.front(), printed(languages.front(), value.text)});
    else
        for (auto const& language : languages)
            if (auto const* said = value.find(language)) words.push_back({language, printed(language, said->text)});
    return Text{std::move(words)};
}

} // namespace referentiel
