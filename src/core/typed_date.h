#pragma once

#include "core/date.h"

#include <optional>
#include <string>
#include <string_view>

// Days and months as people type them, in French or English.

// « 05/03/2026 », « 5-3-26 », « 5 mars 2026 » or « 2026-03-05 ».
std::optional<Date> read_day(std::string_view typed);

// « 12/2026 », « décembre 2026 », « 2026-12 »; the year may stand in a field of its own.
std::optional<Month> read_month(std::string_view month, std::string_view year = {});

// « 05/03/2026 » and « 03/2026 ».
std::string typed_day(Date);
std::string typed_month(Month);
