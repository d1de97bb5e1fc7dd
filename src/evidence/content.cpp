#include "evidence/content.h"

#include "core/unicode.h"
#include "evidence/evidence.h"
#include "evidence/image_header.h"
#include "evidence/zip_directory.h"

#include <algorithm>
#include <array>

using namespace std::string_view_literals;

namespace evidence {
namespace {

constexpr std::size_t first_bytes = 4'096, piece = 64 * 1024;

constexpr std::string_view odf = "application/vnd.oasis.opendocument.";

struct Office {
    std::string_view type;
    std::string_view part; // that an OOXML file of that kind holds
};
constexpr std::array<Office, 3> office_files{
    {{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"},
        {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "ppt/presentation.xml"}}};
constexpr std::array<std::string_view, 3> odf_files{"application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.presentation"};

std::string in_small_letters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
        [](char sign) { return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign; });
    return text;
}

Result<Content, Refusal> image(Bytes const& bytes) {
    auto const header = image_header(bytes);
    if (!header) return Failure{Refusal::damaged};
    if (std::uint64_t{header->width} * header->height > most_pixels) return Failure{Refusal::too_many_pixels};
    if (header->type == "image/png" && !is_as_checked(bytes)) return Failure{Refusal::damaged};
    return Content{header->type, true};
}

Result<Content, Refusal> pdf(Bytes const& bytes) {
    auto const count = std::min<std::uint64_t>(bytes.size, 2'048);
    auto const last = bytes.read(bytes.size - count, static_cast<std::size_t>(count));
    if (ends_as_zip(bytes)) return Failure{Refusal::two_in_one};
    if (last.find("%%EOF") == last.npos) return Failure{Refusal::damaged};
    return Content{"application/pdf"};
}

bool holds_macros(ZipDirectory const& directory) {
    return std::any_of(directory.entries.begin(), directory.entries.end(), [](auto const& entry) {
        return entry.name.ends_with("vbaProject.bin") || entry.name.starts_with("Basic/") || entry.name.starts_with("Scripts/");
    });
}

Result<Content, Refusal> office(Bytes const& bytes) {
    auto const directory = zip_directory(bytes);
    if (!directory) return Failure{Refusal::damaged};
    if (is_bomb(*directory)) return Failure{Refusal::swells};
    if (directory->mimetype.starts_with(odf)) {
        auto const known = std::find(odf_files.begin(), odf_files.end(), directory->mimetype);
        if (known == odf_files.end()) return Failure{Refusal::unknown};
        if (!directory->has("content.xml")) return Failure{Refusal::damaged};
        if (holds_macros(*directory)) return Failure{Refusal::macros};
        return Content{*known};
    }
    if (!directory->has("[Content_Types].xml")) return Failure{Refusal::unknown};
    auto const known =
        std::find_if(office_files.begin(), office_files.end(), [&](Office const& one) { return directory->has(one.part); });
    if (known == office_files.end()) return Failure{Refusal::unknown};
    if (holds_macros(*directory)) return Failure{Refusal::macros};
    return Content{known->type};
}

// From its beginning to its end, in UTF-8 or in the older way of Windows.
bool is_text(Bytes const& bytes) {
    for (std::uint64_t at = 0; at < bytes.size; at += piece) {
        auto const part = bytes.read(at, piece);
        if (part.empty() || is_binary(part)) return false;
    }
    return true;
}

// As many columns in each of its first lines, two or more.
bool is_table(std::string_view first, bool is_whole) {
    for (auto const mark : {';', '\t', ','}) {
        std::ptrdiff_t columns = 0;
        int lines = 0;
        auto rest = first;
        auto is_even = true;
        while (!rest.empty() && lines < 5 && is_even) {
            auto const end = rest.find('\n');
            if (end == rest.npos && !is_whole) break;
            auto const line = rest.substr(0, end);
            rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
            if (line.empty() || line == "\r") continue;
            auto const count = std::count(line.begin(), line.end(), mark);
            is_even = count > 0 && (lines == 0 || count == columns);
            columns = count;
            ++lines;
        }
        if (is_even && lines >= 2) return true;
    }
    return false;
}

std::string_view without_mark_and_blanks(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf"sv)) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
    return text;
}

Result<Content, Refusal> plain_text(Bytes const& bytes, std::string const& first) {
    auto const start = in_small_letters(std::string{without_mark_and_blanks(first)});
    if (start.starts_with("<svg") || (start.starts_with("<") && start.find("<svg") != start.npos))
        return Failure{Refusal::drawing};
    if (!is_text(bytes)) return Failure{has_mark_of_utf16(first) ? Refusal::other_text : Refusal::unknown};
    if (start.starts_with("<") || start.starts_with("#!") || start.find("<?php") != start.npos ||
        start.find("<script") != start.npos)
        return Failure{Refusal::markup};
    return Content{is_table(without_mark_and_blanks(first), bytes.size <= first.size()) ? "text/csv"sv : "text/plain"sv};
}

} // namespace

Result<Content, Refusal> recognise(Bytes const& bytes) {
    if (bytes.size == 0) return Failure{Refusal::empty};
    if (bytes.size > static_cast<std::uint64_t>(most_bytes_of_file)) return Failure{Refusal::too_large};
    auto const first = bytes.read(0, first_bytes);
    if (!image_type(first).empty()) return image(bytes);
    if (first.starts_with("%PDF-")) return pdf(bytes);
    if (first.starts_with("PK\x03\x04"sv)) return office(bytes);
    return plain_text(bytes, first);
}

std::string words(html::Language const& t, Refusal refusal) {
    switch (refusal) {
        case Refusal::empty: return t.text("Ce fichier est vide : choisissez-en un autre");
        case Refusal::too_large:
            return t.text("Ce fichier dépasse 20 Mo : allégez-le, ou joignez un lien vers l'endroit où il est");
        case Refusal::drawing:
            return t.text(
                "Les dessins SVG ne sont pas acceptés, car ils peuvent contenir un programme : enregistrez-le en PNG ou en PDF");
        case Refusal::markup: return t.text("Ce fichier est une page ou un programme, pas un document : enregistrez-le en PDF");
        case Refusal::other_text: return t.text("Ce texte n'est pas enregistré en UTF-8 : enregistrez-le ainsi, ou en PDF");
        case Refusal::macros:
            return t.text("Ce fichier contient des macros, c'est-à-dire un programme : enregistrez-le sans elles, ou en PDF");
        case Refusal::damaged:
            return t.text("Ce fichier est abîmé ou incomplet : ouvrez-le, enregistrez-le de nouveau, puis recommencez");
        case Refusal::two_in_one: return t.text("Ce PDF contient aussi une archive cachée : enregistrez-le de nouveau en PDF");
        case Refusal::swells: return t.text("Ce fichier se déploierait démesurément : il n'est pas accepté");
        case Refusal::too_many_pixels:
            return t.text("Cette image dépasse 40 millions de points, ou toutes celles d'une animation ensemble : réduisez-la, "
                          "puis recommencez");
        default:
            return t.text(
                "Ce genre de fichier n'est pas accepté : choisissez un PDF, une image (PNG, JPEG, WebP, GIF), un document "
                "ODT, ODS, ODP, DOCX, XLSX ou PPTX, un texte ou un CSV");
    }
}

std::string type_words(html::Language const& t, std::string_view type) {
    if (type.empty()) return t.text("Lien");
    if (type == "application/pdf") return "PDF";
    if (type.starts_with("image/")) return t.text("Image");
    if (type == "text/plain") return t.text("Texte");
    if (type == "text/csv") return "CSV";
    if (type.ends_with("spreadsheet") || type.ends_with("spreadsheetml.sheet")) return t.text("Tableur");
    if (type.ends_with("presentation")) return t.text("Présentation");
    return t.text("Document");
}

} // namespace evidence
