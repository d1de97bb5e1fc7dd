#pragma once

#include "core/date.h"

#include <memory>
#include <string_view>

// The clock of the wall in the instance's zone. One zone per instance; Europe/Paris where nothing else was said.
struct LocalTime {
    Date day;
    int hour, minute;
};

class Zone {
public:
    explicit Zone(std::string_view name = "Europe/Paris");

    LocalTime local(Instant) const;
    Date day(Instant instant) const { return local(instant).day; }

private:
    std::shared_ptr<void const> zone_; // immutable and costly to make: copies of a zone share it
};
