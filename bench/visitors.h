#pragma once

#include "http.h"

#include <string>
#include <utility>
#include <vector>

// Who asks for what.
namespace bench {

// A structure of the sample, and somebody who works there.
struct Place {
    std::string structure, cycle, chapter, session, key, email, password;
    int actions = 0; // of its plan

    std::string chapter_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/" + chapter; }
    std::string plan_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/engagements"; }
    std::string whole_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/tout"; }
    std::string results_path(std::string const& ending) const {
        return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/resultats" + ending;
    }
};

std::vector<Place> read_sample(std::string const& file);

// One who asks, waits for the answer, and asks again.
class Visitor {
public:
    virtual ~Visitor() = default;
    virtual std::string request() = 0;
    virtual bool is_content(Answer const&) = 0;

    std::vector<double> times = {}; // of the answers, in seconds
    std::size_t bytes = 0;
};

// Asks for one page after the other, and begins again.
class Reader : public Visitor {
public:
    explicit Reader(std::vector<std::string> requests) : requests_{std::move(requests)} {}
    std::string request() override { return requests_[turn_++ % requests_.size()]; }
    bool is_content(Answer const& answer) override { return answer.status == 200; }

private:
    std::vector<std::string> requests_;
    std::size_t turn_ = 0;
};

// Writes a comment in one criterion after the other, as the script of the page sends it.
class Member : public Visitor {
public:
    Member(int port, Place const&);
    std::string request() override;
    bool is_content(Answer const&) override;

private:
    struct Criterion {
        std::string key, revision, shown;
    };
    Criterion& criterion() { return criteria_[turn_ % criteria_.size()]; }

    std::string path_, cookie_, form_key_;
    std::vector<Criterion> criteria_;
    std::size_t turn_ = 0;
};

// Signs in, again and again.
class Newcomer : public Visitor {
public:
    Newcomer(int port, Place const&);
    std::string request() override;
    bool is_content(Answer const& answer) override { return answer.status == 303; }

private:
    std::string cookie_, body_;
};

// A workshop that is open, and the telephones in its room.
class Room {
public:
    Room(int port, Place const&);

    int port() const { return port_; }
    std::string path() const { return "/atelier/" + code_; }
    std::string const& code() const { return code_; }

private:
    int port_;
    std::string code_;
};

// Changes its mind all the time.
class Telephone : public Visitor {
public:
    explicit Telephone(Room const&);
    std::string request() override;
    bool is_content(Answer const& answer) override { return answer.status == 303; }

private:
    std::string path_, cookie_, form_key_;
    std::size_t turn_ = 0;
};

} // namespace bench
