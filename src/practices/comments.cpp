#include "practices/comments.h"

#include "core/unicode.h"

namespace practices {
namespace {

using diagnostic::Diagnostic;
using storage::Reader, storage::Row, storage::Writer;

Comment read_comment(Row& row) {
    auto id = row.next<CommentId>();
    auto criterion = row.next<referentiel::CriterionKey>();
    auto text = row.next<std::string>(), author = row.next<std::string>(), by = row.next<std::string>();
    auto const written = row.next<Instant>();
    auto const edited = row.maybe<Instant>();
    auto resolved_by = row.next<std::string>();
    return {std::move(id), std::move(criterion), std::move(text), std::move(author), std::move(by), written, edited,
        std::move(resolved_by), row.maybe<Instant>()};
}

} // namespace

bool may_be_edited(Comment const& comment, accounts::User const& user, Instant now) {
    return comment.author == user.id.text() && now - comment.written < longest_edit;
}

bool names(std::string_view text, std::string_view person) {
    auto const where = folded(text), whom = "@" + folded(person);
    auto const goes_on = [&](std::size_t at) { // an address of mail before, a longer name after
        auto const sign = static_cast<unsigned char>(at < where.size() ? where[at] : ' ');
        return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-' || sign >= 0x80;
    };
    for (auto at = where.find(whom); at != where.npos; at = where.find(whom, at + 1))
        if ((at == 0 || !goes_on(at - 1)) && !goes_on(at + whom.size())) return true;
    return false;
}

namespace {

std::vector<Comment> comments_of(Reader const& db, Diagnostic const& diagnostic, std::string_view node_or_all) {
    auto all = db.rows(R"(
        SELECT id, node, text, written_by, written_by_name, written, edited, resolved_by_name, resolved
        FROM practice_comments
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND (node = $3 OR $3 = '')
        ORDER BY written, id)",
        {diagnostic.organisation(), diagnostic.id(), node_or_all}, read_comment);
    std::map<std::string, std::vector<std::string>> names;
    db.rows(R"(
        SELECT practice_mentions.comment_id, user_name
        FROM practice_mentions
        JOIN practice_comments ON practice_comments.organisation_id = practice_mentions.organisation_id
            AND practice_comments.id = practice_mentions.comment_id
        WHERE practice_mentions.organisation_id = $1 AND diagnostic_id = $2 AND (node = $3 OR $3 = '')
        ORDER BY user_name, user_id)",
        {diagnostic.organisation(), diagnostic.id(), node_or_all}, [&](Row& row) {
            auto comment = row.next<std::string>();
            names[std::move(comment)].push_back(row.next<std::string>());
            return 0;
        });
    for (auto& comment : all) comment.mentions = names[std::string{comment.id.text()}];
    return all;
}

} // namespace

std::vector<Comment> comments(Reader const& db, Diagnostic const& diagnostic, referentiel::CriterionKey const& node) {
    return comments_of(db, diagnostic, node.text());
}

std::vector<Comment> comments(Reader const& db, Diagnostic const& diagnostic) { return comments_of(db, diagnostic, ""); }

std::optional<Comment> find_comment(Reader const& db, Diagnostic const& diagnostic, CommentId const& id) {
    return db.row(R"(
        SELECT id, node, text, written_by, written_by_name, written, edited, resolved_by_name, resolved
        FROM practice_comments
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3)",
        {diagnostic.organisation(), diagnostic.id(), id}, read_comment);
}

std::map<std::string, int, std::less<>> open_comments(Reader const& db, Diagnostic const& diagnostic) {
    std::map<std::string, int, std::less<>> counts;
    db.rows(R"(
        SELECT node, COUNT(*)
        FROM practice_comments
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND resolved IS NULL
        GROUP BY node)",
        {diagnostic.organisation(), diagnostic.id()}, [&](Row& row) {
            auto node = row.next<std::string>();
            counts[std::move(node)] = static_cast<int>(row.next<std::int64_t>());
            return 0;
        });
    return counts;
}

bool add(Writer& db, Diagnostic const& diagnostic, Comment const& comment) {
    return db.change(R"(
        INSERT INTO practice_comments
            (organisation_id, id, diagnostic_id, node, text, written_by, written_by_name, written, resolved_by_name)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')
        ON CONFLICT (organisation_id, id) DO NOTHING)",
               {diagnostic.organisation(), comment.id, diagnostic.id(), comment.criterion, comment.text, comment.author,
                   comment.by, comment.written}) > 0;
}

void edit(Writer& db, Diagnostic const& diagnostic, CommentId const& id, std::string const& text, Instant now) {
    db.change("UPDATE practice_comments SET text = $4, edited = $5 WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3",
        {diagnostic.organisation(), diagnostic.id(), id, text, now});
}

bool resolve(Writer& db, Diagnostic const& diagnostic, CommentId const& id, accounts::User const& user, Instant now) {
    return db.change(R"(
        UPDATE practice_comments SET resolved = $4, resolved_by_name = $5
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3 AND resolved IS NULL)",
               {diagnostic.organisation(), diagnostic.id(), id, now, user.name()}) > 0;
}

bool reopen(Writer& db, Diagnostic const& diagnostic, CommentId const& id) {
    return db.change(R"(
        UPDATE practice_comments SET resolved = NULL, resolved_by_name = ''
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND id = $3 AND resolved IS NOT NULL)",
               {diagnostic.organisation(), diagnostic.id(), id}) > 0;
}

void carry_comments(Writer& db, Diagnostic const& of, referentiel::CriterionKey const& node, Diagnostic const& to,
    referentiel::CriterionKey const& into) {
    db.change(R"(
        UPDATE practice_comments SET diagnostic_id = $4, node = $5
        WHERE organisation_id = $1 AND diagnostic_id = $2 AND node = $3)",
        {of.organisation(), of.id(), node, to.id(), into});
}

bool mention(Writer& db, Diagnostic const& diagnostic, CommentId const& id, accounts::User const& user, Instant now) {
    auto const lately = db.row(R"(
        SELECT COUNT(*)
        FROM practice_mentions
        WHERE organisation_id = $1 AND user_id = $2 AND mailed > $3)",
        {diagnostic.organisation(), user.id, now - mail_silence}, [](Row& row) { return row.next<std::int64_t>(); });
    auto const is_due = lately.value() == 0;
    auto const is_new =
        db.change(R"(
        INSERT INTO practice_mentions (organisation_id, comment_id, user_id, user_name, mailed) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organisation_id, comment_id, user_id) DO NOTHING)",
            {diagnostic.organisation(), id, user.id, user.name(), is_due ? std::optional{now} : std::nullopt}) > 0;
    return is_new && is_due;
}

} // namespace practices
