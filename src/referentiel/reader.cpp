#include "referentiel/reader.h"

#include "referentiel/build.h"
#include "referentiel/catalogues.h"
#include "referentiel/rules.h"
#include "referentiel/shape.h"
#include "referentiel/yaml.h"

#include <algorithm>

namespace referentiel {

namespace {

constexpr std::int64_t most_bytes = 2'000'000;

std::string_view without_byte_order_mark(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    return bytes;
}

Counts counted(Version const& version) {
    Counts counts{.chapters = static_cast<std::size_t>(std::ranges::count(version.all_chapters, false, &Chapter::is_implied)),
        .criteria = version.criteria.size(),
        .languages = version.languages.size()};
    for (auto const& criterion : version.criteria) {
        counts.items += criterion.items.size();
        for (auto const* one : rated(criterion)) counts.without_wording += one->levels.empty();
    }
    return counts;
}

std::optional<Version> read_without_faults(std::string_view bytes, Context const& context, Findings& findings) {
    std::string const text{without_byte_order_mark(bytes)};
    if (!check_signs(text, findings)) return std::nullopt;
    auto const file = parse_yaml(text, findings);
    if (!file) return std::nullopt;
    check_shape(*file, findings);
    if (findings.has_faults()) return std::nullopt;
    check_rules(*file, context, findings);
    if (findings.has_faults()) return std::nullopt;
    auto version = build(*file, bytes);
    check_lineage(*file, version, context, findings);
    if (findings.has_faults()) return std::nullopt;
    return version;
}

Reading reading_of(Findings const& findings) {
    Reading reading;
    reading.faults = findings.faults();
    reading.advices = findings.advices();
    reading.fault_count = findings.fault_count();
    reading.advice_count = findings.advice_count();
    return reading;
}

std::string as_sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    else if (text.starts_with("é")) text.replace(0, std::string_view{"é"}.size(), "É");
    for (auto const* end : {".", "?", "!", "…"})
        if (text.ends_with(end)) return text;
    return text + ".";
}

} // namespace

Catalogues known_catalogues() {
    auto const any = [](std::string_view) { return true; };
    Catalogues known{{"ess-complet", any}, {"ess-simplifie", any}, {"rsei", any}, {"essms", any}};
    for (auto const& catalogue : catalogues())
        known.emplace(catalogue.code, [&catalogue](std::string_view number) { return catalogue.find(number) != nullptr; });
    return known;
}

std::optional<Reading> too_large(std::uintmax_t bytes, html::Language const& t) {
    if (bytes <= std::uintmax_t{most_bytes}) return std::nullopt;
    Findings findings{t};
    findings.fault({}, t.text("le fichier a {} octets", {t.number(static_cast<std::int64_t>(bytes))}),
        t.text("restez sous {} octets : un référentiel par fichier", {t.number(most_bytes)}));
    return reading_of(findings);
}

Reading read(std::string_view bytes, Context const& context) {
    if (auto refused = too_large(bytes.size(), context.language)) return *std::move(refused);
    Findings findings{context.language};
    auto version = read_without_faults(bytes, context, findings);
    auto reading = reading_of(findings);
    reading.version = std::move(version);
    if (reading.version) reading.counts = counted(*reading.version);
    return reading;
}

std::vector<std::string> report(std::string_view file, Reading const& reading, html::Language const& t) {
    std::vector<std::string> lines;
    auto const say = [&](Fault const& fault, std::string const& what) {
        lines.push_back(
            std::string{file} + ":" + std::to_string(fault.place.line) + ": " + what + ". " + as_sentence(fault.remedy));
    };
    auto advice = reading.advices.begin();
    auto const room = most_listed_faults - std::min(most_listed_faults, reading.faults.size());
    auto const last = reading.advices.begin() + static_cast<std::ptrdiff_t>(std::min(room, reading.advices.size()));
    for (auto const& fault : reading.faults) {
        for (; advice != last && advice->place < fault.place; ++advice) say(*advice, t.text("conseil : {}", {advice->what}));
        say(fault, fault.what);
    }
    for (; advice != last; ++advice) say(*advice, t.text("conseil : {}", {advice->what}));

    auto const others = reading.fault_count + reading.advice_count - lines.size();
    if (others > 0)
        lines.push_back(std::string{file} + ": " + t.count(static_cast<std::int64_t>(others), "et {} autre", "et {} autres"));
    auto const faults = t.count(static_cast<std::int64_t>(reading.fault_count), "{} faute", "{} fautes");
    auto const advices = t.count(static_cast<std::int64_t>(reading.advice_count), "{} conseil", "{} conseils");
    lines.push_back(std::string{file} + ": " + faults + ", " + advices);
    if (reading.version)
        lines.push_back(std::string{file} + ": " +
                        t.text("chapitres : {}, critères : {}, éléments : {}, langues : {}, sans formulation des niveaux : {}",
                            {std::to_string(reading.counts.chapters), std::to_string(reading.counts.criteria),
                                std::to_string(reading.counts.items), std::to_string(reading.counts.languages),
                                std::to_string(reading.counts.without_wording)}));
    return lines;
}

} // namespace referentiel
