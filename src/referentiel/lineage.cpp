#include "referentiel/rules.h"

#include "referentiel/shape.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace referentiel {

namespace {

// What of a node may not change without a line of its own.
struct Content {
    std::string parent;
    std::vector<Text> texts;
    std::vector<Example> examples;
    std::string scale, only_if;
    Fraction weight;
    bool is_imperative = false;

    bool operator==(Content const& other) const {
        return texts == other.texts && examples == other.examples && scale == other.scale && only_if == other.only_if &&
               weight.top == other.weight.top && weight.bottom == other.weight.bottom && is_imperative == other.is_imperative;
    }
};
using Contents = std::unordered_map<std::string, Content>;

template <typename Node>
Content shared_content(Node const& node, std::string parent) {
    Content content{.parent = std::move(parent),
        .texts = {node.title, node.statement, node.plain, node.guidance},
        .examples = {},
        .scale = {},
        .only_if = node.only_if,
        .weight = node.weight};
    content.texts.insert(content.texts.end(), node.questions.begin(), node.questions.end());
    return content;
}

Content content_of(Criterion const& node, std::string parent) {
    auto content = shared_content(node, std::move(parent));
    content.examples = node.examples;
    content.scale = node.scale->key();
    content.is_imperative = node.is_imperative;
    for (auto const& [code, wording] : node.levels) content.texts.push_back(wording);
    content.texts.insert(content.texts.end(), node.evidence.begin(), node.evidence.end());
    return content;
}

std::string key_of(auto const* node) { return node ? std::string{node->key.text()} : std::string{}; }

Contents contents_of(Version const& version) {
    Contents contents;
    for (auto const& chapter : version.all_chapters)
        if (!chapter.is_implied) contents.emplace(key_of(&chapter), shared_content(chapter, key_of(chapter.parent)));
    for (auto const& criterion : version.criteria) {
        auto content = content_of(criterion, criterion.chapter->is_implied ? "" : key_of(criterion.chapter));
        if (criterion.chapter->is_implied) content.weight = criterion.chapter->weight;
        contents.emplace(key_of(&criterion), std::move(content));
        for (auto const& item : criterion.items) contents.emplace(key_of(&item), content_of(item, key_of(&criterion)));
    }
    return contents;
}

void places_of_nodes(Value const& content, std::map<std::string, Place>& places) {
    for (auto const& node : content.parts) {
        places.emplace(node.find(kind_of(node))->text, node.place);
        if (auto const* below = node.find("content")) places_of_nodes(*below, places);
    }
}

class LineageCheck {
public:
    LineageCheck(Value const& file, Version const& version, Version const& before, Findings& findings)
        : file_{file}, lineage_{*file.find("lineage")}, before_{contents_of(before)}, now_{contents_of(version)},
          findings_{findings}, t{findings.t} {
        places_of_nodes(*file.find("content"), places_);
    }

    void check() {
        if (auto const* changes = lineage_.find("changes"))
            for (auto const& change : changes->parts) check_change(change);
        for (auto const& [key, place] : places_) compare(key, place);
        lost_keys();
    }

private:
    void check_change(Value const& change) {
        auto const& word = change.find("change")->text;
        auto const place = change.place_of("change");
        auto const* old_keys = change.find("old");
        auto const* new_keys = change.find("new");
        auto const count = [](Value const* keys) { return keys ? keys->parts.size() : 0; };
        auto const is_counted = word == "split"                         ? count(old_keys) == 1 && count(new_keys) > 1
                                : word == "merged"                      ? count(old_keys) > 1 && count(new_keys) == 1
                                : word == "reworded" || word == "moved" ? count(old_keys) == 1 && count(new_keys) == 1
                                                                        : true;
        if (!is_counted)
            findings_.fault(place, t.text("« {} » n'a pas le bon nombre de clés", {word}),
                t.text("split : une vers plusieurs ; merged : plusieurs vers une ; reworded et moved : une vers une"));
        known_keys(old_keys, before_, told_old_,
            [&](std::string const& key) { return t.text("la version d'avant n'a pas de clé « {} »", {key}); });
        known_keys(
            new_keys, now_, told_new_, [&](std::string const& key) { return t.text("ce fichier n'a pas de clé « {} »", {key}); });
        if (word == "removed" && old_keys)
            for (auto const& key : old_keys->parts)
                if (now_.contains(key.text))
                    findings_.fault(key.place, t.text("« {} » est encore dans ce fichier", {key.text}),
                        t.text("retirez-la, ou changez ce mot"));
    }

