#pragma once

#include "archive/registry.h"

#include <vector>

// The tables of the database, a file for each part of the program. Those that others refer to come before them.
namespace archive {

// Accounts and structures: who works where, and how they come in.
std::vector<Table> account_tables();

// What an instance keeps going by: attempts, the trail, mails, référentiels.
std::vector<Table> instance_tables();

// Self-assessments: answers, their versions, what a team puts beside them.
std::vector<Table> diagnostic_tables();

// Good practices, what they serve and what is said of them.
std::vector<Table> practice_tables();

// The plan: people, commitments, actions, indicators.
std::vector<Table> plan_tables();

// Workshops and their votes.
std::vector<Table> workshop_tables();

// Documents, files and the trash.
std::vector<Table> document_tables();

} // namespace archive
