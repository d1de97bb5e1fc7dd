#pragma once

#include "core/fraction.h"
#include "core/id.h"
#include "referentiel/scale.h"
#include "referentiel/text.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace referentiel {

struct Referentiel;
struct Version;
using ReferentielCode = Code<Referentiel>; // « ess-complet »
using CriterionKey = Code<Criterion>;      // also names items
// ChapterKey stands in scale.h.

bool is_version_hash(std::string_view);
// SHA-256 of the bytes of the file, in hexadecimal: what a diagnostic keeps.
using VersionHash = Name<Version, is_version_hash>;

// The kind of structure that an example comes from.
enum class Kind {
    association,
    cooperative,
    mutuelle,
    fondation,
    societe_ess,
    structure_insertion,
    essms,
    habitat_jeunes,
    reseau,
    etablissement_enseignement
};
std::string_view to_text(Kind);
std::optional<Kind> find_kind(std::string_view);

struct Example {
    Kind kind;
    std::string level; // code; may be empty
    Text who;
    Text practice;

    bool operator==(Example const&) const = default;
};

// The criteria of a longer référentiel that a criterion stands for.
struct Covers {
    ReferentielCode referentiel;
    CriterionKey main;
    std::vector<CriterionKey> others;

    bool operator==(Covers const&) const = default;
};

// Code of another référentiel or catalogue: the numbers that are close.
using Links = std::map<std::string, std::vector<std::string>, std::less<>>;

// The questions of the profile that a structure answered by yes, by key.
using Profile = std::set<std::string, std::less<>>;

// A folder of the tree. Chapters and criteria lie flat, in the order of the file, so that what stands below one is contiguous.
struct Chapter {
    explicit Chapter(ChapterKey key) : key{std::move(key)} {}

    ChapterKey key;
    std::string number;   // may be empty
    std::string official; // the publisher's own code; may be empty
    Text title;
    Text statement;
    Text plain;
    Text guidance;
    std::vector<Text> questions;
    Links links;
    Fraction weight{1};
    std::string only_if; // key of a question of the profile; may be empty
    bool is_outline = false;
    bool is_implied = false; // stands for one criterion that the file puts in no chapter, under its key and title

    int storey = 1;                                       // 1 at the top
    Chapter const* parent = nullptr;                      // nullptr at the top
    std::size_t first_criterion = 0, criterion_count = 0; // all below, in Version::criteria
};

// What is rated and worked on; an item, inside a criterion, has the same parts.
struct Criterion {
    explicit Criterion(CriterionKey key) : key{std::move(key)} {}

    CriterionKey key;
    std::string number;
    std::string official;
    Text title; // items may have none
    Text statement;
    Text plain;
    Text guidance;
    std::vector<Text> questions;
    std::map<std::string, Text, std::less<>> levels; // by code; those of the scale where empty
    std::vector<Example> examples;
    std::vector<Text> evidence;
    Links links;
    std::optional<Covers> covers;
    Fraction weight{1};
    bool is_imperative = false;
    std::string only_if;
    bool is_outline = false;
    std::vector<Criterion> items; // where there are some, they are rated in its place

    Chapter const* chapter = nullptr;  // where it stands; never nullptr once read
    Criterion const* parent = nullptr; // of an item: its criterion
    Scale const* scale = nullptr;      // never nullptr once read

    // What the user chooses, in the words of this criterion where it has some.
    std::string const& wording(Level const&, std::string_view language) const;
};
using Item = Criterion;

struct Question {
    std::string key;
    Text text;
};

enum class Average { criteria, children, none };
enum class Rounding { at_display, at_each_step };

struct ScoreRule {
    Average average = Average::criteria;
    int decimals = 1;
    Rounding rounding = Rounding::at_display;
    std::string imperative_from; // code of a level; may be empty
};

enum class ChangeKind { reworded, split, merged, moved, removed, added };

// What became of keys since the version before.
struct KeyChange {
    ChangeKind kind;
    std::vector<std::string> old_keys;
    std::vector<std::string> new_keys;
};

struct Lineage {
    std::string from; // number of the version before
    std::vector<KeyChange> changes;
};

using Node = std::variant<Chapter const*, Criterion const*>;

// Published once and never changed, so that whatever it holds may be pointed to while the program runs. Moves, never copies.
struct Version {
    Version(ReferentielCode, std::string number, VersionHash);
    Version(Version&&) = default;
    Version& operator=(Version&&) = default;

    ReferentielCode code;
    std::string number; // « 1.0 »
    VersionHash hash;
    std::vector<std::string> languages; // the first is the one of reference
    Text title;
    Text about;
    std::vector<Text> notices; // shown above every page that uses it
    std::string owner;
    std::string licence;
    std::vector<Text> storeys; // what each depth is called, from the top
    std::vector<Question> profile;
    std::vector<Scale> scales; // the first is the one by default
    ScoreRule score;
    std::optional<Lineage> lineage;

    std::vector<Chapter> all_chapters; // each before those below it
    std::vector<Criterion> criteria;   // all, in the order of the file

    std::vector<Chapter const*> chapters() const; // those at the top
    std::vector<Chapter const*> chapters_of(Chapter const&) const;
    std::span<Criterion const> criteria_of(Chapter const&) const; // all below, in order
    // What stands just below, or at the top of the tree, in the order of the file.
    std::vector<Node> nodes_of(Chapter const&) const;
    std::vector<Node> top_nodes() const;

    Scale const& default_scale() const { return scales.front(); }
    // What that depth is called: « Chapitre »; empty where the file does not say.
    std::string const& storey_name(int storey, std::string_view language) const;
};

Chapter const* find_chapter(Version const&, std::string_view key);
// By key or by number; not items.
Criterion const* find_criterion(Version const&, std::string_view key_or_number);
// What a rating may name: a criterion without items, or an item; by key or by number.
Criterion const* find_rated(Version const&, std::string_view key_or_number);
// The same, all of them, in order.
std::vector<Criterion const*> rated(Criterion const&);
std::vector<Criterion const*> rated(Version const&);

// Whether the structure is asked it at all, given its profile: what stands above is looked at too.
bool is_asked(Chapter const&, Profile const&);
bool is_asked(Criterion const&, Profile const&);

} // namespace referentiel
