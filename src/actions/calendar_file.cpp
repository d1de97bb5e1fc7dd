#include "actions/calendar_file.h"

#include "html/html.h"
#include "prose/plain.h"

#include <array>
#include <cstdio>

namespace actions {
namespace {

using html::Language;

constexpr std::size_t longest_line = 75; // bytes, as the standard counts them
constexpr std::size_t longest_excerpt = 500;

std::string escaped(std::string_view text) {
    std::string all;
    for (auto const sign : text) {
        if (sign == '\n') all += "\\n";
        else if (sign == '\\' || sign == ';' || sign == ',') all.append({'\\', sign});
        else all += sign;
    }
    return all;
}

// Goes on in lines that begin with a blank, without cutting a character.
void add_line(std::string& file, std::string_view line) {
    auto room = longest_line;
    while (line.size() > room) {
        auto end = room;
        while ((static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        file.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = longest_line - 1;
    }
    file.append(line).append("\r\n");
}

void add_text(std::string& file, std::string_view name, std::string_view value) {
    add_line(file, std::string{name} + ":" + escaped(value));
}

std::string compact(Date day) {
    auto text = iso(day);
    text.erase(7, 1).erase(4, 1);
    return text;
}

std::string compact(Instant instant) {
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::hh_mm_ss const time{std::chrono::floor<std::chrono::seconds>(instant - day)};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "T%02d%02d%02dZ", static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return compact(day) + text.data();
}

std::string description(Language const& t, Plan const& plan, Action const& action) {
    auto text = t.text("Échéance : {}", {words_of(t, *action->due)});
    auto const add = [&](std::string const& line) { text += "\n" + line; };
    add(t.text("Critère : {}", {title_of(t, plan.commitment_of(action))}));
    if (action->responsible) add(t.text("Responsable : {}", {plan.people.of(*action->responsible).name}));
    add(t.text("État : {}", {words_of(t, action->state)}));
    if (auto const more = prose::excerpt(prose::read(action->text), longest_excerpt); !more.empty()) add("\n" + more);
    return text;
}

void add_entry(std::string& file, Language const& t, Plan const& plan, Action const& action, std::string_view address) {
    auto const late_from = action->due->late_from();
    add_line(file, "BEGIN:VEVENT");
    add_line(file, "UID:" + std::string{action.id.text()});
    add_line(file, "SEQUENCE:" + std::to_string(action.revision.number));
    add_line(file, "DTSTAMP:" + compact(action.at));
    add_line(file, "DTSTART;VALUE=DATE:" + compact(late_from - std::chrono::days{1}));
    add_line(file, "DTEND;VALUE=DATE:" + compact(late_from));
    add_text(file, "SUMMARY", name_of(t, action));
    add_text(file, "DESCRIPTION", description(t, plan, action));
    add_line(file, "URL:" + std::string{address});
    add_line(file, action->state == State::abandoned ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    add_line(file, "TRANSP:TRANSPARENT"); // nobody is busy because of it
    add_line(file, "END:VEVENT");
}

} // namespace

std::string calendar_file(
    Language const& t, Plan const& plan, std::string_view name, std::function<std::string(ActionId const&)> const& address_of) {
    std::string file;
    add_line(file, "BEGIN:VCALENDAR");
    add_line(file, "VERSION:2.0");
    add_line(file, "PRODID:-//ESS Pratiques//Plan//" + std::string{t.is_french() ? "FR" : "EN"});
    add_line(file, "METHOD:PUBLISH");
    add_text(file, "X-WR-CALNAME", name);
    add_line(file, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    add_line(file, "X-PUBLISHED-TTL:PT12H");
    for (auto const* action : actions(plan))
        if ((*action)->due) add_entry(file, t, plan, *action, address_of(action->id));
    add_line(file, "END:VCALENDAR");
    return file;
}

} // namespace actions
