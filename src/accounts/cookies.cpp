#include "accounts/cookies.h"

#include <string>

namespace accounts {
namespace {

void set_cookie(
    web::Response& response, Settings const& settings, std::string_view name, std::string_view value, std::string_view age) {
    response.headers.emplace_back("Set-Cookie", settings.cookie(name) + '=' + std::string{value} +
                                                    "; Path=/; HttpOnly; SameSite=Lax" + (settings.is_https() ? "; Secure" : "") +
                                                    "; Max-Age=" + std::string{age});
}

} // namespace

void set_session_cookie(web::Response& response, Settings const& settings, std::string_view token) {
    set_cookie(response, settings, "session", token, "2592000");
}

void clear_session_cookie(web::Response& response, Settings const& settings) {
    set_cookie(response, settings, "session", "", "0");
}

void set_language_cookie(web::Response& response, Settings const& settings, std::string_view language) {
    set_cookie(response, settings, "langue", language, "31536000");
}

} // namespace accounts
