#pragma once

#include "accounts/desk.h"
#include "site/prose.h"

// What the operator of this instance says of itself, and what the pages say where it has not.
namespace site {

// « {contact} »: whom to write to.
html::Html contact(html::Language const& t, accounts::Imprint const&);

// « {exploitant} » and « {hebergeur} »: one sentence each.
html::Html publisher(html::Language const& t, accounts::Imprint const&);
html::Html host(html::Language const& t, accounts::Imprint const&);

// « {mentions} »: publisher, host and contact side by side.
html::Html legal_facts(html::Language const& t, accounts::Imprint const&);

// « {depot} »: the version that runs, and where its source is.
html::Html source_facts(html::Language const& t, accounts::Imprint const&);

// « {cookies} »: each cookie with its purpose and its life.
html::Html cookies(html::Language const& t, accounts::Settings const&);

} // namespace site
