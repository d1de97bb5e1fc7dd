#include "app/errands.h"

#include <doctest/doctest.h>

#include <future>
#include <stdexcept>

using namespace std::chrono_literals;

TEST_CASE("what waits is looked after when rung for, whatever went wrong before") {
    std::vector<std::string> faults;
    std::promise<void> first, second, tidied;
    int times = 0;
    app::Errands errands{{.run =
                                 [&] {
                                     if (++times == 1) {
                                         first.set_value();
                                         throw std::runtime_error{"the post is closed"};
                                     }
                                     if (times == 2) second.set_value();
                                 },
                             .tidy =
                                 [&, is_done = false]() mutable {
                                     if (!std::exchange(is_done, true)) tidied.set_value();
                                 }},
        1h, [&](std::string_view what) { faults.emplace_back(what); }};

    errands.ring();
    CHECK(first.get_future().wait_for(10s) == std::future_status::ready);
    CHECK(tidied.get_future().wait_for(10s) == std::future_status::ready);
    errands.ring();
    CHECK(second.get_future().wait_for(10s) == std::future_status::ready);
    CHECK(faults == std::vector<std::string>{"the post is closed"});
}

TEST_CASE("the thread that looks after things ends with the program") {
    int times = 0;
    {
        app::Errands const errands{{[&] { ++times; }, [] {}}, 1h, [](std::string_view) {}};
    }
    CHECK(times == 0);
}
