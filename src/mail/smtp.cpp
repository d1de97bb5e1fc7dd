#include "mail/smtp.h"

#include "core/unicode.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>

#include <curl/curl.h>

namespace mail {
namespace {

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// What passes while one mail is handed over.
struct Delivery {
    std::string_view unsent;
    bool is_text_sent = false; // all of it: from here on the server may have taken the mail
    std::string last_answer = {};
    std::function<bool()> const& is_stopping;
    std::optional<std::chrono::steady_clock::time_point> stopping_since = {};
};

std::size_t give_text(char* buffer, std::size_t size, std::size_t count, void* context) {
    auto& delivery = *static_cast<Delivery*>(context);
    auto const part = delivery.unsent.substr(0, size * count);
    std::memcpy(buffer, part.data(), part.size());
    delivery.unsent.remove_prefix(part.size());
    if (part.empty()) delivery.is_text_sent = true;
    return part.size();
}

// The server's lines: « 250 2.0.0 Ok: queued ».
std::size_t take_answer(char* line, std::size_t size, std::size_t count, void* context) {
    auto const answer = cleaned_line({line, std::min<std::size_t>(size * count, 300)});
    auto const is_farewell = answer.starts_with("221");
    if (!is_farewell) static_cast<Delivery*>(context)->last_answer = answer;
    return size * count;
}

std::size_t drop_content(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// Ends a delivery when the program stops. Once the text is sent, the answer is waited for a little: without it, nobody knows.
int watch(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& delivery = *static_cast<Delivery*>(context);
    if (!delivery.is_stopping()) return 0;
    auto const now = std::chrono::steady_clock::now();
    if (!delivery.stopping_since) delivery.stopping_since = now;
    return !delivery.is_text_sent || now - *delivery.stopping_since > std::chrono::seconds{4} ? 1 : 0;
}

std::string part_of_address(std::string const& address, CURLUPart part) {
    std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const url{curl_url(), curl_url_cleanup};
    char* text = nullptr;
    if (curl_url_set(url.get(), CURLUPART_URL, address.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return {};
    if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
    std::unique_ptr<char, decltype(&curl_free)> const owned{text, curl_free};
    return text;
}

// A password never crosses a network in clear; a relay on this machine may have a certificate that nobody signed.
long encryption(std::string const& address) {
    auto const host = part_of_address(address, CURLUPART_HOST);
    if (host == "127.0.0.1" || host == "localhost" || host == "[::1]") return CURLUSESSL_NONE;
    return part_of_address(address, CURLUPART_USER).empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL;
}

// A refusal concerns this mail where it came after the server had let us in.
bool is_about_this_mail(CURLcode code, Delivery const& delivery) { return delivery.is_text_sent || code == CURLE_SEND_ERROR; }

Outcome outcome(CURLcode code, Delivery const& delivery) {
    using enum Outcome::Kind;
    auto const& answer = delivery.last_answer;
    if (code == CURLE_OK) return {taken, answer};
    auto const is_refusal = answer.starts_with('5') && is_about_this_mail(code, delivery);
    if (is_refusal) return {refused, answer};
    auto const is_answered = answer.starts_with('4') || answer.starts_with('5');
    if (is_answered) return {not_now, answer};
    auto const reason = std::string{curl_easy_strerror(code)};
    return delivery.is_text_sent ? Outcome{answer_lost, reason} : Outcome{not_now, reason};
}

void start_curl() {
    static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error{"libcurl does not start"};
}

} // namespace

Outcome deliver(Server const& server, Recipient const& from, Recipient const& to, std::string const& message,
    std::function<bool()> const& is_stopping) {
    start_curl();
    Delivery delivery{.unsent = message, .is_stopping = is_stopping};
    List const recipients{curl_slist_append(nullptr, ('<' + to.address + '>').c_str()), curl_slist_free_all};
    Curl const curl{curl_easy_init(), curl_easy_cleanup}; // last: what it uses is still there when it says farewell
    if (!curl || !recipients) throw std::bad_alloc{};

    auto const set = [&](CURLoption option, auto value) {
        if (curl_easy_setopt(curl.get(), option, value) != CURLE_OK) throw std::runtime_error{"libcurl lacks an option"};
    };
    set(CURLOPT_URL, server.address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USE_SSL, encryption(server.address));
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(static_cast<long>(server.time_out.count()), 10'000L));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(server.time_out.count()));
    set(CURLOPT_MAIL_FROM, ('<' + from.address + '>').c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give_text);
    set(CURLOPT_READDATA, static_cast<void*>(&delivery));
    set(CURLOPT_HEADERFUNCTION, take_answer);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&delivery));
    set(CURLOPT_WRITEFUNCTION, drop_content);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, watch);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&delivery));

    return outcome(curl_easy_perform(curl.get()), delivery);
}

} // namespace mail
