#include "core/zone.h"

#include <stdexcept>
#include <string>

#include <unicode/timezone.h>

Zone::Zone(std::string_view name) {
    auto const known = icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<int>(name.size())});
    std::shared_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(known)};
    if (*zone == icu::TimeZone::getUnknown()) throw std::invalid_argument{"no such time zone: " + std::string{name}};
    zone_ = zone;
}

LocalTime Zone::local(Instant instant) const {
    std::int32_t raw = 0, saving = 0;
    auto status = U_ZERO_ERROR;
    static_cast<icu::TimeZone const*>(zone_.get())
        ->getOffset(static_cast<double>(instant.time_since_epoch().count()), false, raw, saving, status);
    if (U_FAILURE(status)) throw std::runtime_error{"the time zone could not be read"};

    auto const wall = instant + std::chrono::milliseconds{raw + saving};
    auto const day = std::chrono::floor<std::chrono::days>(wall);
    auto const minutes = std::chrono::floor<std::chrono::minutes>(wall - day).count();
    return {.day = day, .hour = static_cast<int>(minutes / 60), .minute = static_cast<int>(minutes % 60)};
}
