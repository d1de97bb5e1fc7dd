#include "web/encoding.h"

#include "web/header_text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include <zlib.h>

namespace web {
namespace {

// « q=0 », « q=0.000 »: not at all.
bool is_refusal(std::string_view weight) {
    weight = without_blanks(weight);
    if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return false;
    return weight.substr(2).find_first_not_of("0.") == weight.npos;
}

// Most pages go out at once; the few long ones are worth a third of a millisecond more, which spares a telephone one byte in
// eight.
constexpr std::size_t long_text = 64'000;
int effort_for(std::string_view text) { return text.size() < long_text ? 1 : 4; }

} // namespace

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    bool others = false;
    while (!accept_encoding.empty()) {
        auto weight = take_until(',', accept_encoding);
        auto const name = without_blanks(take_until(';', weight));
        if (is_same_word(name, coding)) return !is_refusal(weight);
        if (name == "*") others = !is_refusal(weight);
    }
    return others;
}

bool is_compressible(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    static constexpr std::array types{
        "application/json", "application/javascript", "application/xml", "application/manifest+json", "image/svg+xml"};
    return content_type.starts_with("text/") || content_type.ends_with("+json") ||
           std::find(types.begin(), types.end(), content_type) != types.end();
}

struct Gzip::State {
    State() {
        constexpr int gzip_header = 16;
        if (deflateInit2(&stream, effort_for({}), Z_DEFLATED, MAX_WBITS + gzip_header, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error{"zlib does not start"};
    }
    ~State() { deflateEnd(&stream); }
    State(State const&) = delete;

    z_stream stream{};
};

Gzip::Gzip() = default;
Gzip::~Gzip() = default;

std::string Gzip::compressed(std::string_view text) {
    if (text.size() > std::numeric_limits<uInt>::max() / 2) throw std::length_error{"too large to be compressed at once"};
    auto state = take();
    auto& stream = state->stream;
    std::string result(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflateParams(&stream, effort_for(text), Z_DEFAULT_STRATEGY);
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error{"zlib could not compress"};
    result.resize(stream.total_out);

    deflateReset(&stream);
    std::lock_guard const lock{mutex_};
    spare_.push_back(std::move(state));
    return result;
}

std::unique_ptr<Gzip::State> Gzip::take() {
    {
        std::lock_guard const lock{mutex_};
        if (!spare_.empty()) {
            auto state = std::move(spare_.back());
            spare_.pop_back();
            return state;
        }
    }
    return std::make_unique<State>();
}

} // namespace web
