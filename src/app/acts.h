#pragma once

#include "accounts/desk.h"
#include "app/options.h"

#include <string_view>

// What the operator does by a command stands in a trail, and as a line in the log that --log names.
namespace app {

// While a command is carried out; « - » is the standard error, since the answer stands on the standard output.
class OperatorLog {
public:
    explicit OperatorLog(Options const&);
    ~OperatorLog();
    OperatorLog(OperatorLog const&) = delete;
};

struct Act {
    std::string_view verb;
    std::string_view object;
    std::string_view user = {};         // an id, of whom it concerns
    std::string_view organisation = {}; // an id
};

// In the chain of the organisation, or of the instance.
void add_to_trail(storage::Writer&, accounts::Desk const&, Act const&, std::string_view payload = "{}");

// Once it is kept.
void tell(Act const&);

} // namespace app
