#include "practices/one.h"

#include "accounts/mailings.h"
#include "accounts/members.h"
#include "accounts/posting.h"
#include "diagnostic/addresses.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "diagnostic/saving.h"
#include "evidence/attachments.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "mail/outbox.h"
#include "practices/addresses.h"
#include "practices/chapter.h"
#include "practices/elsewhere.h"
#include "practices/practice_views.h"
#include "practices/queries.h"

#include <algorithm>

namespace practices {
namespace {

using accounts::Caller, accounts::Change, accounts::Mailing, accounts::Member, accounts::Right, accounts::Visit,
    accounts::WhichCycle;
using diagnostic::Diagnostic, diagnostic::Writing;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

struct Asked {
    Diagnostic diagnostic;
    Criterion const& criterion;
    diagnostic::Mandate mandate; // of who asks
};

template <typename Context>
Asked require_asked(Context const& context, WhichCycle const& cycle, CriterionKey const& key) {
    auto diagnostic = require(diagnostic::find(context.db, context.desk.library, context.member.organisation, cycle));
    auto const& criterion = require(find_rated(diagnostic.version(), key.text()));
    if (!is_asked(diagnostic, criterion)) throw web::Refused{404};
    auto mandate = diagnostic::mandate(context.db, diagnostic, context.member);
    return {std::move(diagnostic), criterion, std::move(mandate)};
}

// For who writes: the cycle is open, and the criterion is theirs to write on.
Asked require_writable(Change const& change, WhichCycle const& cycle, CriterionKey const& key) {
    auto asked = require_asked(change, cycle, key);
    layout::require_open(change, asked.diagnostic.cycle());
    if (!asked.mandate.allows(asked.criterion)) throw web::Refused{403};
    return asked;
}

// The criteria whose description may come to serve this one too: what is written there changes, so all that it serves is to be
// theirs to write on.
std::vector<Criterion const*> shareable(Asked const& asked, Described const& there) {
    auto const all = diagnostic::asked(asked.diagnostic);
    auto const* own = there.practice(asked.criterion);
    std::vector<Criterion const*> found;
    for (auto const* criterion : all) {
        if (criterion == &asked.criterion || !there.is_described(*criterion)) continue;
        auto const* practice = there.practice(*criterion);
        if (own && own->id == practice->id) continue;
        auto const served = there.served(practice->id, all);
        if (std::ranges::all_of(served, [&](Criterion const* one) { return asked.mandate.allows(*one); }))
            found.push_back(criterion);
    }
    return found;
}

Version const* find_version(std::span<Version const> versions, std::string const& number) {
    auto const found = std::ranges::find(versions, number, [](Version const& one) { return std::to_string(one.number); });
    return found == versions.end() ? nullptr : &*found;
}

template <typename Context>
Response answer(Context const& context, Asked const& asked, CommentDraft const& draft, int status = 200) {
    auto const& t = context.t;
    auto const& diagnostic = asked.diagnostic;
    auto const& criterion = asked.criterion;
    auto const there = described(context.db, diagnostic);
    auto const* practice = there.practice(criterion);
    auto const all = practice ? versions(context.db, diagnostic, practice->id) : std::vector<Version>{};
    auto const rating = diagnostic::find_rating(context.db, diagnostic, criterion);
    auto const said = comments(context.db, diagnostic, criterion.key);
    auto const team = accounts::members(context.db, diagnostic.organisation());
    auto const may = diagnostic::may_rate(context.member, diagnostic) && asked.mandate.allows(criterion);
    auto const object = document_object(diagnostic, criterion);
    auto const documents = evidence::attached(context.db, diagnostic.organisation(), std::span{&object, 1});
    auto const* earlier = find_version(all, context.request.parameters().line("version"));
    auto const others = may ? shareable(asked, there) : std::vector<Criterion const*>{};
    PracticeSheet const sheet{diagnostic, criterion, rating ? &*rating : nullptr, there, all, said, team, context.member,
        earlier ? std::optional{Earlier{earlier->number, *text_of_version(context.db, diagnostic, practice->id, earlier->number)}}
                : std::nullopt,
        others, may, evidence::attachments(context, context.member, object, documents, practice_url(diagnostic, criterion), may),
        there.is_described(criterion)
            ? nullptr
            : find_main(described_elsewhere(context.db, context.desk.library, diagnostic, there), criterion)};
    auto const name = t.text("{}. {}", {criterion.number, diagnostic::title_of(t, criterion)});
    return layout::structure_page(context, context.member, standing(diagnostic),
        {.title = t.text("Bonne pratique, critère {}", {criterion.number}),
            .section = t.text("Bonnes pratiques"),
            .heading = name,
            .trail = {{t.text("Bonnes pratiques"), practices_url(diagnostic)},
                {criterion.chapter->title.in(t.code()), practice_card_url(diagnostic, criterion)}, {name}},
            .actions = html::when(may,
                [&] {
                    return layout::second_button_link(
                        t, practice_card_url(diagnostic, criterion), t.text("Modifier la description"), "pen");
                }),
            .content = practice_page(context, sheet, draft),
            .problems = draft.problems,
            .status = status != 200 || draft.problems.empty() ? status : 422,
            .width = layout::Width::narrow});
}

Response show(Visit& visit, WhichCycle cycle, CriterionKey key) {
    return answer(visit, require_asked(visit, cycle, key), {.id = new_uuid(visit.now, visit.desk.chance)});
}

// --- Versions and sharing

Writing writing(Change const& change) { return {change.member.user, "", {}, change.now}; }

Response save_restoring(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const asked = require_writable(change, cycle, key);
    auto const practice = require(find_practice(change.db, asked.diagnostic, key));
    auto const all = versions(change.db, asked.diagnostic, practice.id);
    auto const& version = require(find_version(all, change.form.line("number")));
    auto const base = parse<Base>(change.form.line("revision"));
    if (!base) throw web::Refused{400};
    auto const text = text_of_version(change.db, asked.diagnostic, practice.id, version.number).value();
    auto const saved = save(
        change.db, change.trail, asked.diagnostic, key, text, *base, writing(change), change.desk.chance, Versions::one_more);
    auto const url = practice_url(asked.diagnostic, asked.criterion);
    if (saved) return web::see_other(url);
    auto const& t = change.t;
    return answer(change, asked,
        {.id = new_uuid(change.now, change.desk.chance),
            .problems = {{"versions",
                t.text("{} a modifié cette description entre-temps : relisez-la, puis reprenez la version si elle "
                       "convient toujours",
                    {saved.error().current.by})}}},
        409);
}

Response save_sharing(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const asked = require_writable(change, cycle, key);
    if (change.form.line("with").empty())
        return answer(change, asked,
            {.id = new_uuid(change.now, change.desk.chance),
                .problems = {{"with", change.t.text("Choisissez le critère dont la description convient ici aussi")}}});
    auto const& other = require(find_rated(asked.diagnostic.version(), change.form.line("with")));
    auto const there = described(change.db, asked.diagnostic);
    auto const* practice = there.practice(other);
    auto const* own = there.practice(asked.criterion);
    auto const url = practice_url(asked.diagnostic, asked.criterion).at("partage");
    if (!practice || !is_asked(asked.diagnostic, other)) throw web::Refused{404};
    if (own && own->id == practice->id) return web::see_other(url); // sent twice
    if (std::ranges::count(shareable(asked, there), &other) == 0) throw web::Refused{403};
    if (share(change.db, change.trail, asked.diagnostic, key, *practice, writing(change))) return web::see_other(url);
    return answer(change, asked,
        {.id = new_uuid(change.now, change.desk.chance),
            .problems = {{"with", change.t.text("Raccourcissez l'une des deux descriptions : ensemble, elles dépassent 100 000 "
                                                "caractères")}}});
}

Response save_parting(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const asked = require_writable(change, cycle, key);
    auto const practice = require(find_practice(change.db, asked.diagnostic, key));
    auto const there = described(change.db, asked.diagnostic);
    auto const all = diagnostic::asked(asked.diagnostic);
    if (there.served(practice.id, all).size() > 1)
        part(change.db, change.trail, asked.diagnostic, key, practice, change.now, change.desk.chance);
    return web::see_other(practice_url(asked.diagnostic, asked.criterion));
}

// --- Comments

std::vector<html::Problem> problems_of(html::Language const& t, std::string const& field, std::string const& text) {
    if (without_mere_blanks(text).empty()) return {{field, t.text("Écrivez votre commentaire avant de le publier")}};
    if (is_too_long(text)) return {{field, t.text("Raccourcissez ce commentaire : il dépasse 100 000 caractères")}};
    return {};
}

// In their language.
void write_to(Change& change, Asked const& asked, Comment const& comment, accounts::User const& user) {
    auto const& t = change.desk.language(user.language);
    auto const title = t.text("{}. {}", {asked.criterion.number, diagnostic::title_of(t, asked.criterion)});
    auto const address = change.desk.settings.address(practice_url(asked.diagnostic, asked.criterion).at("commentaires"));
    mail::Mail const letter{.to = {user.email, user.name()},
        .subject = t.text("{} vous appelle sur le critère {}", {comment.by, title}),
        .text = t.text("Bonjour {},\n\n{} a écrit un commentaire à votre attention, sur le critère {} de {}.\n\nPour le "
                       "lire et répondre :\n{}\n",
            {user.given, comment.by, title, change.member.organisation_name, address}),
        .kind = "mention",
        .organisation = std::string{asked.diagnostic.organisation().text()},
        .reply_to = change.member.user.email};
    accounts::post(change, stoppable(letter, change.desk, user, Mailing::mention));
}

// Whoever was chosen in the list, and those whom the text names, as « @Maud Tessier »; a mail goes to each but those who were
// told of another comment within minutes, or want none.
void call(Change& change, Asked const& asked, Comment const& comment, std::span<Member const> team, std::string_view chosen) {
    auto const stopped = accounts::who_stopped(change.db, asked.diagnostic.organisation(), Mailing::mention);
    for (auto const& member : team) { // those who are called
        auto const& user = member.user;
        auto const is_named = user.id != change.member.user.id && names(comment.text, user.name());
        if (user.id.text() != chosen && !is_named) continue;
        auto const is_due = mention(change.db, asked.diagnostic, comment.id, user, change.now);
        if (is_due && !stopped.contains(user.id)) write_to(change, asked, comment, user);
    }
}

// A comment that comes from a page whose criterion is asked no more, or whose cycle was closed meanwhile.
std::optional<Response> outdated_comment(
    Change& change, WhichCycle const& cycle, CriterionKey const& key, std::string const& field) {
    auto const& t = change.t;
    auto const diagnostic = require(diagnostic::find(change.db, change.desk.library, change.member.organisation, cycle));
    auto const* criterion = find_rated(diagnostic.version(), key.text());
    auto const text = change.form.text(field);
    if ((diagnostic.is_open() && criterion && is_asked(diagnostic, *criterion)) || text.empty()) return std::nullopt;
    diagnostic::Typed const typed{criterion ? criterion->number : std::string{},
        criterion ? diagnostic::title_of(t, *criterion) : std::string{key.text()}, "", "", text};
    return diagnostic::outdated_answer(change, diagnostic, old_page(t, diagnostic), {typed});
}

Response save_comment(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const& t = change.t;
    if (auto outdated = outdated_comment(change, cycle, key, "text")) return *std::move(outdated);
    auto const asked = require_writable(change, cycle, key);
    auto const id = CommentId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    CommentDraft draft{.id = std::string{id->text()}, .text = change.form.text("text"), .mention = change.form.line("mention")};
    draft.problems = problems_of(t, "text", draft.text);
    auto const team = accounts::members(change.db, asked.diagnostic.organisation());
    auto const is_chosen = [&](Member const& member) { return member.user.id.text() == draft.mention; };
    if (!draft.mention.empty() && std::ranges::none_of(team, is_chosen))
        draft.problems.push_back({"mention", t.text("Choisissez une personne de l'équipe dans la liste")});
    if (!draft.problems.empty()) return answer(change, asked, draft);

    auto const& user = change.member.user;
    Comment const comment{*id, key, draft.text, std::string{user.id.text()}, user.name(), change.now};
    if (add(change.db, asked.diagnostic, comment)) {
        change.trail.add("comment", key.text());
        call(change, asked, comment, team, draft.mention);
    }
    return web::see_other(practice_url(asked.diagnostic, asked.criterion).at("commentaires"));
}

Comment require_comment(Change const& change, Asked const& asked, CommentId const& id) {
    auto comment = require(find_comment(change.db, asked.diagnostic, id));
    if (comment.criterion != asked.criterion.key) throw web::Refused{404};
    return comment;
}

// The page of its criterion where a comment stands: the last fifty, or those before.
Url comment_url(Change const& change, Asked const& asked, CommentId const& id) {
    auto const all = comments(change.db, asked.diagnostic, asked.criterion.key);
    return practices::comment_url(asked.diagnostic, asked.criterion, all, id);
}

Response save_correction(Change& change, WhichCycle cycle, CriterionKey key, CommentId id) {
    auto const name = "text-" + std::string{id.text()};
    if (auto outdated = outdated_comment(change, cycle, key, name)) return *std::move(outdated);
    auto const asked = require_writable(change, cycle, key);
    auto comment = require_comment(change, asked, id);
    auto const text = change.form.text(name);
    CommentDraft draft{.id = new_uuid(change.now, change.desk.chance),
        .problems = problems_of(change.t, name, text),
        .correction = Correction{id, text}};
    // What was written is not lost: it may become a comment of its own.
    if (!may_be_edited(comment, change.member.user, change.now)) {
        draft.text = text;
        draft.correction = {};
        draft.problems = {{"text", change.t.text("Un commentaire se corrige pendant dix minutes, par la personne qui l'a écrit : "
                                                 "publiez plutôt celui-ci à la suite")}};
    }
    if (!draft.problems.empty()) return answer(change, asked, draft);
    edit(change.db, asked.diagnostic, id, text, change.now);
    change.trail.add("correct_comment", key.text());
    comment.text = text;
    call(change, asked, comment, accounts::members(change.db, asked.diagnostic.organisation()), "");
    return web::see_other(comment_url(change, asked, id));
}

Response save_resolution(Change& change, WhichCycle cycle, CriterionKey key, CommentId id) {
    auto const asked = require_writable(change, cycle, key);
    (void)require_comment(change, asked, id);
    if (resolve(change.db, asked.diagnostic, id, change.member.user, change.now)) change.trail.add("resolve_comment", key.text());
    return web::see_other(comment_url(change, asked, id));
}

Response save_reopening(Change& change, WhichCycle cycle, CriterionKey key, CommentId id) {
    auto const asked = require_writable(change, cycle, key);
    (void)require_comment(change, asked, id);
    if (reopen(change.db, asked.diagnostic, id)) change.trail.add("reopen_comment", key.text());
    return web::see_other(comment_url(change, asked, id));
}

} // namespace

void add_practice_routes(accounts::Router& router) {
    router.get_in_cycle("/pratiques/criteres/{}", Right::read, show);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/reprise", Right::rate, save_restoring);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/partage", Right::rate, save_sharing);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/separation", Right::rate, save_parting);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/commentaires", Right::rate, save_comment);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/commentaires/{}", Right::rate, save_correction);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/commentaires/{}/resolution", Right::rate, save_resolution);
    router.post("/structures/{}/cycles/{}/pratiques/criteres/{}/commentaires/{}/reouverture", Right::rate, save_reopening);
}

} // namespace practices
