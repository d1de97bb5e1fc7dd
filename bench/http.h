#pragma once

#include <optional>
#include <string>
#include <string_view>

// HTTP as the visitors of bench-load speak it.
namespace bench {

struct Answer {
    int status;
    std::string_view head, body;
};

std::string_view between(std::string_view text, std::string_view before, std::string_view after, std::size_t from = 0);

// The first answer in what came; nothing while some of it is still to come.
std::optional<Answer> first_answer(std::string_view came);

// A line to the server; below 0 where nobody answers.
int connected(int port);

// What is answered to the request, head and body; nothing where the line ends.
std::string asked_on(int line, std::string_view request);
std::string asked_once(int port, std::string_view request);

std::string get(std::string const& path, std::string const& cookie, bool takes_gzip = false);
std::string post(std::string const& path, std::string const& cookie, std::string const& body);
std::string encoded(std::string_view text);

} // namespace bench
