#pragma once

#include "mail/outbox.h"

#include <string>
#include <string_view>

namespace mail {

// A mail as servers pass it on (RFC 5322): own headers, then the text in quoted-printable; lines end with CR LF. The same claimed
// mail gives the same bytes at each try.
std::string message(Claimed const&, Recipient const& from);

// A header's value, which can hold no other header: plain where it is ASCII, else in encoded words (RFC 2047).
std::string header_text(std::string_view);

// UTF-8 in lines of at most 76 visible signs (RFC 2045).
std::string quoted_printable(std::string_view);

} // namespace mail
