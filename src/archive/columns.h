#pragma once

#include "archive/registry.h"

// How the columns of a table are told, and how long most rows stay.
namespace archive {

constexpr Column text(std::string_view name) { return {name}; }
constexpr Column whole(std::string_view name) { return {name, Type::whole}; }
constexpr Column key(std::string_view name) { return {name, Type::text, Meaning::key}; }
constexpr Column reference(std::string_view name, std::string_view of) { return {name, Type::text, Meaning::reference, of}; }
constexpr Column record(std::string_view name) { return {name, Type::text, Meaning::record}; }
constexpr Column secret(std::string_view name) { return {name, Type::text, Meaning::secret}; }
constexpr Column local(std::string_view name, Type type) { return {name, type, Meaning::local}; }
inline constexpr Column organisation{"organisation_id", Type::text, Meaning::organisation};

inline constexpr std::string_view as_structure = "as long as the structure";
inline constexpr std::string_view as_account = "as long as the account";

} // namespace archive
