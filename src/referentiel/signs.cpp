#include "core/unicode.h"
#include "referentiel/yaml.h"

#include <algorithm>

namespace referentiel {

namespace {

std::size_t bytes_of_sign(unsigned char first) {
    if (first < 0xc0) return 1;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

char32_t sign_at(std::string_view line, std::size_t at, std::size_t size) {
    auto const first = static_cast<unsigned char>(line[at]);
    if (size == 1) return first;
    char32_t sign = first & (0x7fu >> size);
    for (std::size_t next = 1; next < size; ++next) sign = sign << 6 | (static_cast<unsigned char>(line[at + next]) & 0x3fu);
    return sign;
}

// Nobody sees them; they cut lines for some programs, or turn the direction of writing.
bool is_control(char32_t sign) {
    if (sign == '\t') return false;
    return sign < 0x20 || (sign >= 0x7f && sign < 0xa0) || sign == 0x61c || sign == 0x200e || sign == 0x200f || sign == 0x2028 ||
           sign == 0x2029 || (sign >= 0x202a && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069) || sign == 0xfeff;
}

std::size_t column_of(std::string_view line, std::size_t at) { return length(line.substr(0, at)) + 1; }

bool is_letter(char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'); }

std::size_t find_tag(std::string_view line) {
    for (auto at = line.find('<'); at != line.npos; at = line.find('<', at + 1)) {
        auto const name = line.substr(at + 1, 1) == "/" ? at + 2 : at + 1;
        if (name >= line.size() || !is_letter(line[name])) continue;
        return line.find('>', name) == line.npos ? line.npos : at;
    }
    return line.npos;
}

// The line without the carriage return of files written on Windows.
std::string_view without_return(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// The first byte that is no UTF-8, or the end.
std::size_t find_no_utf8(std::string_view line) {
    if (is_utf8(line)) return line.npos;
    for (std::size_t at = 0; at < line.size();) {
        auto const size = bytes_of_sign(static_cast<unsigned char>(line[at]));
        if (!is_utf8(line.substr(at, size))) return at;
        at += size;
    }
    return line.npos;
}

std::size_t find_control(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        auto const size = bytes_of_sign(static_cast<unsigned char>(line[at]));
        if (is_control(sign_at(line, at, size))) return at;
        at += size;
    }
    return line.npos;
}

bool check_blanks_and_controls(std::string_view line, std::size_t number, Findings& findings) {
    auto const& t = findings.t;
    auto const indentation = line.find_first_not_of(' ');
    auto const has_tab = indentation != line.npos && line[indentation] == '\t';
    if (has_tab)
        findings.fault({number, indentation + 1}, t.text("la ligne commence par une tabulation"),
            t.text("décalez avec des espaces, deux par étage"));
    auto const control = find_control(line);
    if (control != line.npos)
        findings.fault({number, column_of(line, control)}, t.text("le texte contient un signe de contrôle invisible"),
            t.text("supprimez-le et retapez le texte"));
    return !has_tab && control == line.npos;
}

void advise_on_signs(std::string_view line, std::size_t number, Findings& findings) {
    auto const& t = findings.t;
    auto const ordinary = [&] { return t.text("tapez un espace ordinaire : la page ajoute les insécables"); };
    if (auto const at = line.find("\u00a0"); at != line.npos)
        findings.advise({number, column_of(line, at)}, t.text("le texte contient un espace insécable"), ordinary());
    if (auto const at = line.find("\u202f"); at != line.npos)
        findings.advise({number, column_of(line, at)}, t.text("le texte contient un espace insécable fin"), ordinary());
    if (auto const at = line.find("’"); at != line.npos)
        findings.advise({number, column_of(line, at)}, t.text("le texte contient une apostrophe courbe (’)"),
            t.text("tapez celle du clavier : la page dessine la courbe"));
    if (auto const at = find_tag(line); at != line.npos)
        findings.advise({number, column_of(line, at)}, t.text("le texte contient une balise HTML"),
            t.text("écrivez du texte simple : les balises s'affichent telles quelles"));
}

} // namespace

bool check_signs(std::string_view text, Findings& findings) {
    auto const& t = findings.t;
    bool is_readable = true;
    std::size_t number = 0;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto const line = without_return(text.substr(at, end - at));
        at = end + 1;
        ++number;
        if (auto const byte = find_no_utf8(line); byte != line.npos) {
            findings.fault({number, column_of(line, byte)}, t.text("ce n'est pas de l'UTF-8"),
                t.text("enregistrez le fichier en UTF-8 (dans l'éditeur : Enregistrer sous…, encodage)"));
            return false;
        }
        if (!check_blanks_and_controls(line, number, findings)) is_readable = false;
        advise_on_signs(line, number, findings);
    }
    return is_readable;
}

} // namespace referentiel
