#include "visitors.h"

#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

std::string field(std::string_view page, std::string const& name) {
    return std::string{between(page, "name=\"" + name + "\" value=\"", "\"")};
}

} // namespace

std::vector<Place> read_sample(std::string const& file) {
    std::ifstream stream{file};
    std::vector<Place> places;
    for (Place one; stream >> one.structure >> one.cycle >> one.chapter >> one.session >> one.key >> one.email >> one.password >>
                    one.actions;)
        places.push_back(one);
    if (places.empty()) throw std::runtime_error{"the sample is empty: " + file};
    return places;
}

Member::Member(int port, Place const& place) : path_{place.chapter_path()}, cookie_{"session=" + place.session} {
    auto const page = asked_once(port, get(path_, cookie_));
    form_key_ = field(page, "csrf");
    constexpr auto sign = "<article class=\"criterion\" id=\"critere-";
    for (auto at = page.find(sign); at != page.npos; at = page.find(sign, at + 1)) {
        auto const key = std::string{between(page, sign, "\"", at)};
        criteria_.push_back({key, field(page, "revision-" + key), field(page, "shown-" + key)});
    }
    if (criteria_.empty()) throw std::runtime_error{"this is no page of a chapter: " + page.substr(0, 200)};
}

std::string Member::request() {
    auto const& [key, revision, shown] = criterion();
    static long number = 0;
    auto const comment = "Une phrase comme un membre en écrit, la " + std::to_string(++number) + "e de ces mesures.";
    return post(path_, cookie_,
        "csrf=" + form_key_ + "&editor=mesures" + "&criterion=" + key + "&level-" + key + "=2&reason-" + key + "=&comment-" +
            key + "=" + encoded(comment) + "&revision-" + key + "=" + revision + "&shown-" + key + "=" + shown);
}

bool Member::is_content(Answer const& answer) {
    auto& [key, revision, shown] = criterion();
    revision = between(answer.body, "\"revision\":", ",");
    shown = between(answer.body, "\"shown\":\"", "\"");
    ++turn_;
    return answer.status == 200 && answer.body.find("\"saved\"") != answer.body.npos;
}

Newcomer::Newcomer(int port, Place const& place) {
    auto const page = asked_once(port, get("/connexion", ""));
    cookie_ = "visiteur=" + std::string{between(page, "Set-Cookie: visiteur=", ";")};
    body_ = "csrf=" + field(page, "csrf") + "&email=" + encoded(place.email) + "&password=" + encoded(place.password);
}

std::string Newcomer::request() { return post("/connexion", cookie_, body_); }

Room::Room(int port, Place const& place) : port_{port} {
    auto const cookie = "session=" + place.session, structure = "/structures/" + place.structure;
    auto const plan = asked_once(port, get(structure + "/ateliers/nouveau", cookie));
    auto const opened = asked_once(port, post(structure + "/ateliers", cookie,
                                             "csrf=" + field(plan, "csrf") + "&id=" + field(plan, "id") +
                                                 "&title=Mesures&what=chapitre&chapter=" + place.chapter));
    auto const path = std::string{between(opened, "Location: ", "\r\n")};
    auto const screen = asked_once(port, get(path, cookie));
    code_ = between(between(screen, "class=\"join__code\"", "</p>"), "<b>", "</b>");
    if (code_.size() != 8) throw std::runtime_error{"no workshop: " + opened.substr(0, 400)};
    code_.erase(3, 2); // a no-break space
    asked_once(port, post(path + "/suite", cookie, "csrf=" + field(screen, "csrf") + "&place=0&round=0"));
}

Telephone::Telephone(Room const& room) : path_{room.path() + "/vote"} {
    auto const page = asked_once(room.port(), get(room.path(), ""));
    cookie_ = "visiteur=" + std::string{between(page, "Set-Cookie: visiteur=", ";")};
    form_key_ = field(page, "csrf");
    auto const seat = asked_once(
        room.port(), post("/atelier", cookie_, "csrf=" + form_key_ + "&code=" + room.code() + "&name=Une+personne&role="));
    cookie_ += "; atelier=" + std::string{between(seat, "Set-Cookie: atelier=", ";")};
}

std::string Telephone::request() {
    return post(path_, cookie_, "csrf=" + form_key_ + "&place=1&round=1&level=" + std::to_string(1 + turn_++ % 5));
}

} // namespace bench
