#include "practices/following.h"

#include "evidence/uses.h"
#include "html/html.h"
#include "practices/chapter.h"
#include "practices/comments.h"
#include "practices/elsewhere.h"
#include "practices/queries.h"

#include <set>

namespace practices {
namespace {

using diagnostic::Diagnostic, diagnostic::Passing;
using referentiel::Criterion;
using storage::Writer;

diagnostic::Writing writing(Passing const& passing) { return {passing.act.user, "", {}, passing.act.now}; }

// Of each criterion of the one that is gone to, those that it comes from, in their order.
using Origins = std::map<Criterion const*, std::vector<Criterion const*>>;

Origins origins_of_new(referentiel::Passages const& passages) {
    Origins origins;
    for (auto const& passage : passages.all)
        for (auto const* to : homes(passage)) origins[to].push_back(passage.from);
    return origins;
}

Origins origins_of_former(referentiel::Passages const& passages) {
    Origins origins;
    for (auto const& passage : passages.all)
        if (!passage.to.empty()) origins[passage.from] = passage.to;
    return origins;
}

// Places or copies what the origins of a criterion are described by. Several become one text.
class Carrier {
public:
    Carrier(Writer& db, audit::Trail& trail, Passing const& passing, Diagnostic const& of, Diagnostic const& to)
        : db_{db}, trail_{trail}, passing_{passing}, of_{of}, from_{described(db, of)}, to_{to}, there_{described(db, to)} {}

    // Of what went there earlier, and nobody wrote in since, nothing has to come back.
    void carry(Origins const& origins, Origins const& went) {
        went_ = &went;
        carry(origins);
    }

    void carry(Origins const& origins) {
        for (auto const& [criterion, earlier] : origins) { // as many as a référentiel has criteria, once a year
            carry_text(*criterion, earlier);
            carry_priority(*criterion, earlier);
            for (auto const* one : earlier)
                evidence::copy_uses(db_, to_.organisation(), document_object(of_, *one), document_object(to_, *criterion));
        }
    }

private:
    void carry_text(Criterion const& criterion, std::vector<Criterion const*> const& earlier) {
        std::vector<Practice const*> found;
        for (auto const* one : earlier)
            if (auto const* practice = from_.practice(*one);
                practice && practice->is_described() && practice->text != what_went(*one))
                found.push_back(practice);
        if (found.empty()) return;
        auto text = found.front()->text;
        auto is_one = true;
        for (auto const* practice : found) {
            is_one = is_one && practice->id == found.front()->id;
            text = fitting(text, practice->text);
        }
        auto const* own = there_.practice(criterion);
        if (own && own->is_described()) return keep_both(criterion, own->id, text);
        place(db_, to_, criterion.key, is_one && !passing_.is_new_cycle() ? found.front()->id : copy(found, text));
    }

    // The text that this criterion was given of what is there now.
    std::string what_went(Criterion const& criterion) const {
        std::string text;
        auto const known = went_ ? went_->find(&criterion) : Origins::const_iterator{};
        if (!went_ || known == went_->end()) return text;
        for (auto const* one : known->second)
            if (auto const* practice = there_.practice(*one)) text = fitting(text, practice->text);
        return text;
    }

    // What was written there in the meantime stays, and what comes is added where it says something else. It may serve other
    // criteria, to which something may have come already.
    void keep_both(Criterion const& criterion, PracticeId const& id, std::string const& text) {
        auto& own = there_.practices.at(std::string{id.text()});
        auto const saved =
            save(db_, trail_, to_, criterion.key, fitting(own.text, text), base_of(own), writing(passing_), passing_.chance);
        if (!saved) throw storage::Failed{"a practice changed within its own transaction"};
        own = *saved;
    }

    // What would be too long together stays where it comes from, to be read there.
    static std::string fitting(std::string const& one, std::string const& other) {
        auto both = joined(one, other);
        return is_too_long(both) ? one : both;
    }

    // One copy for all the criteria that the same practices lead to.
    PracticeId copy(std::vector<Practice const*> const& found, std::string const& text) {
        std::string name;
        for (auto const* practice : found) name += std::string{practice->id.text()} + " ";
        auto const known = copies_.find(name);
        if (known != copies_.end()) return known->second;
        auto const origin = passing_.is_new_cycle() ? passing_.former.cycle().label : std::string{};
        auto made = add(db_, to_, text, origin, writing(passing_), passing_.chance).id;
        copies_.emplace(std::move(name), made);
        return made;
    }

    void carry_priority(Criterion const& criterion, std::vector<Criterion const*> const& earlier) {
        if (there_.saved_priority(criterion)) return;
        auto highest = Priority::none;
        for (auto const* one : earlier) highest = std::max(highest, from_.priority(*one));
        if (highest != Priority::none) (void)save(db_, trail_, to_, criterion.key, highest, writing(passing_));
    }

    Writer& db_;
    audit::Trail& trail_;
    Passing const& passing_;
    Diagnostic const& of_;
    Described from_;
    Diagnostic const& to_;
    Described there_;
    Origins const* went_ = nullptr;
    std::map<std::string, PracticeId> copies_;
};

// What the team said in a cycle stays with it.
void follow(Writer& db, audit::Trail& trail, Passing const& passing) {
    Carrier{db, trail, passing, passing.former, passing.to}.carry(origins_of_new(passing.passages));
    if (passing.is_new_cycle()) return;
    for (auto const& passage : passing.passages.all) // as many as a référentiel has criteria, once a year
        if (!passage.to.empty()) carry_comments(db, passing.former, passage.from->key, passing.to, passage.to.front()->key);
}

// A description is the same on both sides, and so are its changes; what was only described, ranked or said since comes along.
void come_back(Writer& db, audit::Trail& trail, Passing const& passing) {
    Carrier{db, trail, passing, passing.to, passing.former}.carry(
        origins_of_former(passing.passages), origins_of_new(passing.passages));
    for (auto const& passage : passing.passages.all)
        for (auto const* to : passage.to) carry_comments(db, passing.to, to->key, passing.former, passage.from->key);
}

std::vector<std::string> foretell(
    storage::Reader const& db, html::Language const& t, Diagnostic const& former, referentiel::Passages const& passages) {
    auto const there = described(db, former);
    std::int64_t descriptions = 0, priorities = 0;
    std::vector<evidence::Object> objects;
    for (auto const& [from, to, way] : passages.all) {
        if (to.empty()) continue;
        if (there.is_described(*from)) ++descriptions;
        if (there.priority(*from) != Priority::none) ++priorities;
        objects.push_back(document_object(former, *from));
    }
    std::set<std::string_view> documents;
    auto const attached = evidence::attached(db, former.organisation(), objects);
    for (auto const& [object, joined] : attached)
        for (auto const& document : joined) documents.insert(document.id.text());

    std::vector<std::string> words;
    if (descriptions > 0) words.push_back(t.count(descriptions, "{} description", "{} descriptions"));
    if (priorities > 0) words.push_back(t.count(priorities, "{} priorité", "{} priorités"));
    if (!documents.empty()) words.push_back(t.count(static_cast<std::int64_t>(documents.size()), "{} document", "{} documents"));
    return words;
}

} // namespace

diagnostic::Follower follower() { return {follow, come_back, foretell}; }

} // namespace practices
