#pragma once

#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "storage/storage.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What a team says to one another about the practice of a criterion.
namespace practices {

struct Comment;
using CommentId = Id<Comment>;

struct Comment {
    CommentId id;
    referentiel::CriterionKey criterion;
    std::string text;
    std::string author; // id of the user
    std::string by;     // and the name
    Instant written;
    std::optional<Instant> edited = {};
    std::string resolved_by = {};
    std::optional<Instant> resolved = {};
    std::vector<std::string> mentions = {}; // the names of those who were called
};

// Who wrote it may mend it that long.
inline constexpr std::chrono::minutes longest_edit{10};
bool may_be_edited(Comment const&, accounts::User const&, Instant now);

// Does the text call that person, as « @Maud Tessier »? Capitals and accents do not matter.
bool names(std::string_view text, std::string_view person);

// Of one criterion or of all, the oldest first.
std::vector<Comment> comments(storage::Reader const&, diagnostic::Diagnostic const&, referentiel::CriterionKey const&);
std::vector<Comment> comments(storage::Reader const&, diagnostic::Diagnostic const&);
std::optional<Comment> find_comment(storage::Reader const&, diagnostic::Diagnostic const&, CommentId const&);

// How many of each criterion are not resolved.
std::map<std::string, int, std::less<>> open_comments(storage::Reader const&, diagnostic::Diagnostic const&);

// Sent twice, it is kept once: false where it was there.
bool add(storage::Writer&, diagnostic::Diagnostic const&, Comment const&);
void edit(storage::Writer&, diagnostic::Diagnostic const&, CommentId const&, std::string const& text, Instant now);
// False where it is so already.
bool resolve(storage::Writer&, diagnostic::Diagnostic const&, CommentId const&, accounts::User const&, Instant now);
bool reopen(storage::Writer&, diagnostic::Diagnostic const&, CommentId const&);

// Who is called to a comment gets a mail, unless they got one for a comment within this time.
inline constexpr std::chrono::minutes mail_silence{10};
// Keeps the mention; true where a mail is due for it, which is then counted as sent.
bool mention(storage::Writer&, diagnostic::Diagnostic const&, CommentId const&, accounts::User const&, Instant now);

// Those of a criterion go where it goes: to one of another diagnostic.
void carry_comments(storage::Writer&, diagnostic::Diagnostic const& of, referentiel::CriterionKey const&,
    diagnostic::Diagnostic const& to, referentiel::CriterionKey const&);

} // namespace practices