    template <typename Sentence>
    void known_keys(Value const* keys, Contents const& contents, std::set<std::string>& told, Sentence const& sentence) {
        if (!keys) return;
        for (auto const& key : keys->parts) {
            told.insert(key.text);
            if (!contents.contains(key.text)) findings_.fault(key.place, sentence(key.text), t.text("vérifiez cette clé"));
        }
    }

    void compare(std::string const& key, Place place) {
        auto const old = before_.find(key);
        auto const is_told = told_new_.contains(key);
        if (is_told) return;
        if (old == before_.end())
            findings_.fault(place, t.text("« {} » est nouveau et la lignée n'en dit rien", {key}),
                t.text("ajoutez le changement new, moved, split ou merged"));
        else if (old->second.parent != now_.at(key).parent)
            findings_.fault(place, t.text("« {} » a changé de place et la lignée n'en dit rien", {key}),
                t.text("ajoutez le changement moved"));
        else if (!(old->second == now_.at(key)))
            findings_.fault(place, t.text("« {} » a changé de texte et la lignée n'en dit rien", {key}),
                t.text("ajoutez le changement reworded"));
    }

    void lost_keys() {
        std::set<std::string> lost;
        for (auto const& [key, content] : before_)
            if (!now_.contains(key) && !told_old_.contains(key)) lost.insert(key);
        for (auto const& key : lost)
            findings_.fault(file_.place_of("lineage"), t.text("la clé « {} » de la version d'avant est perdue", {key}),
                t.text("ajoutez le changement removed, moved, split ou merged"));
    }

    Value const& file_;
    Value const& lineage_;
    Contents before_, now_;
    Findings& findings_;
    html::Language const& t;
    std::map<std::string, Place> places_;
    std::set<std::string> told_old_, told_new_;
};

// « 0.4 » is a draft: nobody has to tell what became of one that is only held. One that is offered has answers that follow.
bool is_left_behind(Library const& library, Version const& version) {
    return version.number.starts_with("0.") && !library.is_offered(version.hash);
}

// The one that this file comes after: the latest published that is not itself.
Version const* version_before(Library const& library, Version const& version) {
    Version const* before = nullptr;
    for (auto const* held : library.versions())
        if (held->code == version.code && held->number != version.number && !is_left_behind(library, *held)) before = held;
    return before;
}

} // namespace

void check_lineage(Value const& file, Version const& version, Context const& context, Findings& findings) {
    if (!context.library) return;
    auto const& t = findings.t;
    auto const place = file.place_of("version");
    if (auto const* published = context.library->find(version.code.text(), version.number)) {
        if (published->hash != version.hash)
            findings.fault(place, t.text("la version {} est déjà publiée avec un autre contenu", {version.number}),
                t.text("une version publiée ne change plus : augmentez son numéro"));
        return;
    }
    auto const* before = version_before(*context.library, version);
    if (!before) return;
    if (is_earlier(version.number, before->number))
        findings.fault(
            place, t.text("la version {} vient après la {}", {before->number, version.number}), t.text("augmentez le numéro"));
    if (!version.lineage)
        findings.fault(place, t.text("lineage manque : la version {} est déjà publiée", {before->number}),
            t.text("ajoutez « lineage: » avec from: \"{}\" et ce qui a changé", {before->number}));
    else if (version.lineage->from != before->number)
        findings.fault(file.find("lineage")->place_of("from"),
            t.text(
                "la lignée part de la version {}, mais la dernière publiée est la {}", {version.lineage->from, before->number}),
            t.text("écrivez from: \"{}\"", {before->number}));
    else LineageCheck{file, version, *before, findings}.check();
}

} // namespace referentiel
