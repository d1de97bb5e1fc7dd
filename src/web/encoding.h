#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace web {

// Does this Accept-Encoding take that coding? q=0 refuses; * stands for what is not named.
bool accepts(std::string_view accept_encoding, std::string_view coding);

// Is it worth compressing? Text is; pictures, fonts and PDF are compressed already.
bool is_compressible(std::string_view content_type);

// Compresses what is written anew for each visitor: quickly rather than well. Safe to call from any thread.
class Gzip {
public:
    Gzip();
    ~Gzip();

    std::string compressed(std::string_view);

private:
    struct State; // 260 kB each, kept because making one costs as much as a page
    std::unique_ptr<State> take();

    std::mutex mutex_;
    std::vector<std::unique_ptr<State>> spare_;
};

} // namespace web
