#pragma once

#include "html/html.h"
#include "mail/mailbox.h"

#include <span>

// The mailbox's pages, without the frame around them.
namespace mail {

html::Html mailbox_page(html::Language const& t, Zone const&, std::span<Letter const>, html::Html const& more = {});

// One mail as it was written, with its links to follow.
html::Html letter_page(html::Language const& t, Zone const&, Letter const&);

} // namespace mail
