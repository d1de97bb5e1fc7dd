#pragma once

#include "accounts/visit.h"
#include "actions/batch.h"
#include "actions/filter_views.h"
#include "actions/planning.h"
#include "html/form.h"
#include "html/html.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace actions {

// What was chosen and typed to change several actions, as it comes back where something is to be mended.
struct BatchDraft {
    std::string id; // of the batch that it makes
    std::set<ActionId> chosen = {};
    std::string responsible = {}, due = {}, state = {};
    std::vector<html::Problem> problems = {};
};

// Where actions may be ticked, and the link that leads there: the boxes would be in the way of whoever only reads.
Url choosing_url(diagnostic::Diagnostic const&, Filter const&);
bool is_choosing(web::Form const& parameters);
bool ticks_all(web::Form const& parameters);
html::Html choosing_link(html::Language const& t, diagnostic::Diagnostic const&, Filter const&);

// Above the tables: what may be done with the actions that are ticked there.
html::Html batch_bar(accounts::Caller const&, Planning const&, Filter const&, BatchDraft const&);

// Before the name of an action, where this member may change it.
html::Html batch_tick(accounts::Caller const&, Planning const&, Action const&, BatchDraft const&);

// What was done, and a button that takes it back for as long as that can be, by who may; on the view where it was done.
html::Html batch_notice(accounts::Caller const&, Planning const&, Batch const&, View, Filter const&, bool may_undo);

// One of the last changes of several actions: may this member take it back, and which of its actions have changed since?
struct RecentBatch {
    Batch batch;
    bool may_undo;
    std::vector<ActionId> changed_since;
};
html::Html recent_batches(accounts::Caller const&, Planning const&, std::span<RecentBatch const>, Filter const&);

// « 5 actions confiées à Sophie Guéguen. »
std::string words_of(html::Language const& t, Batch const&);

} // namespace actions
