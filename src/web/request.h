#pragma once

#include "web/spool.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

// A file of a form: as it came, whatever its name pretends.
struct UploadedFile {
    std::string name;                        // without its folders; empty where nobody chose one
    std::string bytes = {};                  // empty where it is on the disk
    std::shared_ptr<Spool const> spool = {}; // shared, for a form goes along with copies of its request
    std::uint64_t begin = 0, length = 0;     // in the spool

    std::uint64_t size() const { return spool ? length : bytes.size(); }
    // As many bytes from there on, fewer at its end.
    std::string read(std::uint64_t offset, std::size_t count) const;
};

// What a form or the part after ? sends. Of a name sent twice the first counts. Texts are UTF-8, cleaned (core/unicode.h).
class Form {
public:
    using Fields = std::map<std::string, std::string, std::less<>>;

    Form() = default;
    explicit Form(Fields fields) : fields_{std::move(fields)} {}

    using Files = std::map<std::string, UploadedFile, std::less<>>;
    Form(Fields fields, Files files) : fields_{std::move(fields)}, files_{std::move(files)} {}

    bool has(std::string_view name) const { return fields_.contains(name); }
    std::string text(std::string_view name) const;
    std::string line(std::string_view name) const; // without blanks at its ends or line ends within

    Fields const& fields() const { return fields_; }
    Files const& files() const { return files_; }
    UploadedFile const* file(std::string_view name) const; // nullptr where the form has none of that name

private:
    Fields fields_;
    Files files_;
};

// Nothing where the text is no application/x-www-form-urlencoded, or holds more than 2,000 fields.
std::optional<Form> read_form(std::string_view encoded);

// One request, whole and well-formed: the server has refused any other.
struct Request {
    std::string method;                                       // « GET », « HEAD » is given as GET and answered without a body
    std::string path;                                         // as sent, without the part after ?; begins with /
    std::string query;                                        // the part after ?, as sent
    std::vector<std::pair<std::string, std::string>> headers; // names in small letters
    std::string body;
    std::shared_ptr<Spool const> spool = {}; // instead of the body, where a route takes uploads; shared with copies of this
    std::string address;                     // the visitor's, through trusted proxies only
    bool is_secure = false;                  // was it sent over https?
    std::string reference;                   // names this request in logs and on error pages

    // The first of that name (small letters), or nothing.
    std::optional<std::string_view> header(std::string_view name) const;
    std::optional<std::string> cookie(std::string_view name) const;
    Form parameters() const; // of the query; empty where it cannot be read
};

} // namespace web
